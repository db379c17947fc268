"""Sends the reminders that are due, and records the result."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import TypeAlias
from zoneinfo import ZoneInfoNotFoundError

from structlog.contextvars import bound_contextvars

from bot.conversation.acts import LastActs, Reminding
from bot.delivery.reminder_sender import (
    Gone,
    Later,
    Moved,
    NotSettledError,
    Sender,
    SendOutcome,
    Sent,
    Settling,
    Unsure,
)
from bot.operations.metrics import Vitals
from bot.reminders.kinds import Kind, jitter
from bot.reminders.plan import Change, Plan, Planner, Reminder, SentLately
from bot.storage import Claim, Queue, Settled, Store

AT_ONCE = 32
"""Reminders claimed but not yet settled: about a second's worth at 29 messages a second."""
LEASE = timedelta(minutes=3)
"""Longer than any sending takes; after a crash, reminders under way are due again after this."""

_Key: TypeAlias = tuple[int, Kind, datetime | None]
"""Identifies a reminder that must be sent only once: the chat, the kind, and when it was due."""

_LOGGER = logging.getLogger(__name__)


async def _alone() -> bool:
    return True


class Dispatcher:
    """Claims what is due in small batches, at most `at_once` in all, sends it, and settles it.

    After a crash, those that were claimed but not settled may be sent twice. `sent` tells the planner when
    each was last sent.

    The next time is computed before sending, and stored as soon as the outcome is known. After a crash in
    between the lease runs out, and the reminder is sent again. One that outlasts its lease in a running
    process (Telegram wants silence, the machine slept, settling failed) is not: it is known here.
    """

    def __init__(  # noqa: PLR0913 - what differs between production, tests and benchmarks
        self,
        queue: Queue,
        store: Store,
        sender: Sender,
        planner: Callable[[], Planner],
        *,
        lease: timedelta = LEASE,
        at_once: int = AT_ONCE,
        leads: Callable[[], Awaitable[bool]] = _alone,
        vitals: Vitals | None = None,
        sent: SentLately | None = None,
        acts: LastActs | None = None,
    ) -> None:
        self._queue = queue
        self._store = store
        self._sender = sender
        self._planner = planner
        self._lease = lease
        self._at_once = at_once
        self._leads = leads
        self._vitals = vitals or Vitals()
        self._sent = sent or SentLately()
        self._acts = acts
        self._numbers = count(1)
        self._under_way: set[asyncio.Task[None]] = set()
        self._claims: dict[_Key, Claim] = {}
        self._outcomes: dict[_Key, SendOutcome] = {}
        self._leases = asyncio.Lock()
        self._settling = Settling(queue, self._claims, self._leases)
        self._ticking = asyncio.Lock()
        self._stopped = False

    async def tick(self) -> None:
        """Start to send everything that is due; does nothing while an earlier tick is still sending."""
        if not self._ticking.locked():
            await self._begin_all()

    async def send_due(self) -> None:
        """Send everything that is due by now, and return when nothing is under way."""
        await self._begin_all()
        await self.drain()

    async def next_at(self) -> datetime | None:
        """When there is next something to send, in UTC; None while there is nothing."""
        return await self._queue.next_at()

    def stop(self) -> None:
        """Begin nothing more; what is due can wait for the next process."""
        self._stopped = True

    async def drain(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _begin_all(self) -> None:
        async with self._ticking:
            while await self._looked():
                if len(self._under_way) >= self._at_once:
                    await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    async def _looked(self) -> bool:
        found = await self._claim()
        self._vitals.looked()
        return found

    async def _claim(self) -> bool:
        free = self._at_once - len(self._under_way)
        if self._stopped or not free or not await self._leads():
            return False
        async with self._leases:
            now = self._planner().now
            claims = await self._queue.claim(now, now + self._lease, free)
            for claim in claims:
                self._start(claim)
        return bool(claims)

    def _start(self, claim: Claim) -> None:
        key = claim.plan.chat_id, claim.kind, claim.reminder.wakes_at
        on_its_way = key in self._claims
        self._claims[key] = claim
        if not on_its_way:
            task = asyncio.create_task(self._deliver(key))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _deliver(self, key: _Key) -> None:
        claim = self._claims[key]
        with bound_contextvars(reminder=f"{claim.kind.id}-{next(self._numbers)}"):
            try:
                outcome = await self._send(claim, key)
                self._vitals.reminded(type(outcome).__name__.lower() if outcome else "late")
                if claim.message_id is not None and isinstance(outcome, Sent | Unsure):
                    await self._sender.close(claim.plan.chat_id, claim.message_id)
            except NotSettledError:
                self._vitals.reminded("failed")
            except Exception:
                # Whatever it was, the others go on; the lease brings this one up again.
                _LOGGER.exception("a reminder could not be dealt with; it is tried again in %s", self._lease)
                self._vitals.reminded("failed")
                self._claims.pop(key, None)

    async def _send(self, claim: Claim, key: _Key) -> SendOutcome | None:
        """The outcome; None when it was not sent."""
        try:
            return await self._send_in_time(claim, key)
        except ZoneInfoNotFoundError as error:
            _LOGGER.warning("a time zone is no longer known: %s; the person is asked for theirs", error)
        self._claims.pop(key)
        _, plan = await self._store.change(claim.plan.chat_id, self._planner().forget_zone)
        await self._sender.ask_zone(plan)
        return None

    async def _send_in_time(self, claim: Claim, key: _Key) -> SendOutcome | None:
        planner = self._planner()
        *_, due = key
        if key not in self._outcomes and (due is None or claim.kind.is_too_late(due, planner.now)):
            skipped = _skipped(claim, planner)
            await self._settling.settle(key, lambda latest: Settled(latest, skipped))
            return None
        settled = _next(claim, planner)
        if due and key not in self._outcomes:
            sent = await self._sender.send(claim.plan, claim.kind, due, claim.number)
            self._outcomes[key] = sent
            if isinstance(sent, Sent):
                self._sent.note(claim.plan.chat_id, claim.kind, due)
                if self._acts:
                    reminding = Reminding(claim.kind, due, sent.message_id)
                    await self._acts.remind(claim.plan.chat_id, reminding)
        await self._settle(key, settled, self._outcomes[key])
        return self._outcomes.pop(key)

    async def _settle(self, key: _Key, next_one: Reminder, outcome: SendOutcome) -> None:
        match outcome:
            case Gone() | Moved():
                async with self._leases:  # under the latest lease, which cannot change now
                    await self._take_away(self._claims.pop(key), outcome)
            case Later(after):
                again = self._planner().now + after
                await self._settling.settle(key, lambda claim: Settled(claim, claim.reminder, again))
            case Sent(message_id):
                await self._settling.settle(
                    key, lambda claim: Settled(claim, next_one, sent=True, message_id=message_id)
                )
            case Unsure():
                await self._settling.settle(key, lambda claim: Settled(claim, next_one, sent=True))
            case _:
                await self._settling.settle(key, lambda claim: Settled(claim, next_one))

    async def _take_away(self, claim: Claim, outcome: Gone | Moved) -> None:
        if isinstance(outcome, Moved):
            await self._queue.move(claim.plan.chat_id, outcome.chat_id)
        else:
            await self._store.change(claim.plan.chat_id, _lost(claim, self._planner()))


def _lost(claim: Claim, planner: Planner) -> Change:
    def lose(plan: Plan) -> Plan:
        unchanged = plan.reminders[claim.kind] == claim.reminder
        return planner.lose(plan) if unchanged else plan

    return lose


def _next(claim: Claim, planner: Planner) -> Reminder:
    now, due = planner.now, claim.reminder.next_at
    if due and due != claim.reminder.wakes_at and due > now:  # A snoozed one; the series stays where it is.
        return replace(claim.reminder, snoozed_until=None)
    if due:
        # Never the same again: the clock may have been set back since, or the jitter have become longer.
        now = max(now, due + jitter(claim.plan.chat_id, claim.kind, planner.spread))
    next_at = replace(planner, now=now).next_at(claim.plan, claim.kind)
    return replace(claim.reminder, next_at=next_at, snoozed_until=None)


def _skipped(claim: Claim, planner: Planner) -> Reminder:
    """A later one may be due meanwhile, or have been snoozed until now, and not yet be too late."""
    in_time = replace(planner, now=planner.now - claim.kind.lateness)
    snoozed = claim.reminder.snoozed_until
    if snoozed and claim.kind.is_too_late(snoozed, planner.now):
        snoozed = None
    return replace(_next(claim, in_time), snoozed_until=snoozed)
