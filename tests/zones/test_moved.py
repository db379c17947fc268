"""Messages that name a place because somebody is there from now on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.zones.whereabouts import Relocated, moved


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("i moved to madrid", "madrid"),
        ("I've moved to New York last week!", "new york"),
        ("I'm now in Berlin.", "berlin"),
        ("we are in lisbon now", "lisbon"),
        ("i live in kyoto", "kyoto"),
        ("travelling to peru for two weeks", "peru"),
        ("my calf moved to tears", None),
        ("i moved my foot to the left", None),
        ("why do i get cramps in madrid", None),
    ],
)
def test_places(text: str, place: str | None) -> None:
    """Where somebody says that they are now; what is no such message is left alone."""
    assert moved(text) == (None if place is None else Relocated(place, certain=False))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("set timezone to new york", "new york"),
        ("can you please change my time zone to CET?", "cet"),
        ("my time zone is now Europe/Madrid", "europe/madrid"),
        ("set my tz to utc+2", "utc+2"),
        ("How do I change my timezone?", ""),
        ("my timezone is wrong", ""),
        ("what is a time zone", None),
        ("tz", None),
    ],
)
def test_zones(text: str, place: str | None) -> None:
    """Whoever speaks of the zone itself means it, and may not say which."""
    assert moved(text) == (None if place is None else Relocated(place, certain=True))


@given(st.text())
def test_anything(text: str) -> None:
    """Whatever is written is read without an error."""
    found = moved(text)
    assert found is None or found.place == found.place.strip()
