"""Distances from UTC as people write them."""

from datetime import timedelta

import pytest

from bot.zones.clocks import read_offset


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("utc+2", 2),
        ("UTC +2", 2),
        ("GMT-5", -5),
        ("gmt\u22125", -5),
        ("utc+5:30", 5.5),
        ("UTC+0530", 5.5),
        ("utc+530", 5.5),
        ("utc+5.5", 5.5),
        ("utc+5,75", 5.75),
        ("utc +5.30", 5.5),
        ("i think utc+1 or so", 1),
        ("+2", 2),
        ("-03:30", -3.5),
        ("+1 hour", 1),
        ("utc+0", 0),
    ],
)
def test_distances(text: str, hours: float) -> None:
    """With and without minutes, in tenths, alone or in a sentence."""
    assert read_offset(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "utc", "2", "+", "+49 170 1234567", "utc+12345", "room +2 b", "12-3"])
def test_no_distances(text: str) -> None:
    """Telephone numbers and sums are none."""
    assert read_offset(text) is None
