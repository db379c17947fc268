"""From many zones to the few that are worth a button."""

from datetime import datetime

from bot.zones.clocks import one_a_clock, one_a_territory


def test_clocks_that_agree_are_one(now: datetime) -> None:
    """For a year to come, and no longer."""
    assert one_a_clock(["Europe/Berlin", "Europe/Oslo", "Europe/London"], now) == [
        "Europe/Berlin",
        "Europe/London",
    ]
    assert one_a_clock(["Europe/London", "Atlantic/Reykjavik"], now) == [
        "Europe/London",
        "Atlantic/Reykjavik",
    ]


def test_every_clock_then_every_territory_then_the_clocks_of_few(now: datetime) -> None:
    """The most peopled of each first."""
    zones = ["Europe/Rome", "Europe/Busingen", "Antarctica/Troll", "Europe/Berlin", "Africa/Lagos"]
    assert one_a_territory(zones, now) == ["Africa/Lagos", "Europe/Berlin", "Europe/Rome", "Antarctica/Troll"]
    assert one_a_territory([], now) == []
