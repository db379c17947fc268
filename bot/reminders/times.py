"""From rules by the clock on the wall to moments in UTC; pure, whatever the clock does."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2b
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.reminders.rules import Kind, Rule

LATENESS: Mapping[Kind, timedelta] = MappingProxyType(
    {Kind.HYDRATION: timedelta(minutes=20), Kind.STRETCH: timedelta(minutes=90)}
)
"""How late a reminder still helps: the next glass is soon, the next evening is not."""

_DAYS_AHEAD = 15
"""The next slot is at most a week away, or, where the clock is showing that one again, two."""
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_MINUTES_A_DAY = 24 * 60


def zone_named(name: object) -> ZoneInfo:
    """The time zone of an IANA name; raises ZoneInfoNotFoundError, also for what can be no name of one."""
    try:
        return ZoneInfo(name)  # type: ignore[arg-type]  # whatever a database holds
    except (ValueError, TypeError, OSError) as error:
        raise ZoneInfoNotFoundError(f"no time zone has the name {name!r}") from error


def next_time(rule: Rule, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The first moment of the rule strictly after `now`, in UTC; None when the rule has no days.

    A slot, one time on one day, comes once: when the clock shows it first, or, when the clock jumps over it,
    at the jump. Slots jumped over together come together, as one.
    """
    for slot in _slots_after(rule, now.astimezone(zone)):
        moment = _moment(slot)
        if moment > now:
            return moment
    return None


def next_times(rule: Rule, zone: ZoneInfo, now: datetime, count: int) -> list[datetime]:
    """The next `count` moments, in order; none when the rule has no days."""
    moments: list[datetime] = []
    while len(moments) < count and (moment := next_time(rule, zone, now)):
        moments.append(moment)
        now = moment
    return moments


def is_too_late(kind: Kind, due: datetime, now: datetime) -> bool:
    """Whether a reminder that was due is better skipped than sent."""
    return now - due > LATENESS[kind]


def jitter(chat_id: int, kind: Kind, spread: timedelta) -> timedelta:
    """How long after its time a chat's reminder is due: whole seconds below `spread`, the same for ever.

    A due time is `next_time(rule, zone, now - jitter) + jitter`. From plain `now`, a rule that is looked at
    between a reminder's time and its due time would lose that reminder.
    """
    digest = blake2b(f"{chat_id} {kind}".encode(), digest_size=8).digest()
    return timedelta(seconds=int(spread.total_seconds()) * int.from_bytes(digest) >> 64)


def _slots_after(rule: Rule, local: datetime) -> Iterator[datetime]:
    times = _times_of_day(rule.first, rule.last, rule.every)
    passed = bisect_right(times, local.time())
    day = local.date()
    for _ in range(_DAYS_AHEAD):
        if day.weekday() in rule.days:
            for time_of_day in times[passed:]:
                yield datetime.combine(day, time_of_day, local.tzinfo)
        passed = 0
        day += _DAY


@lru_cache(maxsize=1024)
def _times_of_day(first: time, last: time, every: int) -> tuple[time, ...]:
    """In the order of the clock, which is not that of a window across midnight."""
    start = first.hour * 60 + first.minute
    length = (last.hour * 60 + last.minute - start) % _MINUTES_A_DAY
    minutes = ((start + later) % _MINUTES_A_DAY for later in range(0, length + 1, every or 1))
    return tuple(time(*divmod(minute, 60)) for minute in sorted(minutes))


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
