"""A clock that can be moved forward, ringing every alarm on the way."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST = timedelta(days=31)


def _machine() -> datetime:
    return datetime.now(UTC)


class MovableClock:
    """A clock that runs ahead of another one, which is the machine's by default."""

    def __init__(self, now: Callable[[], datetime] = _machine) -> None:
        self.moved = timedelta()
        self._unmoved = now
        self._asleep: set[asyncio.Event] = set()

    def now(self) -> datetime:
        """The time, aware."""
        return self._unmoved() + self.moved

    def forward_to(self, moment: datetime) -> None:
        """Move on to an aware moment and wake the sleepers who are due; a past moment changes nothing."""
        self.moved += max(moment - self.now(), timedelta())
        for moved in self._asleep:
            moved.set()

    async def sleep(self, seconds: float) -> None:
        """Wait until this clock is so many seconds ahead."""
        until = self.now() + timedelta(seconds=seconds)
        moved = asyncio.Event()
        self._asleep.add(moved)
        try:
            while (left := (until - self.now()).total_seconds()) > 0:
                moved.clear()
                try:
                    async with asyncio.timeout(left):
                        await moved.wait()
                except TimeoutError:
                    continue
        finally:
            self._asleep.discard(moved)


@dataclass(frozen=True)
class Alarms:
    """What a bot does at certain times without being asked."""

    next_at: Callable[[], Awaitable[datetime | None]]
    """When something is next due (aware), or None."""
    ring: Callable[[], Awaitable[None]]
    """Does what is due, and returns when that is done."""


class FastForward:
    """Moves a clock from one alarm to the next, so that each goes off at its own time and none is late."""

    def __init__(self, clock: MovableClock, alarms: Alarms) -> None:
        self.clock = clock
        self._alarms = alarms
        self._moving = asyncio.Lock()

    async def by(self, length: timedelta) -> None:
        """Let a while pass; a ValueError for one that is too long."""
        if not timedelta() < length <= LONGEST:
            raise ValueError(f"the clock moves forward by at most {LONGEST.days} days at once")
        async with self._moving:
            end = self.clock.now() + length
            while (alarm := await self._alarms.next_at()) and alarm <= end:
                await self._ring(alarm)
            self.clock.forward_to(end)

    async def to_next(self) -> bool:
        """Let time pass until the next alarm; False if there is none soon enough."""
        async with self._moving:
            alarm = await self._alarms.next_at()
            if alarm is None or alarm > self.clock.now() + LONGEST:
                return False
            await self._ring(alarm)
            return True

    async def _ring(self, alarm: datetime) -> None:
        self.clock.forward_to(alarm)
        await self._alarms.ring()
