"""What is due: taken by one process at a time, and put back with its next times."""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.reminders.plan import Plan, Reminder
from bot.reminders.rules import Kind
from bot.storage import rows
from bot.storage.engine import changing, reading
from bot.storage.tables import DUE, chats, marks, reminders

MARKS_KEPT = timedelta(days=400)

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """A reminder that is due, and this process's alone until the lease ends."""

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


class Queue:
    """The reminders of all chats, in the order in which they are due. Every method is one transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    async def next_at(self) -> datetime | None:
        """When something is next due, in UTC; a claimed one when its lease ends. None while nothing is."""
        async with self._reading.connect() as connection:
            row = (await connection.execute(select(func.min(reminders.c.wakes_at)).where(DUE))).one()
        found: datetime | None = row[0]
        return found

    async def backlog(self, now: datetime, most: int) -> tuple[int, datetime | None]:
        """How many reminders are due and not claimed, counted up to so many, and since when the first is."""
        found = select(reminders.c.wakes_at).where(DUE, reminders.c.wakes_at <= now).limit(most).subquery()
        async with self._reading.connect() as connection:
            waiting = (await connection.execute(select(func.count()).select_from(found))).scalar_one()
            first: datetime | None = (
                await connection.execute(select(func.min(reminders.c.wakes_at)).where(DUE))
            ).scalar_one()
        return waiting, first if waiting else None

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
                taken = [{"of_chat": row.chat_id, "of_kind": row.kind} for row in found]
                await connection.execute(rows.one_reminder(update(reminders)).values(wakes_at=lease), taken)
        return [claim for row in found if (claim := _claim(row, lease))]

    async def settle(self, claim: Claim, reminder: Reminder) -> None:
        """Put a claimed reminder back with its next times.

        What the person has changed meanwhile stays as they want it.
        """
        async with self._engine.begin() as connection:
            await _settle(connection, claim, reminder)

    async def settle_sent(self, claim: Claim, reminder: Reminder, message_id: int | None) -> None:
        """The same for one that was sent, as a message with this number, if it is known."""
        counted = {"message_id": message_id, "sent": reminders.c.sent + 1}
        async with self._engine.begin() as connection:
            await connection.execute(rows.one_reminder(update(reminders)).values(**counted), _key(claim))
            await _settle(connection, claim, reminder)

    async def put_back(self, claim: Claim, until: datetime) -> None:
        """Try a claimed reminder again later, as it is."""
        async with self._engine.begin() as connection:
            mine = rows.one_reminder(update(reminders)).where(reminders.c.wakes_at == claim.lease)
            await connection.execute(mine.values(wakes_at=until), _key(claim))

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


async def _settle(connection: AsyncConnection, claim: Claim, reminder: Reminder) -> None:
    mine = rows.one_reminder(update(reminders)).where(reminders.c.wakes_at == claim.lease)
    times = {"next_at": reminder.next_at, "snoozed_until": reminder.snoozed_until}
    await connection.execute(mine.values(**times, wakes_at=reminder.wakes_at), _key(claim))


def _key(claim: Claim) -> dict[str, Any]:
    return rows.key(claim.plan.chat_id, claim.kind)


def _claim(row: Row[Any], lease: datetime) -> Claim | None:
    try:
        kind = Kind(row.kind)
        plan = replace(rows.plan(row), reminders={kind: rows.reminder(row)})
    except ValueError:
        _LOGGER.exception("a stored reminder cannot be read; it is tried again when its lease ends")
        return None
    return Claim(plan, kind, lease, row.message_id, row.sent)
