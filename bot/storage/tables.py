"""The tables, as the newest migration leaves them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
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
from sqlalchemy.types import TypeDecorator

_MINUTES = 60
_DAYS = 7


EARLIEST, LATEST = 0, 253_370_764_800
"""Seconds since 1970: a moment is before the year 9999, to be computed with in every time zone."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A stored value that means nothing in its column: the file is damaged, or was edited by hand."""

    value: Any


class _Stored(TypeDecorator[T]):
    """Values that are kept as others. One that cannot be read becomes `Unreadable`, and fails no query."""

    def read(self, value: Any) -> T:
        """What the value in the database means, which is not NULL; raises an error if it means nothing."""
        raise NotImplementedError

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Out of the database. Claiming many reminders takes its time here: it is one call for each value."""
        del dialect, coltype
        read = self.read

        def processed(value: Any) -> Any:
            if value is None:
                return None
            try:
                return read(value)
            except (ValueError, TypeError, OverflowError):
                return Unreadable(value)

        return processed


class Moment(_Stored[datetime]):
    """An aware datetime, kept as whole seconds since 1970 in UTC: it sorts, and every database has it."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """Into the database; rounded down to the second."""
        return None if value is None else int(value.timestamp())

    def read(self, value: Any) -> datetime:
        """Out of the database, in UTC."""
        if EARLIEST <= value < LATEST:
            return datetime.fromtimestamp(value, UTC)
        raise ValueError


class TimeOfDay(_Stored[time]):
    """A local time of day, stored as minutes since midnight."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: time | None, _dialect: Dialect) -> int | None:
        """Into the database."""
        return None if value is None else value.hour * _MINUTES + value.minute

    def read(self, value: Any) -> time:
        """Out of the database."""
        return time(*divmod(value, _MINUTES))


class Days(_Stored[frozenset[int]]):
    """Days of the week, kept as bits: 1 for Monday, 2 for Tuesday, 4 ..."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, _dialect: Dialect) -> int | None:
        """Into the database."""
        return None if value is None else sum(1 << day for day in value)

    def read(self, value: Any) -> frozenset[int]:
        """Out of the database."""
        if value >> _DAYS:
            raise ValueError
        return frozenset(day for day in range(_DAYS) if value >> day & 1)


class Count(_Stored[int]):
    """A whole number; SQLite keeps anything that is written into its column."""

    impl = Integer
    cache_ok = True

    def read(self, value: Any) -> int:
        """Out of the database."""
        if isinstance(value, int):
            return value
        raise TypeError


class Day(_Stored[date]):
    """A local date; SQLite keeps it as text."""

    impl = Date
    cache_ok = True

    def read(self, value: Any) -> date:
        """Out of the database."""
        return value if isinstance(value, date) else date.fromisoformat(value)


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
    Column("next_at", Moment),
    Column("snoozed_until", Moment),
    Column("wakes_at", Moment),
    Column("message_id", Count),
    Column("sent", Count, nullable=False, server_default="0"),
)
"""`wakes_at` is all that the dispatcher looks at: when there is something to send, or, for what is just being
sent, when to check whether sending failed. `message_id` is the latest reminder's, for its buttons;
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
"""Updates from Telegram, without what is in them; `until` is the end of the lease of who handles one."""

remembered = Table(
    "remembered",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), primary_key=True),
    Column("about", BigInteger, primary_key=True, autoincrement=False),
    Column("value", String(500), nullable=False),
    Column("until", Moment, nullable=False),
)
"""What a conversation leans on, until it is too old. `about` is a message of the chat, or 0."""

zone_data = Table(
    "zone_data",
    metadata,
    Column("zone", String(64), primary_key=True),
    Column("fingerprint", String(16), nullable=False),
)
"""By which rules of each time zone the times of reminders were computed."""

pictures = Table(
    "pictures",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("file_id", Text, nullable=False),
)
"""Under which id Telegram has kept a file, by the SHA-256 of its bytes."""

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
