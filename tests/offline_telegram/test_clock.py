"""A clock that can be moved forward."""

import asyncio
from datetime import UTC, datetime, timedelta

from offline_telegram.clock import MovableClock

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
