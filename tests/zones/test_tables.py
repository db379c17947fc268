"""The names of the tz database."""

from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.zones import canonical, is_zone
from bot.zones.tables import UTC, tables


def test_every_name_is_known_and_loadable() -> None:
    """Those of today and those of old; the zone of nowhere is none."""
    names = available_timezones() - {"Factory", "localtime"}
    assert set(tables().current) == names
    for name in names:
        current = canonical(name)
        assert current
        assert canonical(current) == current
        assert ZoneInfo(current).key == current


@pytest.mark.parametrize(
    ("old", "current"),
    [
        ("Europe/Kiev", "Europe/Kyiv"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("Africa/Asmera", "Africa/Asmara"),
        ("Zulu", UTC),
        ("Factory", None),
        ("Atlantis/Capital", None),
        ("", None),
    ],
)
def test_canonical_names(old: str, current: str | None) -> None:
    """Renamed zones have their new names, and nobody is moved to another territory."""
    assert canonical(old) == current
    assert is_zone(old) is (current is not None)


def test_zones_of_territories() -> None:
    """Each is the zone of one."""
    assert tables().zones["DE"] == ("Europe/Berlin", "Europe/Busingen")
    assert tables().territory["Europe/Busingen"] == "DE"
