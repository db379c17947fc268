"""A clock that can be moved forward."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from offline_telegram.clock import LONGEST, Alarms, FastForward, MovableClock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_the_machines_clock() -> None:
    """Until it is moved it shows the time of the machine."""
    before = datetime.now(UTC)
    assert before <= MovableClock().now() <= datetime.now(UTC)


def test_moving_on() -> None:
    """Moved, it goes on from there; it never goes back."""
    machine = [NOON]
    clock = MovableClock(lambda: machine[-1])
    clock.forward_to(NOON + HOUR)
    machine.append(NOON + timedelta(minutes=5))
    assert clock.now() == NOON + timedelta(minutes=65)
    clock.forward_to(NOON)
    assert (clock.now(), clock.moved) == (NOON + timedelta(minutes=65), HOUR)


async def test_sleepers_wake_when_it_is_time() -> None:
    """Moving wakes those whose time has come, and nobody else."""
    clock = MovableClock(lambda: NOON)
    short, long = (asyncio.create_task(clock.sleep(seconds)) for seconds in (60, 3600))
    await asyncio.sleep(0)
    clock.forward_to(NOON + HOUR / 2)
    await short
    assert not long.done()
    clock.forward_to(NOON + HOUR)
    await long


async def test_sleeping_without_being_moved() -> None:
    """The time passes by itself as well, and what has passed needs no sleep."""
    clock = MovableClock()
    await asyncio.gather(clock.sleep(0.01), clock.sleep(0), clock.sleep(-1))


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
