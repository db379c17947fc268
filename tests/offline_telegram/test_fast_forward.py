"""Time that passes at once."""

from datetime import UTC, datetime, timedelta

import pytest

from offline_telegram.clock import LONGEST, Alarms, FastForward, MovableClock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Bells:
    """They go off at given hours after noon, and note the hour that the clock showed."""

    def __init__(self, *hours: int) -> None:
        self.clock = MovableClock(lambda: NOON)
        self.rung: list[float] = []
        self._hours = [*hours]

    async def next_at(self) -> datetime | None:
        """The first one that has not gone off."""
        return NOON + timedelta(hours=self._hours[0]) if self._hours else None

    async def ring(self) -> None:
        """Lets one go off."""
        self._hours.pop(0)
        self.rung.append((self.clock.now() - NOON) / timedelta(hours=1))

    @property
    def forward(self) -> FastForward:
        """What moves their clock."""
        return FastForward(self.clock, Alarms(self.next_at, self.ring))


async def test_nothing_is_skipped() -> None:
    """Each alarm within the time goes off when it is due, the last moment included; later ones do not."""
    bells = Bells(-1, 2, 2, 5, 8, 9)
    await bells.forward.by(timedelta(hours=8))
    assert bells.rung == [0, 2, 2, 5, 8]
    assert bells.clock.now() == NOON + timedelta(hours=8)


async def test_to_the_next_one() -> None:
    """And no further."""
    bells = Bells(2, 5)
    assert await bells.forward.to_next()
    assert (bells.rung, bells.clock.now()) == ([2], NOON + timedelta(hours=2))


@pytest.mark.parametrize("hours", [(), (24 * 32,)])
async def test_nothing_to_wait_for(hours: tuple[int, ...]) -> None:
    """Nobody waits for what does not come, or not within a month."""
    bells = Bells(*hours)
    assert not await bells.forward.to_next()
    assert (bells.rung, bells.clock.now()) == ([], NOON)


@pytest.mark.parametrize("length", [timedelta(), timedelta(seconds=-1), LONGEST + timedelta(seconds=1)])
async def test_lengths_that_are_refused(length: timedelta) -> None:
    """The clock does not stand still, go back, or go on for years."""
    bells = Bells(1)
    with pytest.raises(ValueError, match="at most 31 days"):
        await bells.forward.by(length)
    assert bells.clock.now() == NOON
