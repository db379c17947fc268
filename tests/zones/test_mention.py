"""Tests of bot.zones.mention."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.zones import Sure, mentioned, zone_beside

NOW = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Leeds love, Yorkshire. best place on earth", "Leeds, United Kingdom"),
        ("leeds love", "Leeds, United Kingdom"),
        ("Germany. Leipzig. Now is 9:32", "Leipzig, Germany"),
        ("I am from Poland but I live Germany, in Leipzig", "Leipzig, Germany"),
        ("The UK one please", "London, United Kingdom"),
        ("Bristol in the United Kingdom, like you asked me", "Bristol, United Kingdom"),
        ("Berlin is good", "Berlin, Germany"),
        ("I already wrote it. India, Pune", "Pune, India"),
        ("manila po", "Manila, Philippines"),
        ("are you deaf, i said glasgow", "Glasgow, United Kingdom"),
        ("i'm in new york city mate", "New York, United States"),
    ],
)
def test_among_other_words(said: str, place: str) -> None:
    """The place is found; of a country and a place in it, the place."""
    found = mentioned(said, NOW)
    assert isinstance(found, Sure)
    assert found.zone.place == place


@pytest.mark.parametrize(
    "said", ["nice one", "best answer, love", "no idea", "Thanks, that helps a lot", "what do you mean", ""]
)
def test_everyday_words(said: str) -> None:
    """They are no places, though there are towns of that name."""
    assert not isinstance(mentioned(said, NOW), Sure)


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("stretch at ten. glasgow", "Europe/London"),
        ("Stretching at 21h00 please. I live in Lyon.", "Europe/Paris"),
        ("remind me to drink on my mobile, please", None),
        ("remind me to stretch at ten", None),
        ("water at 9, not at 10", None),
    ],
)
def test_beside_a_wish(said: str, zone: str | None) -> None:
    """A place counts that is a clause of its own."""
    assert zone_beside(said, NOW) == zone


@given(st.text(max_size=300))
def test_any_text(said: str) -> None:
    """Is read, and quickly."""
    mentioned(said, NOW)
    zone_beside(said, NOW)
