"""What zones are called for people."""

from datetime import datetime

import pytest

from bot.zones import Zone, label, named
from bot.zones.atlas import LONGEST_LABEL, Place, PlaceKind, title
from bot.zones.tables import tables


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        ("America/New_York", "New York, United States"),
        ("Asia/Singapore", "Singapore"),
        ("Asia/Calcutta", "Kolkata, India"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT", "GMT"),
        ("Etc/GMT+5", "UTC-5"),
        ("Etc/GMT-14", "UTC+14"),
        ("Mars/Olympus_Mons", "Olympus Mons"),
    ],
)
def test_names_of_zones(zone: str, place: str) -> None:
    """Their best-known place; the tz database turns the sign of fixed ones round, and nobody else does."""
    assert named(zone).place == place


def test_a_label_shows_the_time(now: datetime) -> None:
    """So that a wrong zone is noticed."""
    assert (
        label(Zone("America/New_York", "New York, United States"), now) == "New York, United States (22:00)"
    )


def test_all_labels_fit() -> None:
    """Whatever a zone was ever called."""
    assert max(len(named(name).place) for name in tables().current) <= LONGEST_LABEL


def test_states_tell_american_cities_apart() -> None:
    """Elsewhere the country does, if there is room."""
    city = Place("Springfield", PlaceKind.CITY, "US-MO", ("America/Chicago",), 1)
    assert title(city) == "Springfield, Missouri"
    assert title(Place("London", PlaceKind.CITY, "CA-ON", ("America/Toronto",), 1)) == "London, Canada"
    long = Place("Santiago de los Caballeros", PlaceKind.CITY, "DO", ("America/Santo_Domingo",), 1)
    assert title(long) == "Santiago de los Caballeros"
    assert title(Place("x" * 40, PlaceKind.CITY, "DE", ("Europe/Berlin",), 1)) == "x" * 31 + "…"
