"""The zones in which a clock shows a given time."""

import re
from datetime import datetime, timedelta

from bot.zones.clocks import offsets
from bot.zones.labels import named
from bot.zones.model import Found, Nothing, Why
from bot.zones.search import found
from bot.zones.spread import one_a_territory

MARGIN = timedelta(minutes=5)
"""A clock may be as wrong, and typing may take as long; the next zone's clock is 15 minutes off."""
_HOURS_OF_HALVES = 12
_DAY = timedelta(days=1)
_HALF_A_DAY = timedelta(hours=12)
_TIME = re.compile(
    r"(?<![\d:.+\-\u2212\u2013])"  # the 5:30 of "utc+5:30" is no time of day
    r"(?P<hour>\d{1,2}?)(?:\s?[:.h]?\s?(?P<minute>[0-5]\d)(?::\d\d)?)?"
    r"(?![\d:/-]|\.\d)\s*(?P<half>[ap]\.?\s?m\b)?",
    re.IGNORECASE,
)


def by_clock(text: str, now: datetime) -> Found:
    """The likely zones in which it is the time that a person reads from their clock: "21:40", "9:40 pm"."""
    times = _read(text)
    if not times:
        return Nothing(Why.NO_TIME)
    ahead = offsets(now)
    fitting = {there for there in set(ahead.values()) if any(_fits(time, now + there) for time in times)}
    zones = [zone for zone, there in ahead.items() if there in fitting]
    return found([named(zone) for zone in one_a_territory(zones, now)], Why.NOBODY)


def _read(text: str) -> list[timedelta]:
    """The time of day in a text; two where morning and evening are written the same."""
    return next(filter(None, map(_meant, _TIME.finditer(text))), [])


def _meant(match: re.Match[str]) -> list[timedelta]:
    hour, minute, half = match["hour"], match["minute"], match["half"]
    if not (minute or half) or int(hour) > (_HOURS_OF_HALVES if half else 24):
        return []
    time = timedelta(hours=int(hour), minutes=int(minute or 0)) % _DAY
    if half:
        return [time % _HALF_A_DAY + (_HALF_A_DAY if half[0] in "pP" else timedelta())]
    twice = int(hour) <= _HOURS_OF_HALVES and not hour.startswith("0")
    return [time, (time + _HALF_A_DAY) % _DAY] if twice else [time]


def _fits(time: timedelta, there: datetime) -> bool:
    shown = timedelta(hours=there.hour, minutes=there.minute, seconds=there.second)
    apart = (time - shown) % _DAY
    return min(apart, _DAY - apart) <= MARGIN
