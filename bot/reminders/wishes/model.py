"""What can be wished for, and how often: "every 2 hours", "three times a day"."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeAlias

from bot.reminders.kinds import WATER, Kind
from bot.reminders.times import EVERY_DAY, INTERVALS, Rule

_HALF_A_DAY = 12


class Doubt(StrEnum):
    """Why a request can't be fulfilled as stated; each case gets its own question."""

    INTERVAL = "interval"
    """ "every 0 minutes", "every 3 days", "stretch every hour" """
    TIME = "time"
    """ "at 25:00" """
    TIMES = "times"
    """ "at 9, 10 and 17": neither a single time nor a window """
    DATE = "date"
    """ "pause until yesterday", "until 31 february", "for 100 years" """
    LENGTH = "length"
    """ "pause": for how long? """
    ONCE = "once"
    """ "remind me in ten minutes": reminders come daily """
    END = "end"
    """ "until yesterday", "for 5 years": no last day that can be """
    BOTH = "both"
    """ "remind me to drink and to stretch": one at a time """


class NonsenseError(Exception):
    """Part of a request is impossible."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt)
        self.doubt = doubt


@dataclass(frozen=True, slots=True)
class End:
    """When a reminder ends."""

    day: date | None
    """The last day of it, in the zone of the person; None for never."""


@dataclass(frozen=True, slots=True)
class Set:
    """Switch one kind on, and change what was said; None keeps what it is.

    `every` is one of INTERVALS, or 0 for a single time a day.
    """

    kind: Kind
    every: int | None = None
    first: time | None = None
    last: time | None = None
    days: frozenset[int] | None = None
    guessed: bool = False
    """Whether no kind was named: it may be meant for whichever is on."""
    ends: End | None = None

    @property
    def times_unsaid(self) -> bool:
        """Whether neither a time, nor how often, nor an end was said."""
        return self.first is None and self.last is None and self.every is None and self.ends is None

    def rule(self, old: Rule) -> Rule:
        """The old rule with what was said; always valid."""
        until = self.ends.day if self.ends else old.until
        return replace(self._times(old), until=until)

    def _times(self, old: Rule) -> Rule:
        days = self.days or old.days or EVERY_DAY
        said = self.first if self.first is not None else self.last
        if self.every is None and said is None:
            return Rule(old.first, old.last, old.every, days)
        if self.every == 0 or (said is not None and self.first == self.last):
            at = said if said is not None else old.first
            return Rule(at, at, 0, days)
        usual = WATER.default
        window = old if old.first != old.last else usual
        first = window.first if self.first is None else self.first
        last = window.last if self.last is None else self.last
        if first == last:
            first, last = self._apart(first)
        every = window.every if window.every in INTERVALS else usual.every
        return Rule(first, last, self.every or every, days)

    def _apart(self, both: time) -> tuple[time, time]:
        other = both.replace(hour=(both.hour + _HALF_A_DAY) % 24)
        return (other, both) if self.first is None else (both, other)


@dataclass(frozen=True, slots=True)
class Off:
    """Switch one kind off, or all kinds if None."""

    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing before a moment, which is aware and in the zone of the person."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Resume:
    """The end of a pause."""


@dataclass(frozen=True, slots=True)
class Show:
    """Show the reminders without changing anything; `doubt` says what in the request was impossible."""

    doubt: Doubt | None = None


Wish: TypeAlias = Set | Off | Pause | Resume | Show


_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = {name: day for day, name in enumerate(_NAMES)}
_GROUPS = {"weekday": frozenset(range(5)), "weekend": frozenset({5, 6})}
_DAY = "|".join(WEEKDAY)
_BEFORE = (
    r"(?P<not>\b(?:not|no|but not|off) (?:\w+ )??)?\b(?:(?:on|at|in|by|for|every|only|the|all|of) ){0,4}"
)
_RANGE = re.compile(
    rf"{_BEFORE}(?:(?:from )?(?P<from>{_DAY}) (?:to|till) (?P<to>{_DAY})"
    rf"|between (?P<start>{_DAY}) and (?P<end>{_DAY}))\b"
)
_AND = r"(?: (?:and|or|on|the|,|to))*"
_LIST = re.compile(
    rf"{_BEFORE}(?P<list>(?:{_DAY}|weekday|weekend)(?:{_AND} (?:{_DAY}|weekday|weekend)\b)*)\b(?: only)?"
)
_ALL = re.compile(r"\bevery (?:single )?day(?: of the week)?\b|\b(?:7 day(?: an?)? week|daily)\b")
_FROM_A_DAY = re.compile(
    rf"\b(?:from|begin|begin on|begin from) (?:next )?(?:{_DAY}|tomorrow|today|now)\b(?: on)?"
)


def days(words: str, *, negative: bool) -> tuple[frozenset[int] | None, str]:
    """The days that are meant, None when none are named; and the words without them.

    `negative`: what is said is not wanted ("stop on sundays").
    """
    wanted: set[int] = set()
    unwanted: set[int] = set()

    def take(found: re.Match[str]) -> str:
        (unwanted if negative or found["not"] else wanted).update(_meant(found))
        return " "

    rest = _RANGE.sub(take, words)
    rest = _FROM_A_DAY.sub(" ", rest)
    rest = _LIST.sub(take, rest)
    rest, daily = _ALL.subn(" ", rest)
    if not (wanted or unwanted or (daily and not negative)):
        return None, rest
    meant = frozenset(wanted or EVERY_DAY) - unwanted
    return meant or None, rest


def _meant(found: re.Match[str]) -> frozenset[int]:
    groups = {name: value for name, value in found.groupdict().items() if value}
    if "list" not in groups:
        first = WEEKDAY[groups.get("from") or groups["start"]]
        last = WEEKDAY[groups.get("to") or groups["end"]]
        return frozenset((first + later) % 7 for later in range((last - first) % 7 + 1))
    named = [name for name in groups["list"].split() if name in WEEKDAY or name in _GROUPS]
    return frozenset().union(*(_GROUPS.get(name) or {WEEKDAY[name]} for name in named))


_HOURS = r"(?:hour|h)"
_LENGTH = (
    rf"(?:(?P<halves>half|(?:3 )?quarter)(?: of)?(?: an?)? {_HOURS}"
    rf"|(?:(?P<hours>\d+(?:[.,]\d+)?)(?: to \d+)?(?: of)?(?: and)?(?: an?)?(?P<plus> half)? |an? )?{_HOURS}"
    r"(?P<more> and(?: an?)? half)?"
    r"(?: (?:and )?(?P<and_minutes>\d+(?= minute)|15|30|45)(?: minute)?(?! (?:to|till)))?(?![\d:])"
    r"|(?P<minutes>\d+)(?: to \d+)? ?(?:minute|m)\b)"
)
_EVERY = re.compile(
    rf"\b(?:once )?(?:every|once an?|1 an?|1 every)(?: and)? "
    rf"(?:(?P<nth>other|2nd|second|3rd|4th) )?{_LENGTH}\b"
)
_GAPS = re.compile(rf"\b{_LENGTH} interval\b|\binterval(?: of| to)? {_LENGTH.replace('?P<', '?P<i_')}\b")
_HOURLY = re.compile(r"\b(?:(?P<hours>\d+) )?hourly\b|\bon the hour\b")
_A_DAY = re.compile(
    r"\b(?:(?P<times>\d+) time|once|1)(?: to \d+ time)?(?: (?:an?|every|in a|in the) day| daily)\b"
)
_NEVER_OFFERED = re.compile(
    r"\bevery (?:(?:other|2nd|second|3rd|\d+) (?:of )?(?:day|week|weekday|morning|evening|night|month|year)"
    r"|week\b(?! day)|month|year|second|\d+ second)\b|\b(?:once|twice|\d+ time|1) an? (?:week|month|year)\b"
    r"|\b(?:once )?weekly\b"
)
_NTH = {"other": 2, "2nd": 2, "second": 2, "3rd": 3, "4th": 4}
_DAILY = 24 * 60
_WAKING = 12 * 60


def interval(words: str) -> tuple[int | None, str]:
    """Minutes from one reminder to the next as offered, 0 for once a day; and the words without it."""
    if _NEVER_OFFERED.search(words):
        raise NonsenseError(Doubt.INTERVAL)
    for pattern, minutes in ((_A_DAY, _times_a_day), (_EVERY, _length), (_GAPS, _length), (_HOURLY, _hourly)):
        if found := pattern.search(words):
            return minutes(found), f"{words[: found.start()]} {words[found.end() :]}"
    return None, words


def nearest(minutes: float) -> int:
    """The interval on offer that is nearest; of two, the longer."""
    return min(INTERVALS, key=lambda offered: (abs(offered - minutes), -offered))


def _length(found: re.Match[str]) -> int:
    said = {name.removeprefix("i_"): value for name, value in found.groupdict().items() if value}
    if "halves" in said:
        minutes = 30.0
    elif "minutes" in said:
        minutes = float(said["minutes"])
    else:
        halves = 30 * ("plus" in said or "more" in said)
        minutes = (
            60 * float(said.get("hours", "1").replace(",", ".")) + halves + int(said.get("and_minutes", 0))
        )
    minutes *= _NTH.get(said.get("nth", ""), 1)
    if not minutes or minutes > _DAILY:
        raise NonsenseError(Doubt.INTERVAL)
    return 0 if minutes == _DAILY else nearest(minutes)


def _hourly(found: re.Match[str]) -> int:
    hours = int(found["hours"] or 1)
    if not hours or hours > _DAILY // 60:
        raise NonsenseError(Doubt.INTERVAL)
    return nearest(60 * hours)


def _times_a_day(found: re.Match[str]) -> int:
    times = int(found["times"] or 1)
    if not times:
        raise NonsenseError(Doubt.INTERVAL)
    return nearest(_WAKING / (times - 1)) if times > 1 else 0
