"""From many zones to the few that are worth a button."""

from collections.abc import Iterable
from datetime import datetime

from bot.zones.atlas import EVERYWHERE, atlas
from bot.zones.clocks import clock
from bot.zones.tables import tables

SMALLEST_SHARE = 0.002
"""Of the people in the most peopled zone: with fewer, a zone is no likely one."""


def one_a_clock(zones: Iterable[str], now: datetime) -> list[str]:
    """The first of all zones whose clocks will agree for a year."""
    first: dict[object, str] = {}
    for zone in zones:
        first.setdefault(clock(zone, now), zone)
    return list(first.values())


def one_a_territory(zones: Iterable[str], now: datetime) -> list[str]:
    """The most peopled zone of every clock, then those of other territories, then the clocks of few."""
    ordered = by_people(zones)
    smallest = SMALLEST_SHARE * people(ordered[0]) if ordered else 0
    clocks = one_a_clock(ordered, now)
    territory = tables().territory
    main = {territory.get(zone): zone for zone in [*reversed(ordered), *reversed(clocks)]}
    peopled = [zone for zone in [*clocks, *by_people(main.values())] if people(zone) >= smallest]
    return list(dict.fromkeys([*peopled, *clocks]))


def by_people(zones: Iterable[str]) -> list[str]:
    """The zones, those with most people first."""
    return sorted(zones, key=people, reverse=True)


def people(zone: str) -> int:
    """How many live in its cities, as far as they are known."""
    return atlas().people.get((EVERYWHERE, zone), 0)
