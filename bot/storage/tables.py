"""The tables, as the newest migration leaves them."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.columns import Count, Day, DayNumber, Days, Moment, TimeOfDay

metadata = MetaData()


def _chat() -> Column[int]:
    chat = ForeignKey("chats.chat_id", ondelete="CASCADE", onupdate="CASCADE")
    return Column("chat_id", BigInteger, chat, primary_key=True)


chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("zone", String(64)),
    Column("paused_until", Moment),
    Column("told_limits", Boolean, nullable=False),
    Column("unreachable", Boolean, nullable=False),
    Column("keeps_questions", Boolean, nullable=False, server_default=true()),
    Column("topic", Count),
)
"""`topic` is where in a forum the reminders come: NULL for General, and for chats without topics."""

reminders = Table(
    "reminders",
    metadata,
    _chat(),
    Column("kind", String(16), primary_key=True),
    Column("on", Boolean, nullable=False),
    Column("first", TimeOfDay, nullable=False),
    Column("last", TimeOfDay, nullable=False),
    Column("every", Count, nullable=False),
    Column("days", Days, nullable=False),
    Column("until", DayNumber),
    Column("goal", Count),
    Column("next_at", Moment),
    Column("snoozed_until", Moment),
    Column("wakes_at", Moment),
    Column("message_id", Count),
    Column("sent", Count, nullable=False, server_default="0"),
)
"""`wakes_at` is all that the dispatcher looks at: when there is something to send, or, for what is just being
sent, when to check whether sending failed. `until` is the last day, in whatever zone the chat is then; `goal`
is how often it is to be done in a day. `message_id` is the latest reminder's, for its buttons;
`sent` counts them, for their texts to vary."""

# The condition is spelt the same way here and in the query: otherwise SQLite does not use the index.
DUE = text("wakes_at IS NOT NULL")
Index("reminders_wake", reminders.c.wakes_at, sqlite_where=DUE, postgresql_where=DUE)

marks = Table(
    "marks",
    metadata,
    _chat(),
    Column("kind", String(16), primary_key=True),
    Column("due", Moment, primary_key=True),
    Column("day", Day, nullable=False),
)
Index("marks_day", marks.c.day)

pace = Table(
    "pace",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("next_at", Double, nullable=False),
    Column("silent_until", Double, nullable=False),
)
"""One row, in seconds since 1970: when the next message of any process may leave, and when any may again."""

updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("until", Moment, nullable=False),
    Column("done", Boolean, nullable=False),
)
"""Ids of updates from Telegram; `until` is the end of the lease of the process that handles one."""

remembered = Table(
    "remembered",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), primary_key=True),
    Column("about", BigInteger, primary_key=True, autoincrement=False),
    Column("value", String(500), nullable=False),
    Column("until", Moment, nullable=False),
)
"""Notes about conversations, until they expire. `about` is a message of the chat, or 0."""

zone_data = Table(
    "zone_data",
    metadata,
    Column("zone", String(64), primary_key=True),
    Column("fingerprint", String(16), nullable=False),
)
"""The rules of each time zone from which the times of reminders were computed."""

pictures = Table(
    "pictures",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("file_id", Text, nullable=False),
)
"""The id of a file at Telegram, by the SHA-256 of its bytes."""

votes = Table(
    "votes",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", String(48), primary_key=True),
    Column("helpful", Boolean, nullable=False),
)
"""`person` is also the number of their private chat."""

unanswered = Table(
    "unanswered",
    metadata,
    Column("words", String(32), primary_key=True),
    Column("ending", String(16), primary_key=True),
    Column("question", String(500), nullable=False),
    Column("count", Count, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
)
"""Anonymised questions; `words` is a hash that merges duplicates."""

uses = Table(
    "uses",
    metadata,
    Column("day", Day, primary_key=True),
    Column("entry", String(48), primary_key=True),
    Column("outcome", String(16), primary_key=True),
    Column("count", Count, nullable=False),
)


_INSERT: Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = MappingProxyType(
    {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
)


async def upsert(
    connection: AsyncConnection,
    table: Table,
    rows: list[dict[str, Any]],
    *,
    added: Iterable[str] = (),
    replaced: Iterable[str] = (),
) -> None:
    """Insert rows; of those that are there, add to some columns and replace others, or change nothing."""
    insert = _INSERT[connection.dialect.name](table)
    changes = {name: table.c[name] + insert.excluded[name] for name in added}
    changes |= {name: insert.excluded[name] for name in replaced}
    await connection.execute(
        insert.on_conflict_do_update(index_elements=table.primary_key, set_=changes)
        if changes
        else insert.on_conflict_do_nothing(),
        rows,
    )
