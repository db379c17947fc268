"""The queue of due reminders: claimed by one process at a time, and settled with their next times."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, bindparam, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.reminders.kinds import KINDS, Kind
from bot.reminders.plan import Plan, Reminder
from bot.storage import plan_rows
from bot.storage.columns import Moment
from bot.storage.engine import changing, reading
from bot.storage.tables import DUE, chats, marks, reminders

MARKS_KEPT = timedelta(days=400)

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """A due reminder that no other process may send until the lease ends."""

    plan: Plan
    """With the one kind of reminder that is due."""
    kind: Kind
    lease: datetime
    """In UTC, to the second; the token by which it is settled."""
    message_id: int | None
    """The message of the reminder before this one, if its buttons may still be there."""
    number: int
    """How many have been sent before."""

    @property
    def reminder(self) -> Reminder:
        """What is due."""
        return self.plan.reminders[self.kind]


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome of a claimed reminder."""

    claim: Claim
    reminder: Reminder
    """With its next times."""
    again_at: datetime | None = None
    """When to try again, whatever its next times are."""
    sent: bool = False
    message_id: int | None = None
    """The id of the message that was sent, if known."""


_LEASE = plan_rows.one_reminder(update(reminders)).values(wakes_at=bindparam("lease", type_=Moment))
MINE = reminders.c.wakes_at == bindparam("lease", type_=Moment)
TIMES = {
    name: bindparam(bound, type_=Moment)
    for name, bound in (("next_at", "next"), ("snoozed_until", "snoozed"), ("wakes_at", "wakes"))
}
_NOT_SENT = plan_rows.one_reminder(update(reminders)).where(MINE).values(**TIMES)
_SENT = plan_rows.one_reminder(update(reminders)).values(
    message_id=bindparam("message"),
    sent=reminders.c.sent + 1,
    **{name: case((MINE, value), else_=reminders.c[name]) for name, value in TIMES.items()},
)
"""Records that it was sent, even if the person has changed the reminder meanwhile."""


class Queue:
    """The reminders of all chats, in the order in which they are due. Every method is one transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    async def next_at(self) -> datetime | None:
        """When something is next due, in UTC; a claimed one when its lease ends. None while nothing is."""
        async with self._reading.connect() as connection:
            row = (await connection.execute(select(func.min(reminders.c.wakes_at)).where(DUE))).one()
        found: datetime | None = plan_rows.readable(row[0])
        return found

    async def backlog(self, now: datetime, most: int) -> tuple[int, datetime | None]:
        """How many reminders are due and not claimed, counted up to so many, and since when the first is."""
        found = select(reminders.c.wakes_at).where(DUE, reminders.c.wakes_at <= now).limit(most).subquery()
        async with self._reading.connect() as connection:
            waiting = (await connection.execute(select(func.count()).select_from(found))).scalar_one()
            first = (await connection.execute(select(func.min(reminders.c.wakes_at)).where(DUE))).scalar_one()
        return waiting, plan_rows.readable(first) if waiting else None

    async def claim(self, now: datetime, lease: datetime, most: int) -> list[Claim]:
        """Take what is due, the longest due first; it comes up again when the lease ends unsettled.

        A row that cannot be read, as one of another version of the bot, waits as long and holds up nobody.
        """
        lease = lease.replace(microsecond=0)
        async with self._reading.connect() as connection:  # mostly nothing is, and nobody is kept waiting
            if not (await connection.execute(due(now, 1))).first():
                return []
        async with self._engine.begin() as connection:
            found = (await connection.execute(due(now, most))).all()
            if found:
                taken = [{"of_chat": row.chat_id, "of_kind": row.kind, "lease": lease} for row in found]
                await connection.execute(_LEASE, taken)
        return [claim for row in found if (claim := _claim(row, lease))]

    async def settle(self, settled: Iterable[Settled]) -> None:
        """Put claimed reminders back with their next times.

        What a person has changed meanwhile stays as they want it.
        """
        # Always in the same order: two processes that lock rows crosswise would wait for each other.
        ordered = sorted(settled, key=lambda each: (each.claim.plan.chat_id, each.claim.kind.id))
        async with self._engine.begin() as connection:
            for statement, some in groupby(ordered, lambda each: _SENT if each.sent else _NOT_SENT):
                await connection.execute(statement, [_values(each) for each in some])

    async def move(self, old: int, new: int) -> None:
        """A group has become a supergroup with another number; a plan it has there already wins."""
        async with changing(self._engine, old, new) as connection:
            taken = (await connection.execute(select(chats).where(chats.c.chat_id == new))).first()
            chat = chats.c.chat_id == old
            await connection.execute(
                delete(chats).where(chat) if taken else update(chats).where(chat).values(chat_id=new)
            )

    async def prune(self, today: date) -> int:
        """Remove the marks that are too old to keep; returns how many there were."""
        async with self._engine.begin() as connection:
            removed = await connection.execute(delete(marks).where(marks.c.day < today - MARKS_KEPT))
        return removed.rowcount


def due(now: datetime, most: int) -> Select[Any]:
    """The query for what is due, the longest due first; `wakes_at IS NOT NULL` lets SQLite use the index."""
    return (
        select(chats, reminders)
        .join_from(reminders, chats)
        .where(DUE, reminders.c.wakes_at <= now)
        .order_by(reminders.c.wakes_at)
        .limit(most)
        .with_for_update(of=reminders, skip_locked=True)
    )


def _values(settled: Settled) -> dict[str, Any]:
    claim, reminder = settled.claim, settled.reminder
    values = {
        **plan_rows.key(claim.plan.chat_id, claim.kind),
        "lease": claim.lease,
        "next": reminder.next_at,
        "snoozed": reminder.snoozed_until,
        "wakes": settled.again_at or reminder.wakes_at,
    }
    return {**values, "message": settled.message_id} if settled.sent else values


def _claim(row: Row[Any], lease: datetime) -> Claim | None:
    reminder = plan_rows.reminder(row) if plan_rows.is_kind(row.kind) else None
    if reminder is None or reminder.damaged:
        what = "rule" if reminder else "kind"
        _LOGGER.error(
            "the %s of a stored reminder cannot be read: `doctor` says whose. Nothing is sent for it", what
        )
        return None
    kind = KINDS[row.kind]
    plan = replace(plan_rows.plan(row), reminders={kind: reminder})
    return Claim(plan, kind, lease, plan_rows.readable(row.message_id), plan_rows.readable(row.sent) or 0)
