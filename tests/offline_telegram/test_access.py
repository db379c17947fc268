"""Finding chats and messages."""

import pytest
from telegram.constants import ChatMemberStatus

from offline_telegram import ApiError, LocalTelegram, Person
from tests.offline_telegram.conftest import EchoBot


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


async def test_members(telegram: LocalTelegram, bot: EchoBot, ada: Person) -> None:
    """The library can read chats and members; the first person of a group owns it."""
    bob, eve = telegram.person("Bob"), telegram.person("Eve")
    group = telegram.group("Runners", ada, bob)
    assert (await bot.bot.get_chat(group.id)).title == "Runners"
    assert (await bot.bot.get_chat(ada.id)).username == "ada_l"
    statuses = [
        (await bot.bot.get_chat_member(group.id, p)).status for p in (ada.id, bob.id, eve.id, bot.bot.id)
    ]
    assert statuses == [
        ChatMemberStatus.OWNER,
        ChatMemberStatus.MEMBER,
        ChatMemberStatus.LEFT,
        ChatMemberStatus.MEMBER,
    ]
    (owner,) = await bot.bot.get_chat_administrators(group.id)
    assert owner.user.id == ada.id
    assert (await bot.bot.get_chat_member(ada.id, ada.id)).status == ChatMemberStatus.MEMBER


def test_private_chats_have_no_members_to_manage(telegram: LocalTelegram, ada: Person) -> None:
    """What makes no sense in a private chat is refused."""
    with pytest.raises(ApiError, match="there are no administrators in the private chat"):
        telegram.call("getChatAdministrators", {"chat_id": ada.id})
    with pytest.raises(ApiError, match="chat member status can't be changed in private chats"):
        telegram.call("leaveChat", {"chat_id": ada.id})
    with pytest.raises(ApiError, match="user not found"):
        telegram.call("getChatMember", {"chat_id": ada.id, "user_id": 5})


def test_leaving(telegram: LocalTelegram, ada: Person) -> None:
    """A bot that has left cannot write any more, and is told that it left."""
    group = telegram.group("Runners", ada)
    telegram.call("leaveChat", {"chat_id": group.id})
    with pytest.raises(ApiError, match="bot is not a member of the group chat"):
        telegram.call("sendMessage", {"chat_id": group.id, "text": "x"})
    *_, update = telegram.call("getUpdates")
    assert update["my_chat_member"]["new_chat_member"]["status"] == "left"
    assert update["my_chat_member"]["from"]["id"] == 1
