"""What clocks show where: distances from UTC, and zones whose clocks agree."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.zones.atlas import EVERYWHERE, atlas
from bot.zones.tables import UTC as UTC_ZONE
from bot.zones.tables import tables

_NUMBER = (
    r"(?P<sign>[+\-\u2212\u2013])\s*(?P<hours>\d{1,2})"
    r"(?:[:.h]?\s?(?P<minutes>[0-5]\d)|(?P<part>[.,](?:25|5|75)))?(?!\d)"
)
_WITH_UTC = re.compile(rf"\b(?:utc|gmt)\s*{_NUMBER}")
_ALONE = re.compile(rf"\s*{_NUMBER}\s*(?:h|hours?|hrs?)?\s*")
"""Without "UTC" nothing else may stand there: "+49 170 1234567" is no time zone."""


def read_offset(text: str) -> timedelta | None:
    """The distance from UTC in "utc+2", "GMT -5", "+05:30" or "utc+5.5"; None if there is none."""
    lower = text.casefold()
    match = _WITH_UTC.search(lower) or _ALONE.fullmatch(lower)
    if not match:
        return None
    part = float(match["part"].replace(",", ".")) if match["part"] else 0.0
    ahead = timedelta(hours=int(match["hours"]) + part, minutes=int(match["minutes"] or 0))
    return ahead if match["sign"] == "+" else -ahead


_WEEKS = 53
_QUARTER = timedelta(days=91)
_HOUR = timedelta(hours=1)
_STEP = 900
"""Seconds. Clocks change at quarters of an hour alone, so what was looked up in one holds until the next."""
MOST_CLOCKS = 512
"""More than there are zones; about 500 kB."""
_FIXED = range(-14, 13)  # the tz database turns the sign round: Etc/GMT-2 is two hours ahead of UTC


def clock(zone: str, now: datetime) -> tuple[timedelta | None, ...]:
    """What tells a zone from others: its offsets from UTC, week by week for a year."""
    return _clock(zone, _step(now))


def offset(zone: str, now: datetime) -> timedelta:
    """How far the zone is ahead of UTC now."""
    return now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


def offsets(now: datetime) -> Mapping[str, timedelta]:
    """How far each zone with people in it is ahead of UTC now."""
    return _offsets(_step(now))


def zones_at(ahead: timedelta, now: datetime) -> tuple[str, ...]:
    """The zones with people in them that are so far ahead of UTC now."""
    return tuple(zone for zone, there in offsets(now).items() if there == ahead)


def fixed(ahead: timedelta) -> str | None:
    """The zone that is always so far ahead of UTC; the tz database has them for whole hours alone."""
    if not ahead:
        return UTC_ZONE
    hours = -ahead // _HOUR
    return f"Etc/GMT{hours:+d}" if ahead % _HOUR == timedelta() and hours in _FIXED else None


@lru_cache(maxsize=1)
def abbreviations(year: int) -> dict[str, tuple[str, ...]]:
    """The zones that use an abbreviation such as "cet" at some time of a year."""
    quarters = [datetime(year, 1, 1, tzinfo=UTC) + quarter * _QUARTER for quarter in range(4)]
    using: dict[str, dict[str, None]] = {}
    for zone in tables().territory:
        there = ZoneInfo(zone)
        for moment in quarters:
            using.setdefault((moment.astimezone(there).tzname() or "").lower(), {})[zone] = None
    return {name: tuple(zones) for name, zones in using.items() if name.isalpha()}


def _step(now: datetime) -> datetime:
    return datetime.fromtimestamp(now.timestamp() // _STEP * _STEP, UTC)


@lru_cache(maxsize=MOST_CLOCKS)
def _clock(zone: str, now: datetime) -> tuple[timedelta | None, ...]:
    there = ZoneInfo(zone)
    return tuple((now + timedelta(weeks=week)).astimezone(there).utcoffset() for week in range(_WEEKS))


@lru_cache(maxsize=1)
def _offsets(now: datetime) -> Mapping[str, timedelta]:
    return MappingProxyType({zone: offset(zone, now) for zone in tables().territory})


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
