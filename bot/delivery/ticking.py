"""The clock of the dispatcher."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.delivery.dispatcher import Dispatcher

Chore: TypeAlias = Callable[[], Awaitable[None]]
"""A regular small task."""

TICK = timedelta(seconds=1)
WATCH = 5.0
"""Monotonic seconds between two looks at the machine's clock."""

_LOGGER = logging.getLogger(__name__)


class _Every(BaseTrigger):  # type: ignore[misc]  # APScheduler ships no types
    """At regular intervals, without catching up on missed runs.

    APScheduler's own trigger goes through all the times that a clock set forward has jumped over: of a second
    each, from 1970 to the present, that takes an hour in which nothing else is done.
    """

    def __init__(self, interval: timedelta) -> None:
        self.interval = interval

    def get_next_fire_time(self, previous: datetime, now: datetime) -> datetime:
        """The next time, always in the future."""
        following = previous + self.interval
        return following if following > now else now + self.interval


@asynccontextmanager
async def ticking(dispatcher: Dispatcher, chores: Iterable[tuple[Chore, timedelta]]) -> AsyncIterator[None]:
    """Look for what is due once a second, and do the chores every so often; all of it at once at first.

    The database knows what is due; nothing is lost when the clock stands still for a while.
    """
    running: set[asyncio.Task[None]] = set()

    async def begin(work: Chore) -> None:
        # A job of its own would be cancelled by the end of the scheduler, in the middle of a transaction.
        task = asyncio.create_task(_logged(work))
        running.add(task)
        task.add_done_callback(running.discard)

    scheduler = AsyncIOScheduler(timezone="UTC")
    for work, every in [(dispatcher.tick, TICK), *chores]:
        now = datetime.now(UTC)
        scheduler.add_job(
            begin, _Every(every), [work], next_run_time=now, misfire_grace_time=None, coalesce=True
        )
    scheduler.start()
    watching = asyncio.create_task(_watched(scheduler))
    try:
        yield
    finally:
        watching.cancel()
        scheduler.shutdown()
        dispatcher.stop()
        while running:
            await asyncio.wait(running)
        await dispatcher.drain()


async def _watched(scheduler: AsyncIOScheduler) -> None:
    """Keep the jobs going when the clock is set, in either direction and however often.

    The scheduler sleeps until its next job is due by the clock of that moment. After the clock is set back it
    would sleep until the old time comes again, even if the clock has been corrected meanwhile.
    """
    while True:
        await asyncio.sleep(WATCH)
        now = datetime.now(UTC)
        for job in scheduler.get_jobs():
            too_far = job.next_run_time - now - job.trigger.interval
            if too_far.total_seconds() > WATCH:  # a shorter wait ends by itself
                _LOGGER.warning("the clock was set back by about %s", too_far)
                job.modify(next_run_time=now)
        scheduler.wakeup()


async def _logged(work: Chore) -> None:
    try:
        await work()
    except Exception:
        _LOGGER.exception("what is done regularly has failed; the next try follows")
