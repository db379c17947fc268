"""A chat's plan, and what was done."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.reminders.plan import Change, Plan
from bot.reminders.progress import Mark
from bot.reminders.rules import Kind
from bot.storage.engine import changing, leave_no_trace, reading
from bot.storage.reader import Reader
from bot.storage.rows import is_kind, key, load, one_reminder, readable, save
from bot.storage.tables import Unreadable, chats, marks, remembered, reminders, votes
from bot.storage.zone_data import note_rules
from bot.zones.data import fingerprint

MARKS_A_DAY = 50
"""Of a chat and kind: twice as many as reminders can come, while a forged button can name any time."""


class Store:
    """The database of one bot. Every method is one transaction."""

    def __init__(self, engine: AsyncEngine, fingerprint: Callable[[str], str] = fingerprint) -> None:
        self._engine = engine
        self._fingerprint = fingerprint
        self._reading = reading(engine)
        self._reader = Reader(engine)

    async def plan(self, chat_id: int) -> Plan:
        """The chat's plan; an untouched one when nothing is stored."""
        return await self._reader.read(load, chat_id)

    async def change(self, chat_id: int, change: Change) -> tuple[Plan, Plan]:
        """Apply a change to the stored plan; returns the plan before and after."""
        async with changing(self._engine, chat_id) as connection:
            before = await connection.run_sync(load, chat_id)
            after = change(before)
            if after != before:
                await save(connection, before, after)
            if after.zone and after.zone != before.zone:
                await note_rules(connection, after.zone, self._fingerprint(after.zone))
        return before, after

    async def mark(self, chat_id: int, kind: Kind, due: datetime, day: date) -> bool:
        """Note that what was due is done, on a local day; False when that was noted already, or too much."""
        row = {"chat_id": chat_id, "kind": kind.value, "due": due, "day": day}
        where = [marks.c[name] == value for name, value in row.items() if name != "day"]
        async with changing(self._engine, chat_id) as connection:
            if (await connection.execute(select(marks.c.day).where(*where))).first():
                return False
            of_day = (marks.c.chat_id == chat_id, marks.c.kind == kind.value, marks.c.day == day)
            if (await connection.scalar(select(func.count()).where(*of_day)) or 0) >= MARKS_A_DAY:
                return False
            plan = await connection.run_sync(load, chat_id)
            await save(connection, plan, plan)
            await connection.execute(insert(marks), row)
            await connection.execute(
                one_reminder(update(reminders)).values(message_id=None), key(chat_id, kind)
            )
        return True

    async def unmark(self, chat_id: int, kind: Kind, due: datetime) -> bool:
        """Take a mark back; False when there is none."""
        mark = (marks.c.chat_id == chat_id, marks.c.kind == kind.value, marks.c.due == due)
        async with self._engine.begin() as connection:
            return bool((await connection.execute(delete(marks).where(*mark))).rowcount)

    async def is_marked(self, chat_id: int, kind: Kind, due: datetime) -> bool:
        """Whether what was due at a moment is noted as done."""
        mark = (marks.c.chat_id == chat_id, marks.c.kind == kind.value, marks.c.due == due)
        async with self._reading.connect() as connection:
            return (await connection.execute(select(marks.c.day).where(*mark))).first() is not None

    async def marks(self, chat_id: int) -> list[Mark]:
        """What was done, oldest first."""
        query = select(marks.c.kind, marks.c.day).where(marks.c.chat_id == chat_id).order_by(marks.c.due)
        async with self._reading.connect() as connection:
            return [
                Mark(Kind(kind), day)
                for kind, day in await connection.execute(query)
                if is_kind(kind) and readable(day)
            ]

    async def export(self, chat_id: int) -> dict[str, Any]:
        """All that is stored about a chat, or about the person whose private one it is, as JSON has it."""
        async with self._reading.connect() as connection:
            return {
                of_chat.table.name: [
                    {name: _plain(value) for name, value in row._mapping.items()}  # noqa: SLF001 - public
                    for row in await connection.execute(select(of_chat.table).where(of_chat == chat_id))
                ]
                for of_chat in (
                    chats.c.chat_id,
                    reminders.c.chat_id,
                    marks.c.chat_id,
                    votes.c.person,
                    remembered.c.chat_id,
                )
            }

    async def forget(self, chat_id: int) -> None:
        """Delete all that is stored about a chat, and its traces in the file."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(chats).where(chats.c.chat_id == chat_id))
            await connection.execute(delete(votes).where(votes.c.person == chat_id))
        await leave_no_trace(self._engine)


def _plain(value: Any) -> Any:
    match value:
        case Unreadable(value=stored):
            return _plain(stored)
        case frozenset():
            return sorted(value)
        case date() | time():
            return value.isoformat()
        case None | int() | float() | str():
            return value
    return repr(value)
