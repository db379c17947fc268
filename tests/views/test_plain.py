"""Replies as plain text."""

from bot.matching import Answer, Suggest
from bot.views.outcome import reply_text
from tests.views.conftest import Compose, entry

SHOES = entry("shoes", answer="Wide & soft, <5 cm.\n- new", sources=("article", "nhs"), related=("socks",))
SOCKS = entry("socks", title="Socks & more")


def test_an_answer(compose: Compose) -> None:
    """No markup is left, the text is whole, and the buttons are a list."""
    assert reply_text(compose(SHOES, SOCKS), Answer(SHOES, ())) == (
        "About shoes:\n\nWide & soft, <5 cm.\n• new\n\n"
        "Our article: “The article”\nPublic health: “Leg cramps” (NHS)\n\n  → Socks & more"
    )


def test_without_buttons(compose: Compose) -> None:
    """There is no empty list."""
    hello = entry("hello", listed=False, answer="Hello!")
    assert reply_text(compose(hello), Answer(hello, ())) == "Hello!"


def test_suggestions(compose: Compose) -> None:
    """The topics to choose from are listed."""
    text = reply_text(compose(SHOES, SOCKS), Suggest((SHOES, SOCKS), ()))
    assert text.splitlines()[-3:] == ["  → Shoes", "  → Socks & more", "  → None of these"]
