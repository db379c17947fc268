"""Where a person is now: a message that names a place, a location on the map, or the time there."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from tzfpy import get_tz

from bot.zones.atlas import named
from bot.zones.clocks import offsets, one_a_territory
from bot.zones.search import found
from bot.zones.tables import Found, Nothing, Why, canonical

_ZONE = r"(?:time ?zone|tz)"
_ORDER = re.compile(
    r"(?:(?:please|pls|hi|hello|hey|can you|could you|can i|how (?:do|can) i|i (?:want|need) to|i d like) )*"
    rf"(?:change|set|switch|update|fix|correct|put) (?:my |the )?{_ZONE}(?: (?:to|as) (.+))?"
)
_BY_ITS_TIME = re.compile(
    r"(?:(?:please|pls|can you|could you|i want you to) )*(?:(?:change|set|switch|put|move) (?:my |the "
    r"|your |it )?"
    r"(?:clocks?|watch|times?|reminders?)?(?: all)? ?(?:to|on|by) |use |go by |(?:i am|i m|im|we are"
    r"|we re) (?:now )?on )"
    r"(?:the )?(?:local )?(?:time (?:in|of) )?(.+?)(?<! local)(?: s)?(?: time)(?: zone)?(?: (?:now|please"
    r"|again))*"
    r"|(?:set|change|switch) (?:my |the )?clocks? to (?!\d)(.+)"
)
_STATED = re.compile(rf"(?:my |the )?(?:new )?{_ZONE} (?:is |has )(?:now )?(?:changed to )?(.+)")
_WRONG = frozenset({"wrong", "not right", "incorrect", "off", "different", "not correct", "changed", "false"})
_SINCE = r"(?: (?:now|today|yesterday|recently|last \w+|this \w+|for .+))?"
_THERE = re.compile(
    r"(?:(?:i|we)(?: am| m| are| re| have| ve)? (?:just |now |currently )*)?(?:moved|moving|relocated|flew"
    r"|travel+ing|travel+ed|(?:got|gotten|gone) back|returned) (?:over )?to (.+?)"
    rf"{_SINCE}|(?:(?:i|we)(?: am| m| are| re| have| ve)? )?(?:just |now |safely |finally )*(?:landed"
    rf"|arrived)"
    rf" (?:back )?(?:in|at) (.+?){_SINCE}"
)
_HERE = re.compile(
    r"(?:i|we|im)(?: am| m| are| re)? (?:now|currently) (?:living |staying )?in (.+)"
    r"|(?:i|we|im)(?: am| m| are| re)? (?:living |staying )?in (.+?) now"
    r"|(?:(?:i|we|im)(?: am| m| are| re)? )?(?:now |finally )?(?:back |at )*home (?:again )?in (.+?)(?: now"
    r"| again)?"
    r"|(?:(?:i|we|im)(?: am| m| are| re)? )?(?:home again )?(?:now |finally )?back in (.+?)(?: now| again)?"
    r"|(?:i|we) (?:now )?live in (.+?)(?: now)?"
    r"|(?:i|we|im)(?: am| m| are| re| ll be| will be| ve been)? (?:now |currently |just )*(?:staying "
    r"|visiting |working"
    r" |on holiday |on vacation |here )*(?:in |visiting )(.+?) (?:this (?:week|month|weekend|summer|winter"
    r"|year)"
    r"|for (?:\w+ ){0,3}(?:days?|weeks?|months?|weekend|while|summer|winter|year)|until .+|till .+"
    r"|at the moment|right now|these days|today)"
    r"|(?:i|we|im)(?: am| m| are| re)? (?:now |currently |just )*(?:staying|on holiday|on vacation) in (.+)"
)
_NAMED = re.compile(rf"(?:my |the )?{_ZONE}:? ((?!of\b|for\b|help\b)\S+(?: \S+)?)")
_AHEAD = re.compile(
    r"(?:(?:i|we|im)(?: am| m| are| re)? (?:now )?(?:in |at |on )?)?((?:utc|gmt) ?[+-] ?\d[\d:]*)(?: now)?"
)
_CLOCK_HERE = re.compile(
    r"(?P<first>here )?(?:it is|it s|its|(?:the |my )?time(?: here)? is|here it is|my (?:clock|watch"
    r"|phone) (?:shows|says"
    r"|is at))"
    r"(?: now| already| just)* (?P<time>\d[\d:]* ?(?:[ap]m)?)(?: already)?(?P<here>(?: (?:here|now"
    r"|where i am|with me"
    r"|on my clock))*)"
)
_OFF_BY = re.compile(
    r"(?:you|(?:your |my |the )?(?:times?|clock|reminders?|messages?)|it|they)(?: are| re| is| s"
    r"| come)? (?:about )?"
    r"(?:an|a|one|two|three|\d|several|some)(?: full)? hours? (?:off|wrong|(?:too )?(?:early|late)|behind"
    r"|ahead|fast|slow)"
)


_NO_PLACE = re.compile(r"(?:.* )?(?:pain|later|earlier|right|correct|same|other|another)")
"""What people are in, or want it to be, that only looks like the name of a place."""


@dataclass(frozen=True, slots=True)
class Relocated:
    """What a person said about their time zone."""

    place: str
    """"" where they want another one and do not say which."""
    certain: bool
    """Whether they named the zone; otherwise it may not be a place at all: "i am in agony now"."""


def moved(text: str) -> Relocated | None:
    """The place a person says they are at from now on; None for messages about anything else."""
    words = " ".join(re.sub(r"[^\w\s/+:-]", " ", text.lower()).split())
    if order := _ORDER.fullmatch(words):
        return Relocated(order[1] or "", certain=True)
    if stated := _STATED.fullmatch(words):
        return Relocated("" if stated[1] in _WRONG else stated[1], certain=True)
    if _OFF_BY.fullmatch(words):
        return Relocated("", certain=True)
    if named := _NAMED.fullmatch(words) or _AHEAD.fullmatch(words):
        return Relocated(named[1], certain=True)
    clock = _CLOCK_HERE.fullmatch(words)
    if clock and (clock["here"] or clock["first"] or "my " in words):
        return Relocated(clock["time"], certain=True)
    found = next(
        (match for way in (_BY_ITS_TIME, _THERE, _HERE) if (match := way.fullmatch(words))),
        None,
    )
    return _there(found) if found else None


def _there(found: re.Match[str]) -> Relocated | None:
    place = next(filter(None, found.groups()))
    return None if _NO_PLACE.fullmatch(place) else Relocated(place, certain=False)


def by_location(latitude: float, longitude: float) -> str | None:
    """The name of the zone there; at sea one of a fixed distance from UTC, off the map none.

    The borders of zones are read at the first call, and stay in memory.
    """
    return canonical(get_tz(longitude, latitude))


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
