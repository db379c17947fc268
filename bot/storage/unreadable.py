"""What is stored and means nothing, for an operator who can mend it."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from sqlalchemy import BigInteger, Row, Table, or_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reminders.rules import Kind
from bot.storage.rows import is_kind, is_zone, reminder
from bot.storage.tables import EARLIEST, LATEST, Unreadable, chats, marks, reminders

_RULE = ("first", "last", "every", "days")


async def unreadable(connection: AsyncConnection) -> AsyncIterator[str]:
    """A line for each value of a chat that cannot be read: its chat, its column, and the value.

    Of the marks, which are many, only those are fetched that cannot be read.
    """
    due = type_coerce(marks.c.due, BigInteger)
    wrong = or_(~due.between(EARLIEST, LATEST - 1), marks.c.kind.not_in([kind.value for kind in Kind]))
    for table, query in (
        (chats, select(chats)),
        (reminders, select(reminders)),
        (marks, select(marks).where(wrong)),
    ):
        async for row in await connection.stream(query):
            for column, value in _wrong(row):
                yield f"{_place(table, row)}: {column} is {value!r}"


def _wrong(row: Row[Any]) -> Iterator[tuple[str, Any]]:
    """The columns that cannot be read, and what is stored there."""
    values = row._asdict()
    found = {name: each.value for name, each in values.items() if isinstance(each, Unreadable)}
    if not is_zone(values.get("zone")):
        found["zone"] = values["zone"]
    if not is_kind(values.get("kind", Kind.STRETCH)):
        found["kind"] = values["kind"]
    elif "every" in values and not found.keys() & set(_RULE) and reminder(row).damaged:
        found["every"] = values["every"]  # each can be read, but they make no rule together
    yield from found.items()


def _place(table: Table, row: Row[Any]) -> str:
    kind = f", {row.kind}" if "kind" in row._fields else ""
    return f"{table.name} of chat {row.chat_id}{kind}"
