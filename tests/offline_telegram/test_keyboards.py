"""Reply markup."""

from typing import Any

import pytest

from offline_telegram import ApiError, LocalTelegram, Person


def _send(telegram: LocalTelegram, chat_id: int, markup: dict[str, Any]) -> Any:
    return telegram.call("sendMessage", {"chat_id": chat_id, "text": "x", "reply_markup": markup})


def test_inline_keyboard(telegram: LocalTelegram, ada: Person) -> None:
    """All kinds of buttons arrive as they were sent, links as Telegram writes them; empty rows go."""
    rows = [
        [{"text": "Yes", "callback_data": "é" * 32, "style": "success"}, {"text": "Site", "url": "nhs.uk"}],
        [],
        [{"text": "Copy", "copy_text": {"text": "x" * 256}}],
        [
            {"text": "Ask", "switch_inline_query_current_chat": ""},
            {"text": "Share", "switch_inline_query": "x"},
        ],
    ]
    sent = _send(telegram, ada.id, {"inline_keyboard": rows})
    assert ada.last.buttons == sent["reply_markup"]["inline_keyboard"]
    assert [len(row) for row in ada.last.buttons] == [2, 1, 2]
    assert ada.last.buttons[0][1]["url"] == "http://nhs.uk/"


def test_an_empty_keyboard_is_none(telegram: LocalTelegram, ada: Person) -> None:
    """A keyboard without buttons is not shown."""
    assert "reply_markup" not in _send(telegram, ada.id, {"inline_keyboard": [[]]})


@pytest.mark.parametrize(
    ("button", "error"),
    [
        ({"callback_data": "é" * 32 + "x"}, "BUTTON_DATA_INVALID"),
        ({"callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"callback_data": "x", "text": " "}, "inline keyboard button text must be non-empty"),
        ({}, "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "x", "url": "nhs.uk"}, "it has more than one action"),
        ({"url": "nowhere"}, "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        (
            {"url": "ftp://nhs.uk"},
            "inline keyboard button URL 'ftp://nhs.uk' is invalid: Unsupported URL protocol",
        ),
        ({"copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"callback_data": "x", "style": "pink"}, "inline keyboard button style must be one of"),
    ],
)
def test_bad_inline_button(telegram: LocalTelegram, ada: Person, button: dict[str, Any], error: str) -> None:
    """Telegram's rules for buttons hold."""
    with pytest.raises(ApiError, match=error):
        _send(telegram, ada.id, {"inline_keyboard": [[{"text": "x"} | button]]})


@pytest.mark.parametrize(("rows", "width", "fits"), [(12, 8, True), (13, 8, False), (1, 9, False)])
def test_inline_limits(telegram: LocalTelegram, ada: Person, rows: int, width: int, fits: bool) -> None:
    """There is room for 100 buttons, 8 in a row."""
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * width] * rows}
    if fits:
        _send(telegram, ada.id, markup)
    else:
        with pytest.raises(ApiError, match="reply markup is too long"):
            _send(telegram, ada.id, markup)


def test_reply_keyboard_comes_and_goes(telegram: LocalTelegram, ada: Person) -> None:
    """A reply keyboard belongs to the chat, until it is removed or, if for one time, used."""
    keys = [[{"text": "Berlin"}, {"text": "Here", "request_location": True}]]
    sent = _send(telegram, ada.id, {"keyboard": keys, "input_field_placeholder": "City"})
    assert "reply_markup" not in sent
    ada.say("Berlin")
    assert ada.keyboard == keys
    _send(telegram, ada.id, {"remove_keyboard": True})
    assert ada.keyboard == []
    _send(telegram, ada.id, {"keyboard": keys, "one_time_keyboard": True})
    ada.say("Paris")
    assert ada.keyboard == keys
    ada.say("Berlin")
    assert ada.keyboard == []


@pytest.mark.parametrize(
    ("markup", "error"),
    [
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        (
            {"keyboard": [[{"text": "x", "request_contact": True, "request_location": True}]]},
            "more than one action",
        ),
        ({"keyboard": [], "input_field_placeholder": "x" * 65}, "placeholder must be of 1 to 64"),
        ({"keyboard": [[{"text": "x"}] * 13]}, "reply markup is too long"),
        ({"remove_keyboard": False}, "remove_keyboard must be True"),
        ({"force_reply": False}, "force_reply must be True"),
    ],
)
def test_bad_markup(telegram: LocalTelegram, ada: Person, markup: dict[str, Any], error: str) -> None:
    """Telegram's rules for reply keyboards hold."""
    with pytest.raises(ApiError, match=error):
        _send(telegram, ada.id, markup)


def test_groups_are_not_asked_for_private_things(telegram: LocalTelegram, ada: Person) -> None:
    """Contacts and locations can be requested in private chats only."""
    group = telegram.group("Runners", ada)
    with pytest.raises(ApiError, match="location can be requested in private chats only"):
        _send(telegram, group.id, {"keyboard": [[{"text": "x", "request_location": True}]]})
    with pytest.raises(ApiError, match="phone number can be requested in private chats only"):
        _send(telegram, group.id, {"keyboard": [[{"text": "x", "request_contact": True}]]})
