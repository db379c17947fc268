"""Answers to pressed buttons."""

from typing import Any

import pytest

from offline_telegram import ApiError, LocalTelegram, Person, Press
from tests.conftest import Clock


@pytest.fixture
def press(telegram: LocalTelegram, ada: Person) -> Press:
    """A pressed button."""
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    telegram.call("sendMessage", {"chat_id": ada.id, "text": "Well?", "reply_markup": markup})
    return ada.tap("Yes")


def _answer(telegram: LocalTelegram, press: Press, **params: Any) -> None:
    telegram.call("answerCallbackQuery", {"callback_query_id": press.id, **params})


def test_an_answer_is_shown(telegram: LocalTelegram, press: Press) -> None:
    """The person sees the text, as an alert if the bot says so."""
    _answer(telegram, press, text="x" * 200, show_alert=True)
    assert press.answer
    assert (press.answer.text, press.answer.alert) == ("x" * 200, True)


def test_an_answer_without_text(telegram: LocalTelegram, press: Press) -> None:
    """An empty answer only stops the waiting."""
    _answer(telegram, press)
    assert press.answer
    assert press.answer.text == ""


def test_one_answer_only(telegram: LocalTelegram, press: Press) -> None:
    """A second answer is too late."""
    _answer(telegram, press)
    with pytest.raises(
        ApiError, match="query is too old and response timeout expired or query ID is invalid"
    ):
        _answer(telegram, press)


def test_in_time_only(telegram: LocalTelegram, press: Press, clock: Clock) -> None:
    """Nobody waits for ever."""
    clock.forward(seconds=31)
    with pytest.raises(ApiError, match="query is too old"):
        _answer(telegram, press)


@pytest.mark.parametrize(
    ("params", "error"),
    [({"text": "x" * 201}, "MESSAGE_TOO_LONG"), ({"url": "https://nhs.uk"}, "URL_INVALID")],
)
def test_refused(telegram: LocalTelegram, press: Press, params: dict[str, Any], error: str) -> None:
    """A refused answer leaves the query open."""
    with pytest.raises(ApiError, match=error):
        _answer(telegram, press, **params)
    _answer(telegram, press, url="https://t.me/offline_bot?start=x")
