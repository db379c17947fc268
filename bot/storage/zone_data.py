"""When the rules of time zones change, so do the times that were computed by the old ones."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.reminders.plan import Planner
from bot.reminders.rules import Kind
from bot.storage import rows
from bot.storage.queue import MINE, TIMES
from bot.storage.tables import chats, reminders, zone_data

_MANY = 500
"""Reminders in one transaction, so that nobody waits for long."""
_UPCOMING = rows.one_reminder(update(reminders)).where(MINE).values(**TIMES)


class ZoneData:
    """Which version of the time zone data all reminders follow."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def follow(self, version: str, planner: Planner) -> int:
        """Compute all times that are still to come anew, unless that was done for this version.

        Returns how many have changed. What is due already, or on its way, stays as it is.
        """
        async with self._engine.connect() as connection:
            if await connection.scalar(select(zone_data.c.version)) == version:
                return 0
        changed, last = 0, None
        while some := await self._next(last):
            changed += await self._move(some, planner)
            last = some[-1].chat_id
        async with self._engine.begin() as connection:
            await connection.execute(delete(zone_data))
            await connection.execute(insert(zone_data).values(id=1, version=version))
        return changed

    async def _next(self, last: int | None) -> list[Row[Any]]:
        """The reminders of the next chats, all those of a chat together."""
        some = select(chats.c.chat_id).order_by(chats.c.chat_id).limit(_MANY)
        ids = some if last is None else some.where(chats.c.chat_id > last)
        query = select(chats, reminders).join_from(chats, reminders, isouter=True)
        async with self._engine.connect() as connection:
            found = await connection.execute(query.where(chats.c.chat_id.in_(ids)).order_by(chats.c.chat_id))
            return list(found)

    async def _move(self, some: list[Row[Any]], planner: Planner) -> int:
        moved = [values for row in some if (values := _moved(row, planner))]
        if moved:
            async with self._engine.begin() as connection:
                await _write(connection, moved)
        return len(moved)


async def _write(connection: AsyncConnection, moved: list[dict[str, Any]]) -> None:
    await connection.execute(_UPCOMING, sorted(moved, key=lambda row: (row["of_chat"], row["of_kind"])))


def _moved(row: Row[Any], planner: Planner) -> dict[str, Any] | None:
    """What to write for a reminder whose next time is another one now."""
    if row.kind is None or row.next_at is None or row.next_at <= planner.now:
        return None
    kind, reminder = Kind(row.kind), rows.reminder(row)
    plan = replace(rows.plan(row), reminders={kind: reminder})
    next_at = planner.next_at(plan, kind)
    if reminder.wakes_at != row.wakes_at or next_at == reminder.next_at:
        return None
    after = replace(reminder, next_at=next_at)
    return {
        **rows.key(row.chat_id, kind),
        "lease": row.wakes_at,
        "next": after.next_at,
        "snoozed": after.snoozed_until,
        "wakes": after.wakes_at,
    }
