"""Rows of the database as the objects that everything else works with, and back."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reminders.plan import Plan, Reminder
from bot.reminders.rules import Kind, Rule
from bot.storage.tables import chats, reminders


def load(connection: Connection, chat_id: int) -> Plan:
    """The chat's plan; an untouched one when nothing is stored."""
    chat = connection.execute(select(chats).where(chats.c.chat_id == chat_id)).first()
    if chat is None:
        return Plan(chat_id)
    rows = connection.execute(select(reminders).where(reminders.c.chat_id == chat_id))
    untouched = plan(chat)
    stored = {Kind(row.kind): reminder(row) for row in rows}
    return replace(untouched, reminders={**untouched.reminders, **stored})


async def save(connection: AsyncConnection, before: Plan, after: Plan) -> None:
    """Write what differs: a reminder that was not changed may be on its way at this moment."""
    exists = chats.c.chat_id == after.chat_id
    chat = {name: getattr(after, name) for name in ("zone", "paused_until", "told_limits", "unreachable")}
    if not (await connection.execute(update(chats).where(exists).values(chat))).rowcount:
        await connection.execute(insert(chats).values(chat_id=after.chat_id, **chat))
    for kind, wanted in after.reminders.items():
        if wanted != before.reminders[kind]:
            values = columns(wanted)
            changed = one_reminder(update(reminders)).values(values)
            if not (await connection.execute(changed, key(after.chat_id, kind))).rowcount:
                await connection.execute(
                    insert(reminders).values(chat_id=after.chat_id, kind=kind.value, **values)
                )


def one_reminder(statement: Any) -> Any:
    """The statement, for the reminder that `key` names."""
    return statement.where(
        reminders.c.chat_id == bindparam("of_chat"), reminders.c.kind == bindparam("of_kind")
    )


def key(chat_id: int, kind: Kind) -> dict[str, Any]:
    """Which reminder `one_reminder` is about."""
    return {"of_chat": chat_id, "of_kind": kind.value}


def plan(row: Row[Any]) -> Plan:
    """A chat, its reminders still untouched."""
    return Plan(row.chat_id, row.zone, row.paused_until, row.told_limits, row.unreachable)


def reminder(row: Row[Any]) -> Reminder:
    """One kind of reminder."""
    return Reminder(Rule(row.first, row.last, row.every, row.days), row.on, row.next_at, row.snoozed_until)


def columns(reminder: Reminder) -> dict[str, Any]:
    """What is stored of a reminder, beside whose it is and of which kind."""
    rule = reminder.rule
    return {
        "on": reminder.on,
        "first": rule.first,
        "last": rule.last,
        "every": rule.every,
        "days": rule.days,
        "next_at": reminder.next_at,
        "snoozed_until": reminder.snoozed_until,
        "wakes_at": reminder.wakes_at,
    }
