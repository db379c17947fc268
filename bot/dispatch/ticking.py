"""The clock of the dispatcher."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.dispatch.dispatcher import Dispatcher

Chore: TypeAlias = Callable[[], Awaitable[None]]
"""Something small that is done regularly."""

WATCH = 30.0
"""Seconds from one look whether the machine's clock was set back to the next."""

_LOGGER = logging.getLogger(__name__)


@asynccontextmanager
async def ticking(dispatcher: Dispatcher, chores: Iterable[tuple[Chore, timedelta]]) -> AsyncIterator[None]:
    """Look for what is due once a second, and do the chores at once and then every so often.

    The database knows what is due; nothing is lost when the clock stands still for a while.
    """
    running: set[asyncio.Task[None]] = set()

    async def begin(work: Chore) -> None:
        # A job of its own would be cancelled by the end of the scheduler, in the middle of a transaction.
        task = asyncio.create_task(_logged(work))
        running.add(task)
        task.add_done_callback(running.discard)

    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(begin, "interval", [dispatcher.tick], seconds=1, misfire_grace_time=None, coalesce=True)
    for chore, every in chores:
        scheduler.add_job(
            begin,
            "interval",
            [chore],
            seconds=every.total_seconds(),
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,
            coalesce=True,
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
    """Begin anew when the clock was set back: the scheduler would rest until it is as late again."""
    seen = datetime.now(UTC)
    while True:
        await asyncio.sleep(WATCH)
        now = datetime.now(UTC)
        if now < seen:
            _LOGGER.warning("the clock was set back by %s or more", seen - now)
            for job in scheduler.get_jobs():
                job.modify(next_run_time=now)
        seen = now


async def _logged(work: Chore) -> None:
    try:
        await work()
    except Exception:
        _LOGGER.exception("what is done regularly has failed; the next try follows")
