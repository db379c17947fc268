"""Requests held against the specification."""

from typing import Any

import pytest

from offline_telegram import ApiError, LocalTelegram, MisuseError, Person


@pytest.mark.parametrize(
    ("method", "params", "error"),
    [
        ("sendMessage", {"text": "x"}, 'sendMessage: "chat_id" is missing'),
        ("sendMessage", {"chat_id": 1, "text": 5}, "sendMessage.text must be of type String, not 5"),
        ("sendMessage", {"chat_id": True, "text": "x"}, "sendMessage.chat_id must be of type Integer"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "disable_web_page_preview": True},
            'sendMessage: "disable_web_page_preview" is unknown',
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "disable_notification": 1},
            "sendMessage.disable_notification must be of type Boolean, not 1",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "link_preview_options": {"disabled": True}},
            'sendMessage.link_preview_options: "disabled" is unknown',
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "data": "a"}]]}},
            r'sendMessage.reply_markup.inline_keyboard\[0\]\[0\]: "data" is unknown',
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": {"keyboard": "a"}},
            "sendMessage.reply_markup.keyboard must be a list, not 'a'",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": "a"},
            "must be of type InlineKeyboardMarkup",
        ),
        ("setMyCommands", {"commands": ["start"]}, r"commands\[0\] must be of type BotCommand, not 'start'"),
        ("getMe", {"x": 1}, 'getMe: "x" is unknown'),
        ("sendPhoto", {"chat_id": 1, "photo": b"x"}, "sendPhoto.photo must be of type InputFile"),
    ],
)
def test_misuse(telegram: LocalTelegram, method: str, params: dict[str, Any], error: str) -> None:
    """A request that is not in the specification says what is wrong with it, and where."""
    with pytest.raises(MisuseError, match=error) as caught:
        telegram.call(method, params)
    assert caught.value.code == 400


def test_text_must_be_unicode(telegram: LocalTelegram, ada: Person) -> None:
    """Half an emoji is what careless cutting leaves; Telegram refuses it."""
    with pytest.raises(ApiError, match="strings must be encoded in UTF-8"):
        telegram.call("sendMessage", {"chat_id": ada.id, "text": "cut \ud83d"})
