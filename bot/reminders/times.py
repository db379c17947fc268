"""Rules for reminders, and when one comes next."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

INTERVALS = (60, 90, 120, 180, 240)
"""Minutes from one reminder of a window to the next, as offered."""
EVERY_DAY = frozenset(range(7))


class RuleError(ValueError):
    """An impossible rule; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Times of day and days of the week, in the person's own zone; wrong ones raise RuleError.

    The times run from `first` in steps of `every` minutes up to `last`, which is included when a step
    meets it; a `last` before `first` is on the day after. A single time a day has `last` equal to `first`
    and 0 for `every`; of two times a day `every` is how far they are apart. A time after midnight belongs to
    its own day of `days`, not to the evening before.
    """

    first: time
    last: time
    every: int
    days: frozenset[int]
    """0 for Monday to 6 for Sunday; with none the rule rests."""
    until: date | None = None
    """The last day of it, wherever the person is then; None for no end."""

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        _check_time("first", self.first)
        _check_time("last", self.last)
        if self.first == self.last and self.every:
            raise RuleError(
                f"{self.first:%H:%M} is a single time a day: set every to 0, or another last time"
            )
        if self.first != self.last and self.every not in INTERVALS and not self.twice:
            offered = ", ".join(map(str, INTERVALS[:-1]))
            raise RuleError(
                f"every {self.every} minutes from {self.first:%H:%M} to {self.last:%H:%M} is not offered: "
                f"set every to {offered} or {INTERVALS[-1]}"
            )
        if unknown := self.days - EVERY_DAY:
            raise RuleError(f"days contain {sorted(unknown)}: use 0 for Monday to 6 for Sunday")
        if self.until is not None and not isinstance(self.until, date):
            raise RuleError(f"until is {self.until!r}: give a day, or None")

    @property
    def twice(self) -> bool:
        """Whether it is two times a day."""
        return self.first != self.last and self.every == apart(self.first, self.last)


def apart(first: time, last: time) -> int:
    """Minutes from `first` to `last`, past midnight if needed."""
    return (last.hour * 60 + last.minute - first.hour * 60 - first.minute) % _MINUTES_A_DAY


def _check_time(name: str, value: time) -> None:
    if value.tzinfo:
        raise RuleError(f"{name} has a time zone: give the time alone, the zone is the person's")
    if value.second or value.microsecond:
        raise RuleError(f"{name} is {value}: give whole minutes, such as {value:%H:%M}")


_DAYS_AHEAD = 15
"""The next slot is at most a week away, or, where the clock is showing that one again, two."""
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_MINUTES_A_DAY = 24 * 60


def zone_named(name: object) -> ZoneInfo:
    """The time zone of an IANA name; raises ZoneInfoNotFoundError, also for malformed names."""
    try:
        return ZoneInfo(name)  # type: ignore[arg-type]  # whatever a database holds
    except (ValueError, TypeError, OSError) as error:
        raise ZoneInfoNotFoundError(f"no time zone has the name {name!r}") from error


def next_time(rule: Rule, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The first moment of the rule strictly after `now`, in UTC; None when it has no days, or has ended.

    A slot, one time on one day, comes once: when the clock shows it first, or, when the clock jumps over it,
    at the jump. Slots jumped over together come together, as one.
    """
    for slot in _slots_after(rule, now.astimezone(zone)):
        moment = _moment(slot)
        if moment > now:
            return moment
    return None


def next_times(rule: Rule, zone: ZoneInfo, now: datetime, count: int) -> list[datetime]:
    """The next `count` moments, in order; fewer when the rule ends."""
    moments: list[datetime] = []
    while len(moments) < count and (moment := next_time(rule, zone, now)):
        moments.append(moment)
        now = moment
    return moments


def _slots_after(rule: Rule, local: datetime) -> Iterator[datetime]:
    times = _times_of_day(rule.first, rule.last, rule.every)
    passed = bisect_right(times, local.time())
    day = local.date()
    for _ in range(_DAYS_AHEAD):
        if rule.until and day > rule.until:
            return
        if day.weekday() in rule.days:
            for time_of_day in times[passed:]:
                yield datetime.combine(day, time_of_day, local.tzinfo)
        passed = 0
        day += _DAY


@lru_cache(maxsize=1024)
def _times_of_day(first: time, last: time, every: int) -> tuple[time, ...]:
    """Sorted by time of day, so a window that crosses midnight is not in window order."""
    return tuple(sorted(window(first, last, every)))


def window(first: time, last: time, every: int) -> list[time]:
    """The times from `first` to `last`, past midnight if needed, `every` so many minutes."""
    start = first.hour * 60 + first.minute
    steps = range(0, apart(first, last) + 1, every or 1)
    return [time(*divmod((start + later) % _MINUTES_A_DAY, 60)) for later in steps]


def _moment(slot: datetime) -> datetime:
    moment = slot.astimezone(UTC)
    # Two datetimes of one zone compare by what the clock shows: unequal, the slot was jumped over.
    if moment.astimezone(slot.tzinfo) == slot:
        return moment
    before = slot.replace(fold=1).astimezone(UTC)
    seconds = range((moment - before) // _SECOND)
    return before + _SECOND * bisect_right(
        seconds, slot, key=lambda later: (before + _SECOND * later).astimezone(slot.tzinfo)
    )
