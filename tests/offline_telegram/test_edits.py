"""Changing and deleting what was sent."""

from typing import Any

import pytest

from offline_telegram import ApiError, LocalTelegram, Message, MisuseError, Person
from offline_telegram.files import Upload
from tests.conftest import Clock

_KEYBOARD = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


@pytest.fixture
def message(telegram: LocalTelegram, ada: Person) -> Message:
    """A message of the bot with a keyboard."""
    telegram.call("sendMessage", {"chat_id": ada.id, "text": "first", "reply_markup": _KEYBOARD})
    return ada.last


def _edit(telegram: LocalTelegram, message: Message, **params: Any) -> Any:
    method = "editMessageText" if "text" in params else "editMessageReplyMarkup"
    return telegram.call(method, {"chat_id": message.chat.id, "message_id": message.id, **params})


def test_new_text(telegram: LocalTelegram, ada: Person, message: Message, clock: Clock) -> None:
    """An edit replaces the text; the keyboard goes unless it is sent again."""
    clock.forward(minutes=1)
    edited = _edit(telegram, message, text="<b>second</b>", parse_mode="HTML")
    assert edited["edit_date"] == int(clock().timestamp())
    assert (ada.last.text, ada.last.buttons) == ("second", [])
    _edit(telegram, message, text="third", reply_markup=_KEYBOARD)
    assert ada.last.buttons
    assert not ada.last.entities


def test_new_keyboard(telegram: LocalTelegram, ada: Person, message: Message) -> None:
    """The keyboard can be taken away and put back by itself."""
    _edit(telegram, message)
    assert ada.last.buttons == []
    _edit(telegram, message, reply_markup=_KEYBOARD)
    assert ada.last.text == "first"
    assert ada.last.buttons


def test_nothing_new(telegram: LocalTelegram, message: Message) -> None:
    """An edit that changes nothing is an error, in Telegram's words."""
    expected = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    for params in ({"text": " first ", "reply_markup": _KEYBOARD}, {"reply_markup": _KEYBOARD}):
        with pytest.raises(ApiError) as caught:
            _edit(telegram, message, **params)
        assert caught.value.description == expected
    assert message.edited is None


def test_what_cannot_be_edited(telegram: LocalTelegram, ada: Person, message: Message) -> None:
    """Other people's messages, photos' texts, messages with reply keyboards, and what is not there."""
    with pytest.raises(ApiError, match="message can't be edited"):
        _edit(telegram, ada.say("mine"), text="yours")
    telegram.call("sendPhoto", {"chat_id": ada.id, "photo": "https://nhs.uk/a.png"})
    with pytest.raises(ApiError, match="there is no text in the message to edit"):
        _edit(telegram, ada.last, text="x")
    telegram.call(
        "sendMessage", {"chat_id": ada.id, "text": "x", "reply_markup": {"keyboard": [[{"text": "y"}]]}}
    )
    with pytest.raises(ApiError, match="message can't be edited"):
        _edit(telegram, ada.last, text="z")
    telegram.call("deleteMessage", {"chat_id": ada.id, "message_id": message.id})
    with pytest.raises(ApiError, match="message to edit not found"):
        _edit(telegram, message, text="x")


@pytest.fixture
def photo(telegram: LocalTelegram, ada: Person) -> Message:
    """A photo of the bot with words and a keyboard."""
    picture = Upload("foot.png", b"a foot", "image/png")
    telegram.call(
        "sendPhoto",
        {"chat_id": ada.id, "photo": picture, "caption": "<b>A</b> foot", "parse_mode": "HTML"}
        | {"reply_markup": _KEYBOARD, "has_spoiler": True, "show_caption_above_media": True},
    )
    return ada.last


def _recaption(telegram: LocalTelegram, message: Message, **params: Any) -> Any:
    return telegram.call(
        "editMessageCaption", {"chat_id": message.chat.id, "message_id": message.id, **params}
    )


def test_a_new_caption(telegram: LocalTelegram, photo: Message) -> None:
    """It stands under the same picture; what is not sent again goes."""
    before = photo.content["photo"]
    edited = _recaption(telegram, photo, caption="a <i>hand</i>", parse_mode="HTML", reply_markup=_KEYBOARD)
    assert (edited["caption"], edited["photo"], edited["has_media_spoiler"]) == ("a hand", before, True)
    assert [entity["type"] for entity in edited["caption_entities"]] == ["italic"]
    assert "show_caption_above_media" not in edited
    assert photo.buttons
    with pytest.raises(ApiError, match="message is not modified"):
        _recaption(telegram, photo, caption="a <i>hand</i>", parse_mode="HTML", reply_markup=_KEYBOARD)
    assert "caption" not in _recaption(telegram, photo)
    assert not photo.buttons


def test_captions_that_are_refused(telegram: LocalTelegram, message: Message, photo: Message) -> None:
    """Under a text, and longer than 1,024 UTF-16 units; the markup does not count."""
    with pytest.raises(ApiError, match="there is no caption in the message to edit"):
        _recaption(telegram, message, caption="x")
    longest = f"<b>{'👣' * 512}</b>"
    assert _recaption(telegram, photo, caption=longest, parse_mode="HTML")["caption"] == "👣" * 512
    with pytest.raises(ApiError, match="message caption is too long"):
        _recaption(telegram, photo, caption=f"{longest}.", parse_mode="HTML")


def _put(telegram: LocalTelegram, message: Message, media: dict[str, Any], **params: Any) -> Any:
    return telegram.call(
        "editMessageMedia",
        {"chat_id": message.chat.id, "message_id": message.id, "media": {"type": "photo", **media}, **params},
    )


def test_a_photo_in_the_place_of_a_text(telegram: LocalTelegram, message: Message) -> None:
    """The text goes; from then on there is only a caption to edit."""
    hand = Upload("hand.png", b"a hand", "image/png")
    edited = _put(telegram, message, {"media": hand, "caption": "<b>A</b> hand", "parse_mode": "HTML"})
    assert "text" not in edited
    assert (edited["caption"], message.text, message.buttons) == ("A hand", "A hand", [])
    assert telegram.upload(edited["photo"][0]["file_id"]) == message.file == hand
    with pytest.raises(ApiError, match="there is no text in the message to edit"):
        _edit(telegram, message, text="x")


def test_another_photo(telegram: LocalTelegram, photo: Message) -> None:
    """With its own words, or none; the same one again changes nothing."""
    first = photo.content["photo"][0]["file_id"]
    changed = _put(telegram, photo, {"media": Upload("hand.png", b"a hand", "image/png")})
    assert changed["photo"][0]["file_id"] != first
    assert not {"caption", "caption_entities", "has_media_spoiler"} & changed.keys()
    _put(telegram, photo, {"media": first, "caption": "A foot"})
    with pytest.raises(ApiError, match="message is not modified"):
        _put(telegram, photo, {"media": first, "caption": "A foot"})
    with pytest.raises(ApiError, match="wrong remote file identifier"):
        _put(telegram, photo, {"media": "of another bot"})
    with pytest.raises(MisuseError, match="models photos"):
        _put(telegram, photo, {"media": first, "type": "video"})


def test_deleting(telegram: LocalTelegram, ada: Person, message: Message) -> None:
    """A deleted message is gone from the chat and cannot be deleted again."""
    params = {"chat_id": ada.id, "message_id": message.id}
    telegram.call("deleteMessage", params)
    assert ada.inbox == []
    with pytest.raises(ApiError, match="message to delete not found"):
        telegram.call("deleteMessage", params)


def test_what_cannot_be_deleted(telegram: LocalTelegram, ada: Person, message: Message, clock: Clock) -> None:
    """Messages of others in groups, and anything older than 48 hours."""
    said = telegram.group("Runners", ada).say(ada, "hi")
    with pytest.raises(ApiError, match="message can't be deleted"):
        telegram.call("deleteMessage", {"chat_id": said.chat.id, "message_id": said.id})
    clock.forward(hours=49)
    with pytest.raises(ApiError, match="message can't be deleted for everyone"):
        telegram.call("deleteMessage", {"chat_id": ada.id, "message_id": message.id})
