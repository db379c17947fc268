"""When the rules of time zones change, or the clock was wrong, so do the times that were computed by it."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.reminders.plan import Planner
from bot.reminders.rules import Kind
from bot.storage import rows
from bot.storage.queue import MINE, TIMES
from bot.storage.tables import DUE, chats, reminders, zone_data
from bot.storage.upserting import upsert

_LOGGER = logging.getLogger(__name__)
AHEAD = timedelta(days=2)
"""Further than most reminders ever are."""
_MANY = 500
"""Chats in one transaction, so that nobody waits for long."""
_UPCOMING = rows.one_reminder(update(reminders)).where(MINE).values(**TIMES)


class ZoneData:
    """The rules of time zones that all reminders follow."""

    def __init__(self, engine: AsyncEngine, fingerprint: Callable[[str], str]) -> None:
        self._engine = engine
        self._fingerprint = fingerprint

    async def follow(self, planner: Planner) -> int:
        """Compute the times to come anew where a zone has other rules than when that was last done.

        Returns how many have changed. What is due already, or on its way, stays as it is; a zone that is no
        longer known keeps its times. What cannot be written now is done at the next start.
        """
        changed = 0
        for zone, fingerprint in await self._changed():
            try:
                changed += await self._follow(zone, fingerprint, planner)
            except IntegrityError:
                continue  # another process has just done the same
            except SQLAlchemyError as error:
                _LOGGER.warning("reminders do not follow the new rules of time zones yet: %s", error)
                break
        return changed

    async def follow_clock(self, planner: Planner) -> None:
        """Compute the times anew that are days ahead, as they all are after the clock was, for a moment even.

        Those that belong there, by a pause or a rule of few days, stay as they are.
        """
        ahead, last = planner.now + AHEAD, None
        changed = 0
        while some := await self._ahead(ahead, last):
            changed += await self._move(some, planner)
            last = some[-1].chat_id
        if changed:
            _LOGGER.warning("the clock was ahead: %d reminders come at other times", changed)

    async def _ahead(self, moment: datetime, last: int | None) -> list[Row[Any]]:
        """The reminders of the next chats that are due after a moment, all those of a chat together."""
        late = select(reminders.c.chat_id).where(DUE, reminders.c.wakes_at > moment).distinct()
        some = late if last is None else late.where(reminders.c.chat_id > last)
        ids = some.order_by(reminders.c.chat_id).limit(_MANY)
        query = select(chats, reminders).join_from(chats, reminders)
        async with self._engine.connect() as connection:
            found = await connection.execute(query.where(chats.c.chat_id.in_(ids)).order_by(chats.c.chat_id))
            return list(found)

    async def _follow(self, zone: str, fingerprint: str, planner: Planner) -> int:
        changed, last = 0, None
        while some := await self._next(zone, last):
            changed += await self._move(some, planner)
            last = some[-1].chat_id
        async with self._engine.begin() as connection:
            await connection.execute(delete(zone_data).where(zone_data.c.zone == zone))
            await connection.execute(insert(zone_data).values(zone=zone, fingerprint=fingerprint))
        return changed

    async def _changed(self) -> list[tuple[str, str]]:
        async with self._engine.connect() as connection:
            known = {row.zone: row.fingerprint for row in await connection.execute(select(zone_data))}
            used = await connection.scalars(select(chats.c.zone).where(chats.c.zone.is_not(None)).distinct())
            now = {zone: self._fingerprint(zone) for zone in used if isinstance(zone, str)}
        return sorted((zone, is_) for zone, is_ in now.items() if is_ and is_ != known.get(zone))

    async def _next(self, zone: str, last: int | None) -> list[Row[Any]]:
        """The reminders of the next chats in a zone, all those of a chat together."""
        here = select(chats.c.chat_id).where(chats.c.zone == zone)
        some = here if last is None else here.where(chats.c.chat_id > last)
        ids = some.order_by(chats.c.chat_id).limit(_MANY)
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


async def note_rules(connection: AsyncConnection, zone: str, fingerprint: str) -> None:
    """Note by which rules a zone's first times are computed; what is noted already stays."""
    if fingerprint:
        await upsert(connection, zone_data, [{"zone": zone, "fingerprint": fingerprint}])


async def _write(connection: AsyncConnection, moved: list[dict[str, Any]]) -> None:
    await connection.execute(_UPCOMING, sorted(moved, key=lambda row: (row["of_chat"], row["of_kind"])))


def _moved(row: Row[Any], planner: Planner) -> dict[str, Any] | None:
    """What to write for a reminder whose next time is another one now."""
    if not rows.is_kind(row.kind):
        return None
    kind, reminder = Kind(row.kind), rows.reminder(row)
    if reminder.damaged or reminder.next_at is None or reminder.next_at <= planner.now:
        return None
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
