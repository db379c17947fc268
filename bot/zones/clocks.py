"""What the clocks of zones show, now and over the coming year."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.zones.tables import UTC as UTC_ZONE
from bot.zones.tables import tables

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
