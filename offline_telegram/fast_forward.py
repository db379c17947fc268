"""Time that passes at once, with everything that happens in it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from offline_telegram.clock import MovableClock

LONGEST = timedelta(days=31)


@dataclass(frozen=True)
class Alarms:
    """What a bot does at certain times, by itself."""

    next_at: Callable[[], Awaitable[datetime | None]]
    """When it next has something to do, aware; None while there is nothing."""
    ring: Callable[[], Awaitable[None]]
    """Lets it do what is due, and returns when that is done."""


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
