"""What a person has done recently, and for how many days in a row."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reminders.kinds import Kind
from bot.reminders.times import EVERY_DAY

WEEK = 7
_STILL_THAT_DAY = timedelta(hours=12)
"""How long after its time something counts for the day it was due: a stretch at midnight, the evening's."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A reminder that was done, on a local day."""

    kind: Kind
    day: date


@dataclass(frozen=True, slots=True)
class Streak:
    """Days on which something was done, without more than one missed in any seven days."""

    current: int
    """0 when the last one has been broken."""
    longest: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress with one kind of reminder in one chat, as of a given day."""

    kind: Kind
    today: date
    week: tuple[int, ...]
    """How often it was done on each of the last seven days, the last of which is today."""
    streak: Streak
    goal: int | None = None
    """How often it is to be done in a day."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days of `week`."""
        return tuple(self.today - _DAY * ago for ago in reversed(range(WEEK)))

    @property
    def done_today(self) -> int:
        """How often it was done today."""
        return self.week[-1]


def progress(
    marks: Iterable[Mark],
    kind: Kind,
    today: date,
    days: Collection[int] = EVERY_DAY,
    goal: int | None = None,
) -> Progress:
    """A person's progress with one kind; days of the week that are not in `days` cannot be missed."""
    done = Counter(mark.day for mark in marks if mark.kind is kind)
    week = tuple(done[today - _DAY * ago] for ago in reversed(range(WEEK)))
    return Progress(kind, today, week, streak(done.keys(), today, days), goal)


def streak(done: Collection[date], today: date, days: Collection[int] = EVERY_DAY) -> Streak:
    """The streak at the end of `today`; today doesn't count as missed until it is over."""
    current = longest = 0
    missed: date | None = None
    since_missed = 0
    day = min(done, default=today)
    while day <= today:
        if day in done:
            current += 1
            since_missed += 1
            longest = max(longest, current)
        elif day.weekday() in days and day < today:
            if missed and (day - missed).days < WEEK:
                current = since_missed
            missed, since_missed = day, 0
        day += _DAY
    return Streak(current, longest)


def local_day(moment: datetime, zone: str | None) -> date:
    """The date on the calendar in a zone, in UTC's while it is not known."""
    return moment.astimezone(ZoneInfo(zone or "UTC")).date()


def day_of(due: datetime, now: datetime, zone: str | None) -> date:
    """The local day for which something counts that was due once and is done now."""
    return local_day(due if now - due <= _STILL_THAT_DAY else now, zone)
