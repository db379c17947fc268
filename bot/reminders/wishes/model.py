"""What somebody may wish of their reminders."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeAlias

from bot.reminders.kinds import WATER, Kind
from bot.reminders.times import EVERY_DAY, INTERVALS, Rule

_HALF_A_DAY = 12


class Doubt(StrEnum):
    """What could not be as it was said; each deserves a question of its own."""

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
    """Part of a wish that could not be."""

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
    """No more of one kind, or, with None, of any."""

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
    """A look at the reminders, which changes nothing; `doubt` is what could not be."""

    doubt: Doubt | None = None


Wish: TypeAlias = Set | Off | Pause | Resume | Show
