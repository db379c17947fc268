"""Rows of the database as plans and back, and which values in them cannot be read."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from sqlalchemy import BigInteger, Connection, Row, Table, bindparam, insert, or_, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reminders.kinds import KINDS, MOST_IN_A_DAY, STRETCH, Kind
from bot.reminders.plan import Plan, Reminder
from bot.reminders.times import Rule, RuleError, zone_named
from bot.storage.columns import EARLIEST, LATEST, Unreadable
from bot.storage.tables import chats, marks, reminders


def load(connection: Connection, chat_id: int) -> Plan:
    """The chat's plan; an untouched one when nothing is stored."""
    chat = connection.execute(select(chats).where(chats.c.chat_id == chat_id)).first()
    if chat is None:
        return Plan(chat_id)
    rows = connection.execute(select(reminders).where(reminders.c.chat_id == chat_id))
    untouched = plan(chat)
    stored = {KINDS[row.kind]: reminder(row) for row in rows if is_kind(row.kind)}
    # Somebody whose zone means nothing is asked for theirs, as if they had never said.
    zone = untouched.zone if is_zone(untouched.zone) else None
    return replace(untouched, zone=zone, reminders={**untouched.reminders, **stored})


async def save(connection: AsyncConnection, before: Plan, after: Plan) -> None:
    """Write what differs: a reminder that was not changed may be on its way at this moment."""
    exists = chats.c.chat_id == after.chat_id
    chat = {
        name: getattr(after, name)
        for name in ("zone", "paused_until", "told_limits", "keeps_questions", "unreachable", "topic")
    }
    if not (await connection.execute(update(chats).where(exists).values(chat))).rowcount:
        await connection.execute(insert(chats).values(chat_id=after.chat_id, **chat))
    for kind, wanted in after.reminders.items():
        if wanted != before.reminders[kind]:
            values = columns(wanted)
            changed = one_reminder(update(reminders)).values(values)
            if not (await connection.execute(changed, key(after.chat_id, kind))).rowcount:
                await connection.execute(
                    insert(reminders).values(chat_id=after.chat_id, kind=kind.id, **values)
                )


def one_reminder(statement: Any) -> Any:
    """The statement, for the reminder that `key` names."""
    return statement.where(
        reminders.c.chat_id == bindparam("of_chat"), reminders.c.kind == bindparam("of_kind")
    )


def key(chat_id: int, kind: Kind) -> dict[str, Any]:
    """Which reminder `one_reminder` is about."""
    return {"of_chat": chat_id, "of_kind": kind.id}


def plan(row: Row[Any]) -> Plan:
    """A chat, its reminders still untouched. Its zone may not exist; an unreadable pause is dropped."""
    return Plan(
        row.chat_id,
        row.zone,
        readable(row.paused_until),
        row.told_limits,
        row.keeps_questions,
        row.unreachable,
        readable(row.topic),
    )


def reminder(row: Row[Any]) -> Reminder:
    """One kind of reminder, which must be one of KINDS.

    A time or a goal that cannot be read is as good as none; the time is computed anew. Without its rule
    nobody knows what was wanted: then it is `damaged`, and off.
    """
    try:
        times = Rule(row.first, row.last, row.every, row.days, row.until)
    except (RuleError, AttributeError, TypeError):
        return Reminder(KINDS[row.kind].default, damaged=True)
    return Reminder(
        times, row.on, readable(row.next_at), readable(row.snoozed_until), goal(readable(row.goal))
    )


def goal(value: Any) -> int | None:
    """A stored goal; None if it is none that can be set."""
    return value if value is not None and 0 < value <= MOST_IN_A_DAY else None


def readable(value: Any) -> Any:
    """The value of a column; None if it cannot be read."""
    return None if isinstance(value, Unreadable) else value


def is_kind(value: object) -> bool:
    """Whether what is stored as the kind of a reminder is one that this version of the bot has."""
    return isinstance(value, str) and value in KINDS


def is_zone(value: object) -> bool:
    """Whether what is stored as a time zone is one, or none yet."""
    try:
        return value is None or bool(zone_named(value))
    except ZoneInfoNotFoundError:
        return False


def columns(reminder: Reminder) -> dict[str, Any]:
    """The columns of a reminder, without its key."""
    rule = reminder.rule
    return {
        "on": reminder.on,
        "first": rule.first,
        "last": rule.last,
        "every": rule.every,
        "days": rule.days,
        "until": rule.until,
        "goal": reminder.goal,
        "next_at": reminder.next_at,
        "snoozed_until": reminder.snoozed_until,
        "wakes_at": reminder.wakes_at,
    }


_RULE = ("first", "last", "every", "days", "until")


async def unreadable(connection: AsyncConnection) -> AsyncIterator[str]:
    """A line for each value of a chat that cannot be read: its chat, its column, and the value.

    Of the marks, which are many, only those are fetched that cannot be read.
    """
    due = type_coerce(marks.c.due, BigInteger)
    wrong = or_(~due.between(EARLIEST, LATEST - 1), marks.c.kind.not_in(list(KINDS)))
    for table, query in (
        (chats, select(chats)),
        (reminders, select(reminders)),
        (marks, select(marks).where(wrong)),
    ):
        async for row in await connection.stream(query):
            for column, value in _wrong(row):
                yield f"{_place(table, row)}: {column} is {value!r}"


def _wrong(row: Row[Any]) -> Iterator[tuple[str, Any]]:
    """The unreadable columns, each with its raw value."""
    values = row._asdict()
    found = {name: each.value for name, each in values.items() if isinstance(each, Unreadable)}
    if not is_zone(values.get("zone")):
        found["zone"] = values["zone"]
    if not is_kind(values.get("kind", STRETCH.id)):
        found["kind"] = values["kind"]
    elif "every" in values and not found.keys() & set(_RULE) and reminder(row).damaged:
        found["every"] = values["every"]  # each can be read, but they make no rule together
    if isinstance(values.get("goal"), int) and goal(values["goal"]) is None:
        found["goal"] = values["goal"]
    yield from found.items()


def _place(table: Table, row: Row[Any]) -> str:
    kind = f", {row.kind}" if "kind" in row._fields else ""
    return f"{table.name} of chat {row.chat_id}{kind}"
