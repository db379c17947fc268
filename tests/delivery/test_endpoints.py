"""Which requests count against Telegram's limits."""

import pytest

from bot.delivery.message_queue import chat_written_to, is_group, is_setting, may_be_paid, messages_written


@pytest.mark.parametrize(
    "endpoint",
    [
        "sendMessage",
        "sendPhoto",
        "sendMediaGroup",
        "editMessageText",
        "editMessageReplyMarkup",
        "forwardMessage",
        "forwardMessages",
        "copyMessage",
        "copyMessages",
    ],
)
def test_messages_count(endpoint: str) -> None:
    """Sent, edited, forwarded and copied ones."""
    assert chat_written_to(endpoint, {"chat_id": 5}) == "5"


@pytest.mark.parametrize(
    "endpoint",
    [
        "answerCallbackQuery",
        "answerGuestQuery",
        "answerInlineQuery",
        "deleteMessage",
        "editForumTopic",
        "getMe",
        "sendChatAction",
        "sendMessageDraft",
        "setMessageReaction",
        "setMyCommands",
    ],
)
def test_everything_else_does_not(endpoint: str) -> None:
    """Even if a chat is named."""
    assert chat_written_to(endpoint, {"chat_id": 5}) is None


def test_albums() -> None:
    """They count as all that is in them."""
    assert messages_written({"chat_id": 5, "media": ["a", "b", "c"]}) == 3
    assert messages_written({"chat_id": 5, "photo": "a"}) == messages_written({"media": object()}) == 1


def test_what_may_be_paid() -> None:
    """New messages; not their changes, and nothing that is no message."""
    assert all(map(may_be_paid, ["sendMessage", "sendPhoto", "sendMediaGroup", "copyMessage"]))
    never = ["editMessageText", "forwardMessage", "sendChatAction", "sendChecklist", "getUpdates"]
    assert not any(map(may_be_paid, never))


def test_one_chat_has_one_name() -> None:
    """Numbers may come as text, and public names in any case."""
    assert chat_written_to("sendMessage", {"chat_id": "5"}) == "5"
    assert chat_written_to("sendMessage", {"chat_id": "@Runners"}) == "@runners"


def test_inline_messages() -> None:
    """Each stands for a chat that Telegram does not name."""
    first, second = (chat_written_to("editMessageText", {"inline_message_id": name}) for name in ("-a", "-A"))
    assert first
    assert second
    assert first != second
    assert not is_group(first)


@pytest.mark.parametrize(
    ("chat", "group"), [("5", False), ("-100", True), ("@runners", True), ("abc", False)]
)
def test_groups(chat: str, group: bool) -> None:
    """Negative numbers and public names are groups, supergroups or channels."""
    assert is_group(chat) is group


def test_settings() -> None:
    """What people see of the bot before they talk to it."""
    assert all(map(is_setting, ["setMyCommands", "setMyDescription", "setMyShortDescription", "setMyName"]))
    assert not any(map(is_setting, ["setMessageReaction", "setWebhook", "sendMessage", "getMyCommands"]))
