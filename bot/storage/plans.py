"""The plans of chats, and the rules of time zones that they were made with."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.reminders.kinds import KINDS, Kind
from bot.reminders.plan import Change, Plan, Planner, without_ended
from bot.reminders.progress import Mark
from bot.storage import plan_rows
from bot.storage.columns import Unreadable
from bot.storage.due_queue import MINE, TIMES
from bot.storage.engine import Reader, changing, leave_no_trace, reading
from bot.storage.plan_rows import is_kind, key, load, one_reminder, readable, save
from bot.storage.tables import DUE, chats, marks, remembered, reminders, upsert, votes, zone_data
from bot.zones.tables import fingerprint

_LOGGER = logging.getLogger(__name__)
AHEAD = timedelta(days=2)
"""Most reminders are due sooner than this."""
_MANY = 500
"""Chats per transaction, so that others don't wait long."""
_UPCOMING = plan_rows.one_reminder(update(reminders)).where(MINE).values(**TIMES)


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
        for zone, rules in await self._changed():
            try:
                changed += await self._follow(zone, rules, planner)
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
    """Record the rules that a zone's times were computed with, unless some are recorded already."""
    if fingerprint:
        await upsert(connection, zone_data, [{"zone": zone, "fingerprint": fingerprint}])


async def _write(connection: AsyncConnection, moved: list[dict[str, Any]]) -> None:
    await connection.execute(_UPCOMING, sorted(moved, key=lambda row: (row["of_chat"], row["of_kind"])))


def _moved(row: Row[Any], planner: Planner) -> dict[str, Any] | None:
    """The row to write for a reminder whose next time has changed."""
    if not plan_rows.is_kind(row.kind):
        return None
    kind, reminder = KINDS[row.kind], plan_rows.reminder(row)
    if reminder.damaged or reminder.next_at is None or reminder.next_at <= planner.now:
        return None
    plan = replace(plan_rows.plan(row), reminders={kind: reminder})
    next_at = planner.next_at(plan, kind)
    if reminder.wakes_at != row.wakes_at or next_at == reminder.next_at:
        return None
    after = replace(reminder, next_at=next_at)
    return {
        **plan_rows.key(row.chat_id, kind),
        "lease": row.wakes_at,
        "next": after.next_at,
        "snoozed": after.snoozed_until,
        "wakes": after.wakes_at,
    }


MARKS_A_DAY = 50
"""Of a chat and kind: twice as many as reminders can come, while a forged button can name any time."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Store:
    """The database of one bot. Every method is one transaction."""

    def __init__(
        self,
        engine: AsyncEngine,
        fingerprint: Callable[[str], str] = fingerprint,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._engine = engine
        self._fingerprint = fingerprint
        self._now = now
        self._reading = reading(engine)
        self._reader = Reader(engine)

    async def plan(self, chat_id: int) -> Plan:
        """The chat's plan, with what has ended off; an untouched one when nothing is stored."""
        return without_ended(await self._reader.read(load, chat_id), self._now())

    async def change(self, chat_id: int, change: Change) -> tuple[Plan, Plan]:
        """Apply a change to the stored plan; returns the plan before and after."""
        async with changing(self._engine, chat_id) as connection:
            stored = await connection.run_sync(load, chat_id)
            before = without_ended(stored, self._now())
            after = change(before)
            if after != before:
                await save(connection, stored, after)
            if after.zone and after.zone != before.zone:
                await note_rules(connection, after.zone, self._fingerprint(after.zone))
        return before, after

    async def mark(self, chat_id: int, kind: Kind, due: datetime, day: date) -> bool:
        """Note that what was due is done, on a local day; False when that was noted already, or too much."""
        row = {"chat_id": chat_id, "kind": kind.id, "due": due, "day": day}
        where = [marks.c[name] == value for name, value in row.items() if name != "day"]
        async with changing(self._engine, chat_id) as connection:
            if (await connection.execute(select(marks.c.day).where(*where))).first():
                return False
            of_day = (marks.c.chat_id == chat_id, marks.c.kind == kind.id, marks.c.day == day)
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
        mark = (marks.c.chat_id == chat_id, marks.c.kind == kind.id, marks.c.due == due)
        async with self._engine.begin() as connection:
            return bool((await connection.execute(delete(marks).where(*mark))).rowcount)

    async def is_marked(self, chat_id: int, kind: Kind, due: datetime) -> bool:
        """Whether what was due at a moment is noted as done."""
        mark = (marks.c.chat_id == chat_id, marks.c.kind == kind.id, marks.c.due == due)
        async with self._reading.connect() as connection:
            return (await connection.execute(select(marks.c.day).where(*mark))).first() is not None

    async def marks(self, chat_id: int) -> list[Mark]:
        """What was done, oldest first."""
        query = select(marks.c.kind, marks.c.day).where(marks.c.chat_id == chat_id).order_by(marks.c.due)
        async with self._reading.connect() as connection:
            return [
                Mark(KINDS[kind], day)
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
            await connection.execute(delete(remembered).where(remembered.c.chat_id == chat_id))
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
