"""Emoji that people put under messages."""

import pytest

from offline_telegram import LocalTelegram, Message, Person
from tests.conftest import Clock


@pytest.fixture
def message(telegram: LocalTelegram, ada: Person) -> Message:
    """A message of the bot, which asks to be told."""
    telegram.call("getUpdates", {"allowed_updates": ["message_reaction"]})
    telegram.call("sendMessage", {"chat_id": ada.id, "text": "Did it pass?"})
    return ada.last


def _told(telegram: LocalTelegram) -> list[tuple[list[str], list[str]]]:
    changes = [update["message_reaction"] for update in telegram.call("getUpdates", {})]
    return [
        (
            [each["emoji"] for each in change["old_reaction"]],
            [each["emoji"] for each in change["new_reaction"]],
        )
        for change in changes
    ]


def test_told(telegram: LocalTelegram, ada: Person, message: Message, clock: Clock) -> None:
    """As Telegram has it: who, when, under which message, what before and what now."""
    ada.react("👍")
    (update,) = telegram.call("getUpdates", {})
    assert update["message_reaction"] == {
        "chat": ada.chat.json(),
        "message_id": message.id,
        "user": ada.user.json(),
        "date": int(clock().timestamp()),
        "old_reaction": [],
        "new_reaction": [{"type": "emoji", "emoji": "👍"}],
    }


def test_one_at_a_time(telegram: LocalTelegram, ada: Person, message: Message) -> None:
    """Another one takes its place; the same once more is no change."""
    for emoji in ("👍", "👍", "❤️", "", ""):
        ada.react(emoji, message)
    assert _told(telegram) == [([], ["👍"]), (["👍"], ["❤"]), (["❤"], [])]


def test_not_asked_for(telegram: LocalTelegram, ada: Person) -> None:
    """A bot that names no kinds of updates is not told."""
    telegram.call("getUpdates", {"allowed_updates": []})
    telegram.call("sendMessage", {"chat_id": ada.id, "text": "Did it pass?"})
    ada.react("👍")
    assert telegram.call("getUpdates", {}) == []


@pytest.mark.usefixtures("message")
def test_in_a_group(telegram: LocalTelegram, ada: Person) -> None:
    """Only administrators are told; everybody sees it."""
    group = telegram.group("Runners", ada)
    telegram.call("sendMessage", {"chat_id": group.id, "text": "Hello"})
    group.react(ada, "👍")
    assert group.last.reactions == {ada.id: "👍"}
    assert _told(telegram) == []


@pytest.mark.parametrize("emoji", ["👍👍", "yes", "🦶"])
def test_no_reaction(ada: Person, message: Message, emoji: str) -> None:
    """Telegram has some dozens of them."""
    with pytest.raises(ValueError, match="no reaction"):
        ada.react(emoji, message)


def test_under_what_is_gone(telegram: LocalTelegram, ada: Person, message: Message) -> None:
    """Nobody can react to it, and nobody who has blocked the bot."""
    telegram.call("deleteMessage", {"chat_id": ada.id, "message_id": message.id})
    with pytest.raises(ValueError, match="gone"):
        ada.react("👍", message)
    ada.block()
    with pytest.raises(ValueError, match="blocked"):
        ada.react("👍", message)
