"""What the clocks of zones show."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.zones.clocks import abbreviations, fixed, offset, zones_at


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


def test_abbreviations() -> None:
    """Of winter and summer, both sides of the equator; signs and digits are none."""
    used = abbreviations(2026)
    assert "Europe/Berlin" in used["cet"]
    assert "Europe/Berlin" in used["cest"]
    assert "Australia/Sydney" in used["aedt"]
    assert all(name.isalpha() for name in used)
