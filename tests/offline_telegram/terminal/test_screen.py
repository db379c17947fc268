"""What somebody has seen of a chat, and what is new to them."""

from typing import Any

import pytest

from offline_telegram import LocalTelegram, Person
from offline_telegram.terminal.screen import PrintedChat
from tests.conftest import Clock

_YES_NO = {
    "inline_keyboard": [[{"text": "Yes", "callback_data": "y"}], [{"text": "No", "callback_data": "n"}]]
}
_OK = {"inline_keyboard": [[{"text": "OK", "callback_data": "ok"}]]}
_KEYS = {"keyboard": [[{"text": "Here I am", "request_location": True}]]}


@pytest.fixture
def screen(ada: Person) -> PrintedChat:
    """Ada's, with nothing on it."""
    return PrintedChat(ada.chat, "Bot")


def _send(telegram: LocalTelegram, ada: Person, text: str, markup: dict[str, Any] | None = None) -> int:
    params = {"chat_id": ada.id, "text": text} | ({"reply_markup": markup} if markup else {})
    return int(telegram.call("sendMessage", params)["message_id"])


def _news(screen: PrintedChat) -> list[str]:
    return [text.plain for text in screen.news(None)]


def _buttons(screen: PrintedChat) -> dict[str, str]:
    keyboard = screen.keyboard
    return {number: button["text"] for number, button in keyboard.buttons.items()} if keyboard else {}


def test_messages_are_news_once(telegram: LocalTelegram, ada: Person, screen: PrintedChat) -> None:
    """The bot's messages come in their order; what the person wrote they know."""
    ada.say("hi")
    _send(telegram, ada, "one")
    _send(telegram, ada, "two", _OK)
    assert _news(screen) == ["Offline Bot\none\n", "Offline Bot\ntwo\n[1] OK\n"]
    assert _news(screen) == []


def test_edits_are_news(telegram: LocalTelegram, ada: Person, screen: PrintedChat) -> None:
    """A message whose text has changed is shown again, marked; one edited before it was seen is just new."""
    number = _send(telegram, ada, "wait")
    telegram.call("editMessageText", {"chat_id": ada.id, "message_id": number, "text": "one"})
    assert _news(screen) == ["Offline Bot\none\n"]
    telegram.call("editMessageText", {"chat_id": ada.id, "message_id": number, "text": "two"})
    assert _news(screen) == ["Offline Bot (edited)\ntwo\n"]


def test_times_are_shown_if_wanted(telegram: LocalTelegram, ada: Person, clock: Clock) -> None:
    """Of a message when it came, and of one that was edited since, when that was."""
    screen = PrintedChat(ada.chat, "Bot", "{:%H:%M}".format)
    number = _send(telegram, ada, "one")
    telegram.call("editMessageText", {"chat_id": ada.id, "message_id": number, "text": "two"})
    assert _news(screen) == ["Offline Bot (03:00)\ntwo\n"]
    clock.forward(hours=1)
    telegram.call("editMessageText", {"chat_id": ada.id, "message_id": number, "text": "three"})
    assert _news(screen) == ["Offline Bot (edited, 04:00)\nthree\n"]


def test_changed_buttons_are_news(telegram: LocalTelegram, ada: Person, screen: PrintedChat) -> None:
    """Where only the buttons have changed, the text is not repeated."""
    number = _send(telegram, ada, "well?", _YES_NO)
    assert _news(screen)
    params = {"chat_id": ada.id, "message_id": number}
    telegram.call("editMessageReplyMarkup", {**params, "reply_markup": _OK})
    assert _news(screen) == ["· other buttons under “well?”", "[1] OK"]
    telegram.call("editMessageReplyMarkup", params)
    assert _news(screen) == ["· no buttons under “well?”"]
    assert screen.keyboard is None


def test_deletions_are_news(telegram: LocalTelegram, ada: Person, screen: PrintedChat) -> None:
    """What is gone is said, whoever wrote it, unless it was never seen."""
    said = ada.say("secret").id
    seen = _send(telegram, ada, "noted")
    assert _news(screen)
    unseen = _send(telegram, ada, "wait")
    for number in (said, seen, unseen):
        telegram.call("deleteMessage", {"chat_id": ada.id, "message_id": number})
    assert _news(screen) == ["· deleted: “secret”", "· deleted: “noted”"]


def test_reactions_are_news(telegram: LocalTelegram, ada: Person, screen: PrintedChat) -> None:
    """An emoji under the person's message is an answer too."""
    params = {"chat_id": ada.id, "message_id": ada.say("drunk a glass").id}
    telegram.call("setMessageReaction", {**params, "reaction": [{"type": "emoji", "emoji": "👍"}]})
    assert _news(screen) == ["· Bot reacts with 👍 to “drunk a glass”"]
    telegram.call("setMessageReaction", params)
    assert _news(screen) == ["· Bot takes back its reaction to “drunk a glass”"]


def test_numbers_mean_the_buttons_printed_last(
    telegram: LocalTelegram, ada: Person, screen: PrintedChat
) -> None:
    """A message without buttons changes nothing; an older one that is printed again comes first again."""
    assert screen.keyboard is None
    first = _send(telegram, ada, "first", _YES_NO)
    _send(telegram, ada, "second", _OK)
    _send(telegram, ada, "third")
    assert screen.keyboard is None
    assert _news(screen)
    assert _buttons(screen) == {"1": "OK"}
    edit = {"chat_id": ada.id, "message_id": first, "text": "once more", "reply_markup": _YES_NO}
    telegram.call("editMessageText", edit)
    assert _news(screen)
    assert _buttons(screen) == {"1": "Yes", "2": "No"}
    telegram.call("deleteMessage", {"chat_id": ada.id, "message_id": first})
    assert _buttons(screen) == {"1": "OK"}


def test_numbers_keep_to_what_was_printed(telegram: LocalTelegram, ada: Person, screen: PrintedChat) -> None:
    """Buttons that have changed behind the person's back are still those they read."""
    number = _send(telegram, ada, "well?", _YES_NO)
    assert _news(screen)
    telegram.call("editMessageReplyMarkup", {"chat_id": ada.id, "message_id": number, "reply_markup": _OK})
    assert _buttons(screen) == {"1": "Yes", "2": "No"}


def test_keys_of_a_reply_keyboard_have_numbers(
    telegram: LocalTelegram, ada: Person, screen: PrintedChat
) -> None:
    """Keys are chosen like buttons for as long as they are shown."""
    _send(telegram, ada, "where?", _KEYS)
    assert _news(screen) == ["Offline Bot\nwhere?\n[1] Here I am\n"]
    assert _buttons(screen) == {"1": "Here I am"}
    _send(telegram, ada, "thanks", {"remove_keyboard": True})
    assert _buttons(screen) == {}


def test_many_messages_at_once(telegram: LocalTelegram, ada: Person, screen: PrintedChat) -> None:
    """However many are new, all are shown."""
    texts = [str(number) for number in range(500)]
    for text in texts:
        _send(telegram, ada, text)
    assert [news.split("\n")[1] for news in _news(screen)] == texts
