"""A clock that can be moved forward, for people who do not want to wait until tomorrow."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def _machine() -> datetime:
    return datetime.now(UTC)


class MovableClock:
    """The machine's clock, or another one, and how far it has been moved forward."""

    def __init__(self, now: Callable[[], datetime] = _machine) -> None:
        self.moved = timedelta()
        self._unmoved = now
        self._asleep: set[asyncio.Event] = set()

    def now(self) -> datetime:
        """Aware."""
        return self._unmoved() + self.moved

    def forward_to(self, moment: datetime) -> None:
        """Move on to an aware moment and wake who has slept long enough; a past one changes nothing."""
        self.moved += max(moment - self.now(), timedelta())
        for moved in self._asleep:
            moved.set()

    async def sleep(self, seconds: float) -> None:
        """Wait until it is so many seconds later, by itself or because it was moved."""
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
