"""A message as it will be shown."""

from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup, ReplyKeyboardRemove

from bot.views.screen import Action, Screen, plain, topic_rows
from offline_telegram.html_markup import read
from tests.views.conftest import entry


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_text_by_anyone(text: str) -> None:
    """Whatever it is, it is shown as written, and as nothing but text."""
    assert read(plain(text)) == (text, [])


def test_topic_rows() -> None:
    """A row for each topic, titles as they are."""
    rows = topic_rows([entry("a", title="A & <b>"), entry("c")], Action.CHOOSE)
    assert [[(button.text, button.callback_data) for button in row] for row in rows] == [
        [("A & <b>", "choose:a")],
        [("C", "choose:c")],
    ]


def test_the_keyboard() -> None:
    """The rows become Telegram's keyboard; without rows there is none."""
    rows = topic_rows([entry("a")], Action.OPEN)
    keyboard = Screen("x", rows).keyboard
    assert isinstance(keyboard, InlineKeyboardMarkup)
    assert keyboard.inline_keyboard == rows
    assert Screen("x").keyboard is None


def test_keys() -> None:
    """Without buttons, the phone's own keyboard may be changed."""
    gone = ReplyKeyboardRemove()
    assert Screen("x", keys=gone).keyboard is gone
