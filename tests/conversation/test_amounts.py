"""Amounts in whatever somebody writes."""

import pytest

from bot.conversation.amounts import MOST_GLASSES, clock_in, glasses_in, length_in
from bot.conversation.words import plain


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("stuck in a meeting, ask again in 45 min", 45),
        ("en una hora", 60),
        ("in zwei Stunden vielleicht", 120),
        ("dans une demi-heure", 30),
        ("tra mezz'ora", 30),
        ("za godzinę", 60),
        ("через 20 минут", 20),
        ("bir saat sonra", 60),
        ("on dakika sonra", 10),
        ("بعد نصف ساعة", 30),
        ("over een kwartier", 15),
        ("later", None),
    ],
)
def test_lengths(said: str, minutes: int | None) -> None:
    """In minutes, in the languages that are spoken."""
    assert length_in(plain(said)) == minutes


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("driving till half 9, ask me then", "half 9"),
        ("can't get away til quarter past 9", "quarter past 9"),
        ("after 21:30 please", "21:30"),
        ("for 20 minutes", None),
    ],
)
def test_clocks(said: str, clock: str | None) -> None:
    """As they were said."""
    assert clock_in(plain(said)) == clock


@pytest.mark.parametrize(
    ("said", "glasses"),
    [
        ("two down", 2),
        ("had 2 cups of tea", 2),
        ("wypiłam trzy szklanki od obiadu", 3),
        ("zwei Gläser schon", 2),
        ("كاسين", 2),
        ("a cup of camomile", 1),
        ("done at 20 past", 1),
        ("40 glasses", 1),
    ],
)
def test_glasses(said: str, glasses: int) -> None:
    """One where none is said, or more than anybody drinks at once."""
    assert glasses_in(plain(said)) == glasses <= MOST_GLASSES
