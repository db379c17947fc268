"""Finding chats and messages."""

import pytest

from offline_telegram import ApiError, LocalTelegram, Person


def _refusal(telegram: LocalTelegram, chat_id: int | str) -> tuple[int, str]:
    with pytest.raises(ApiError) as caught:
        telegram.call("sendMessage", {"chat_id": chat_id, "text": "x"})
    return caught.value.code, caught.value.description


@pytest.mark.parametrize("chat_id", [5, -5, 0, "@nobody", "x"])
def test_unknown_chats(telegram: LocalTelegram, chat_id: int | str) -> None:
    """A chat nobody made is not found."""
    assert _refusal(telegram, chat_id) == (400, "Bad Request: chat not found")


def test_ids_may_be_written_as_text(telegram: LocalTelegram, ada: Person) -> None:
    """Telegram accepts digits in a string."""
    telegram.call("sendMessage", {"chat_id": str(ada.id), "text": "x"})
    assert ada.last.text == "x"


def test_people_who_do_not_want_the_bot(telegram: LocalTelegram) -> None:
    """Not started, blocked and deleted: each has its own refusal."""
    bob = telegram.person("Bob")
    assert _refusal(telegram, bob.id) == (403, "Forbidden: bot can't initiate conversation with a user")
    bob.say("/start")
    telegram.call("sendMessage", {"chat_id": bob.id, "text": "x"})
    bob.block()
    assert _refusal(telegram, bob.id) == (403, "Forbidden: bot was blocked by the user")
    bob.unblock()
    telegram.call("sendMessage", {"chat_id": bob.id, "text": "x"})
    bob.deactivate()
    assert _refusal(telegram, bob.id) == (403, "Forbidden: user is deactivated")


def test_groups_that_threw_the_bot_out(telegram: LocalTelegram, ada: Person) -> None:
    """Groups and supergroups refuse a kicked bot, each by its name."""
    group = telegram.group("Runners", ada)
    group.kick_bot()
    assert _refusal(telegram, group.id) == (403, "Forbidden: bot was kicked from the group chat")
    group.migrate()
    assert _refusal(telegram, group.id) == (403, "Forbidden: bot was kicked from the supergroup chat")
