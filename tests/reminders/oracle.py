"""When reminders are due, found by watching a clock on the wall; and when the clocks of the world change."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count, pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from bot.reminders.times import Rule

PERIODS = ((date(2010, 1, 1), date(2014, 1, 1)), (date(2024, 1, 1), date(2029, 1, 1)))
"""Full of changes: politics in the first, the rules as they are in the second."""
_MINUTE = timedelta(minutes=1)
_WEEK = timedelta(weeks=1)


class Change(NamedTuple):
    """A clock put forward or back: the first moment of the new offset."""

    moment: datetime
    before: timedelta
    after: timedelta


class Reading(NamedTuple):
    """What a clock on the wall shows at a moment."""

    moment: datetime
    shown: datetime


@cache
def zone_names() -> list[str]:
    """Every zone that this machine knows."""
    return sorted(available_timezones())


def changes() -> dict[Change, ZoneInfo]:
    """Every change of the periods in any zone, with one of the zones that made it."""
    zones = [ZoneInfo(name) for name in zone_names()]
    return {change: zone for zone in zones for period in PERIODS for change in _changes(zone, *period)}


def _changes(zone: ZoneInfo, first: date, last: date) -> Iterator[Change]:
    start = datetime.combine(first, time(), UTC)
    weeks = (start + _WEEK * number for number in range((last - first).days // 7 + 2))
    offsets = ((week, _offset(zone, week)) for week in weeks)
    for (week, before), (_, after) in pairwise(offsets):
        if before != after:
            yield Change(_first_moment(zone, after, week), before, after)


def _first_moment(zone: ZoneInfo, offset: timedelta, week: datetime) -> datetime:
    minutes = range(_WEEK // _MINUTE)
    changed = bisect_left(minutes, True, key=lambda minute: _offset(zone, week + _MINUTE * minute) == offset)
    return week + _MINUTE * changed


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return _shown(zone, moment) - moment.replace(tzinfo=None)


def watch(zone: ZoneInfo, start: datetime) -> Iterator[Reading]:
    """Look at the clock every minute, for ever."""
    for minutes in count():
        moment = start + _MINUTE * minutes
        yield Reading(moment, _shown(zone, moment))


def struck(rule: Rule, readings: Iterable[Reading]) -> Iterator[datetime]:
    """A slot strikes when the clock shows it, or a later time, for the first time since the watch began."""
    times = _times(rule)
    watched = iter(readings)
    latest = next(watched).shown
    for moment, shown in watched:
        strikes = False
        while latest < shown:
            latest += _MINUTE
            strikes |= (latest.hour, latest.minute) in times and latest.weekday() in rule.days
        if strikes:
            yield moment


def _shown(zone: ZoneInfo, moment: datetime) -> datetime:
    local = moment.astimezone(zone)
    return datetime.combine(local.date(), local.time())


@cache
def _times(rule: Rule) -> frozenset[tuple[int, int]]:
    """Hours and minutes of a window, by going through it minute by minute."""
    minute = datetime.combine(date(2000, 1, 1), rule.first)
    times = {(minute.hour, minute.minute)}
    left = rule.every
    while minute.time() != rule.last:
        minute += _MINUTE
        left -= 1
        if not left:
            times.add((minute.hour, minute.minute))
            left = rule.every
    return frozenset(times)
