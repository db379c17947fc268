"""What people call themselves."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Knowledge
from bot.views.answers import shown_name
from bot.views.welcome import start_screen


@pytest.mark.parametrize(
    "name",
    ["Ada", "Søren", "عائشة", "نیلو\u200cفر", "กิ่ง", "Nguyễn Văn Ấn", "👩🏽\u200d🚀", "❤\ufe0f", "<b>", "I"],
)
def test_names(name: str) -> None:
    """Names of all scripts, and emoji, stay as they are."""
    assert shown_name(name) == name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\u202eadA", "adA"),
        ("\u2067Ada\u2069\u2066", "Ada"),
        ("A\u200b\u200bda\u00ad", "Ada"),
        ("Ada\n\n\nHello", "Ada Hello"),
        ("a" + 60 * "\u0335", "a" + 4 * "\u0335"),
        ("\U000e0041\U000e0042", ""),
        ("\u200b", ""),
        ("\ud800Ada", "Ada"),
    ],
)
def test_tricks(name: str, shown: str) -> None:
    """What turns the line round, hides, or covers other lines is left out."""
    assert shown_name(name) == shown


@given(st.text(max_size=64))
def test_whatever_it_is(name: str) -> None:
    """It stays on one line, and turns nothing round."""
    shown = set(shown_name(name)) - {"\u200c", "\u200d"}
    assert not {category(character) for character in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_no_name(knowledge: Knowledge) -> None:
    """Who has none that can be seen is greeted without."""
    assert start_screen(knowledge, "\u2066\u2069").html.startswith("Hello! Ask me")
