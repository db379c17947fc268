"""Short things to say."""

import pytest

from bot.views import welcome
from bot.views.screen import Screen
from offline_telegram.html_markup import parse

SCREENS = {name: value for name, value in vars(welcome).items() if isinstance(value, Screen)}


@pytest.mark.parametrize("name", SCREENS)
def test_markup(name: str) -> None:
    """Each is well formed."""
    text, _ = parse(SCREENS[name].html)
    assert text


@pytest.mark.parametrize("text", [welcome.OLD_BUTTON, welcome.SLOW_DOWN.html])
def test_notices_at_buttons(text: str) -> None:
    """What is shown over a button is plain, and short enough for that."""
    assert len(text) <= 200
    assert parse(text) == (text, [])


def test_the_apology_helps_in_an_emergency() -> None:
    """Who cannot be answered is told whom to call."""
    assert "112" in welcome.SORRY.html
