"""What the clocks of zones show."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.zones.clocks import abbreviations, clock, fixed, offset, offsets, zones_at
from bot.zones.tables import tables

A_QUARTER = 15 * 60
A_WEEK = 7 * 24 * 60 * 60


def seconds_to_change(week: datetime, zone: ZoneInfo) -> int:
    """How long after the beginning of a week a zone's clocks change, in that week."""

    def ahead(second: int) -> timedelta | None:
        return (week + timedelta(seconds=second)).astimezone(zone).utcoffset()

    return bisect_left(range(A_WEEK), x=True, key=lambda second: ahead(second) != ahead(0))


@pytest.mark.parametrize(
    ("hours", "zone"),
    [(0, "Etc/UTC"), (2, "Etc/GMT-2"), (-12, "Etc/GMT+12"), (14, "Etc/GMT-14"), (15, None), (5.5, None)],
)
def test_fixed_zones(hours: float, zone: str | None) -> None:
    """There are some for whole hours, with the sign turned round."""
    assert fixed(timedelta(hours=hours)) == zone


def test_zones_at_a_distance(now: datetime) -> None:
    """Those of people, at present."""
    assert zones_at(timedelta(hours=5, minutes=45), now) == ("Asia/Kathmandu",)
    assert offset("Europe/London", now) == timedelta()
    assert offset("Europe/London", datetime(2026, 7, 1, tzinfo=UTC)) == timedelta(hours=1)


def test_clocks_at_the_second_they_change() -> None:
    """In Berlin on the last Sunday of March, at one o'clock in London."""
    change = datetime(2026, 3, 29, 1, tzinfo=UTC)
    for moment, hours in ((change - timedelta(seconds=1), 1), (change, 2)):
        assert clock("Europe/Berlin", moment)[0] == timedelta(hours=hours)
        assert offsets(moment)["Europe/Berlin"] == timedelta(hours=hours)


def test_clocks_change_at_quarters_of_an_hour_alone() -> None:
    """On which it relies that what was looked up in one holds until the next."""
    weeks = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(weeks=week) for week in range(52 * 12)]
    for name in tables().territory:
        zone = ZoneInfo(name)
        shown = [week.astimezone(zone).utcoffset() for week in weeks]
        for week, (before, after) in zip(weeks, pairwise(shown), strict=False):
            if before != after:
                assert seconds_to_change(week, zone) % A_QUARTER == 0, name


def test_abbreviations() -> None:
    """Of winter and summer, both sides of the equator; signs and digits are none."""
    used = abbreviations(2026)
    assert "Europe/Berlin" in used["cet"]
    assert "Europe/Berlin" in used["cest"]
    assert "Australia/Sydney" in used["aedt"]
    assert all(name.isalpha() for name in used)
