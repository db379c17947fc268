"""Sends what is due, each once, whatever happens on the way."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.dispatch.outcome import Gone, Later, Moved, Outcome, Sender, Sent
from bot.reminders.plan import Planner, Reminder
from bot.reminders.times import LATENESS, is_too_late
from bot.storage import Claim, Queue, Store

AT_ONCE = 32
"""Reminders claimed and not yet settled: at most so many are repeated after a crash."""
LEASE = timedelta(minutes=3)
"""Longer than any sending takes; after a crash, what was under way comes up again then."""

_LOGGER = logging.getLogger(__name__)


class Dispatcher:
    """Claims what is due in small batches, sends it, and settles each reminder by itself.

    The next time is computed before anything is sent, and stored as soon as it is known what became of this
    one. A crash in between leaves the lease, after which this one is sent again.
    """

    def __init__(
        self,
        queue: Queue,
        store: Store,
        sender: Sender,
        planner: Callable[[], Planner],
        lease: timedelta = LEASE,
    ) -> None:
        self._queue = queue
        self._store = store
        self._sender = sender
        self._planner = planner
        self._lease = lease
        self._under_way: set[asyncio.Task[None]] = set()
        self._ticking = False

    async def tick(self) -> None:
        """Start to send everything that is due; does nothing while an earlier tick is at it."""
        if self._ticking:
            return
        self._ticking = True
        try:
            while claims := await self._claim():
                for claim in claims:
                    self._start(claim)
                if len(self._under_way) >= AT_ONCE:
                    await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._ticking = False

    async def drain(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _claim(self) -> list[Claim]:
        now = self._planner().now
        free = AT_ONCE - len(self._under_way)
        return await self._queue.claim(now, now + self._lease, free) if free else []

    def _start(self, claim: Claim) -> None:
        task = asyncio.create_task(self._deliver(claim))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _deliver(self, claim: Claim) -> None:
        try:
            planner = self._planner()
            due = claim.reminder.wakes_at
            if due is None or is_too_late(claim.kind, due, planner.now):
                # A later one may be due meanwhile, and not yet too late.
                in_time = replace(planner, now=planner.now - LATENESS[claim.kind])
                await self._queue.settle(claim, _next(claim, in_time))
                return
            settled = _next(claim, planner)
            outcome = await self._sender.send(claim.plan.chat_id, claim.kind, due, claim.number)
            await self._settle(claim, settled, outcome)
            if claim.message_id is not None and isinstance(outcome, Sent):
                await self._sender.close(claim.plan.chat_id, claim.message_id)
        except Exception:
            # Whatever it was, the others go on; the lease brings this one up again.
            _LOGGER.exception("a reminder could not be dealt with; it is tried again in %s", self._lease)

    async def _settle(self, claim: Claim, settled: Reminder, outcome: Outcome) -> None:
        match outcome:
            case Later(after):
                await self._queue.put_back(claim, self._planner().now + after)
            case Gone():
                await self._store.change(claim.plan.chat_id, self._planner().lose)
            case Moved(chat_id):
                await self._queue.move(claim.plan.chat_id, chat_id)
            case Sent(message_id):
                await self._queue.settle_sent(claim, settled, message_id)
            case _:
                await self._queue.settle(claim, settled)


def _next(claim: Claim, planner: Planner) -> Reminder:
    return replace(claim.reminder, next_at=planner.next_at(claim.plan, claim.kind), snoozed_until=None)
