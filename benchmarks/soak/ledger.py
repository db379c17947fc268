"""What everybody should have received, by a calendar of its own, against what they did."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.reminders.times import Rule
from tests.reminders.oracle import struck, watch

HELPS_FOR = {WATER: timedelta(minutes=20), STRETCH: timedelta(minutes=90)}
"""As docs/reminders.md promises."""
ENOUGH_CALM = timedelta(minutes=4)
"""In which the bot must have caught up: longer than the lease of what a killed process had under way."""
ON_TIME = timedelta(minutes=1)
_A_MINUTE = timedelta(minutes=1)


class Step(NamedTuple):
    """Half a minute of the bot's life."""

    now: datetime
    """What its clock showed."""
    trouble: str | None


class Slot(NamedTuple):
    """One reminder of one person."""

    chat: int
    kind: Kind
    due: datetime


@dataclass(frozen=True, slots=True)
class Awaited:
    """A reminder that somebody should receive."""

    slot: Slot
    since: int
    """The step in which it became due."""


@dataclass
class Ledger:
    """The account of all people."""

    steps: list[Step] = field(default_factory=list)
    in_time: int = 0
    late: Counter[str] = field(default_factory=Counter)
    """Received late, but not too late, by what was the matter."""
    given_up: Counter[str] = field(default_factory=Counter)
    """Never sent, because it was too late to help, by what was the matter meanwhile."""
    taken_as_sent: int = 0
    """Never delivered: the request timed out, and may have been."""
    repeated: Counter[str] = field(default_factory=Counter)
    waived: int = 0
    """Due while the person changed their mind: either is right."""
    lost: list[Slot] = field(default_factory=list)
    after_stop: list[Slot] = field(default_factory=list)
    unexplained: list[Slot] = field(default_factory=list)
    _awaited: dict[Slot, Awaited] = field(default_factory=dict)
    _waived: set[Slot] = field(default_factory=set)
    _received: Counter[Slot] = field(default_factory=Counter)
    _timed_out: set[Slot] = field(default_factory=set)
    _missed: set[Slot] = field(default_factory=set)
    _under_way: Counter[tuple[int, Kind]] = field(default_factory=Counter)

    @property
    def awaited(self) -> int:
        """How many should have been received so far."""
        explained = self.late.total() + self.given_up.total() + self.taken_as_sent
        return self.in_time + explained + len(self.lost)

    def wait_for(self, slot: Slot) -> None:
        """It became due in this step; what came before the clock was put back need not come again."""
        if self._received[slot]:
            self.strike(slot)
            self._waived.add(slot)
            self.waived += 1
            return
        self._awaited[slot] = Awaited(slot, len(self.steps) - 1)
        self.strike(slot)

    def strike(self, slot: Slot) -> None:
        """It is this slot's time, once more if the clock was put back and the person has begun anew."""
        self._received.pop(slot, None)

    def waive(self, chat: int, kind: Kind) -> None:
        """The person changes something: what is on its way may come, or not."""
        for slot in [slot for slot in self._awaited if slot[:2] == (chat, kind)]:
            del self._awaited[slot]
            self._waived.add(slot)
            self.waived += 1

    def killed(self, under_way: set[tuple[int, Kind]]) -> None:
        """What had been claimed and not settled may be repeated, once."""
        self._under_way.update(under_way)

    def not_delivered(self, slot: Slot) -> None:
        """A request timed out that had not arrived."""
        self._timed_out.add(slot)

    def receive(self, slot: Slot, *, wanted: bool, stopped: bool) -> None:
        """A reminder has arrived; `wanted` if the person may expect it, `stopped` if none of any kind."""
        awaited = self._awaited.pop(slot, None)
        self._received[slot] += 1
        self._replace(slot)
        if stopped:
            self.after_stop.append(slot)
        elif self._received[slot] > 1:
            self._repeat(slot)
        elif awaited:
            self._arrive(awaited)
        elif not wanted and slot not in self._waived and not self._may_help_after_all(slot):
            self.unexplained.append(slot)

    def _replace(self, slot: Slot) -> None:
        """A snoozed one and one of the series that are due at the same moment come as one."""
        now = self.steps[-1].now
        for other in [it for it in self._awaited if it[:2] == slot[:2] and slot.due < it.due <= now]:
            del self._awaited[other]
            self.waived += 1

    def _may_help_after_all(self, slot: Slot) -> bool:
        """It was too late by a clock that was put back since, and never came."""
        return slot in self._missed and self.steps[-1].now - slot.due <= HELPS_FOR[slot.kind]

    def expire(self) -> None:
        """Look for what has become too late to come."""
        now = self.steps[-1].now
        for awaited in list(self._awaited.values()):
            slot = awaited.slot
            if now - slot.due > HELPS_FOR[slot.kind] + ENOUGH_CALM:
                del self._awaited[slot]
                self._missed.add(slot)
                self._miss(awaited)

    def _repeat(self, slot: Slot) -> None:
        if self._under_way[slot[:2]]:
            self._under_way[slot[:2]] -= 1
            self.repeated["under way when the process was killed"] += 1
        else:
            self.unexplained.append(slot)

    def _arrive(self, awaited: Awaited) -> None:
        slot = awaited.slot
        if self.steps[-1].now - slot.due <= ON_TIME:
            self.in_time += 1
        else:
            self.late[self._reason(awaited)] += 1

    def _miss(self, awaited: Awaited) -> None:
        slot = awaited.slot
        if slot in self._timed_out:
            self.taken_as_sent += 1
        elif self._had_calm(awaited):
            self.lost.append(slot)
        else:
            self.given_up[self._reason(awaited)] += 1

    def _while_it_helped(self, awaited: Awaited) -> list[Step]:
        last = awaited.slot.due + HELPS_FOR[awaited.slot.kind]
        return list(takewhile(lambda step: step.now <= last, self.steps[awaited.since :]))

    def _had_calm(self, awaited: Awaited) -> bool:
        began: datetime | None = None
        for step in self._while_it_helped(awaited):
            if step.trouble:
                began = None
            else:
                began = began or step.now
                if step.now - began >= ENOUGH_CALM:
                    return True
        return False

    def _reason(self, awaited: Awaited) -> str:
        steps = self._while_it_helped(awaited) or [self.steps[awaited.since]]
        before = self.steps[max(0, awaited.since - 10) : awaited.since]
        troubles = Counter(step.trouble for step in steps if step.trouble) or Counter(
            step.trouble for step in before if step.trouble
        )
        return troubles.most_common(1)[0][0] if troubles else "nothing"


class Calendar:
    """When slots strike, from the first moment to the last, in a zone as its data is at the moment."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self._first, self._last = first, last
        self._slots = cache(self._struck)

    def between(self, rule: Rule, zone: ZoneInfo, after: datetime, until: datetime) -> list[datetime]:
        """The slots after one moment, until another."""
        slots = self._slots(rule, zone)
        return slots[bisect_right(slots, after) : bisect_right(slots, until)]

    def _struck(self, rule: Rule, zone: ZoneInfo) -> list[datetime]:
        first = self._first.replace(second=0, microsecond=0)
        return list(takewhile(lambda moment: moment <= self._last, struck(rule, watch(zone, first))))


def moment(seconds: str) -> datetime:
    """As buttons carry it."""
    return datetime.fromtimestamp(int(seconds), UTC)
