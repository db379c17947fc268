"""What is remembered of a conversation, and of cramps that are looked after."""

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from cachetools import FIFOCache
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import is_shared, reading
from bot.storage.tables import remembered, upsert

MOST = 5_000
"""Notes of one kind that a process keeps in memory; beyond that, the oldest are dropped."""

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to remember about a chat: numbers of messages, ids of entries, never what people write."""

    kind: str
    value: str
    lasts: timedelta
    about: int = 0
    """The message that it is about, if it is about one."""


class Memory(Protocol):
    """Notes about chats, one for each kind and message. Losing some does no harm."""

    async def put(self, chat: int, *notes: Note) -> None:
        """Remember notes; they replace earlier ones about the same thing."""

    async def get(self, chat: int, kind: str, about: int = 0) -> str | None:
        """The value of a note, if it is still remembered."""

    async def several(self, chat: int, kinds: Collection[str]) -> dict[str, str]:
        """The values of notes that are about no message, by their kinds; only what is still remembered."""

    async def holds(self, chat: int, note: Note) -> bool:
        """Whether a note, expired or not, is still there unchanged; True when that can't be known."""

    async def drop(self, chat: int, note: Note) -> None:
        """Forget a note, unless another value has taken its place."""

    async def forget(self, chat: int) -> None:
        """Forget everything about a chat."""

    async def prune(self) -> None:
        """Remove what is too old to be found."""


def memory(engine: AsyncEngine, now: Callable[[], datetime]) -> Memory:
    """In the database if several processes may share it, otherwise in memory only."""
    return SharedMemory(engine, now) if is_shared(engine) else OwnMemory(now)


@dataclass
class OwnMemory:
    """In this process, for the latest chats."""

    now: Callable[[], datetime]
    _kept: dict[str, FIFOCache[tuple[int, int], tuple[str, datetime]]] = field(default_factory=dict)

    async def put(self, chat: int, *notes: Note) -> None:
        """See Memory."""
        for note in notes:
            kept = self._kept.setdefault(note.kind, FIFOCache(MOST))
            kept[chat, note.about] = note.value, self.now() + note.lasts

    async def get(self, chat: int, kind: str, about: int = 0) -> str | None:
        """See Memory."""
        kept = self._kept.get(kind)
        value, until = (kept and kept.get((chat, about))) or (None, self.now())
        return value if self.now() < until else None

    async def several(self, chat: int, kinds: Collection[str]) -> dict[str, str]:
        """See Memory."""
        return {kind: value for kind in kinds if (value := await self.get(chat, kind)) is not None}

    async def holds(self, chat: int, note: Note) -> bool:
        """See Memory."""
        kept = self._kept.get(note.kind)
        value, _ = (kept and kept.get((chat, note.about))) or (None, None)
        return value == note.value

    async def drop(self, chat: int, note: Note) -> None:
        """See Memory."""
        if await self.holds(chat, note):
            del self._kept[note.kind][chat, note.about]

    async def forget(self, chat: int) -> None:
        """See Memory."""
        for kept in self._kept.values():
            for key in [key for key in kept if key[0] == chat]:
                del kept[key]

    async def prune(self) -> None:
        """Nothing to do: the number of notes is bounded."""


class SharedMemory:
    """In the database that all processes share; each method is one statement.

    While the database cannot be reached, nothing is remembered; that is logged, and answers go on.
    """

    def __init__(self, engine: AsyncEngine, now: Callable[[], datetime]) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._now = now

    async def put(self, chat: int, *notes: Note) -> None:
        """See Memory."""
        now = self._now()
        rows = [
            {
                "chat_id": chat,
                "kind": note.kind,
                "about": note.about,
                "value": note.value,
                "until": now + note.lasts,
            }
            for note in notes
        ]
        statement = insert(remembered).values(rows)
        changes = {"value": statement.excluded.value, "until": statement.excluded.until}
        with _going_on():
            await self._execute(
                statement.on_conflict_do_update(index_elements=remembered.primary_key, set_=changes)
            )

    async def get(self, chat: int, kind: str, about: int = 0) -> str | None:
        """See Memory."""
        with _going_on():
            return await self._find(*_key(chat, kind, about), remembered.c.until > self._now())
        return None

    async def several(self, chat: int, kinds: Collection[str]) -> dict[str, str]:
        """See Memory."""
        where = (remembered.c.chat_id == chat, remembered.c.about == 0, remembered.c.kind.in_(kinds))
        query = select(remembered.c.kind, remembered.c.value).where(*where, remembered.c.until > self._now())
        with _going_on():
            async with self._engine.connect() as connection:
                return {row.kind: row.value for row in await connection.execute(query)}
        return {}

    async def holds(self, chat: int, note: Note) -> bool:
        """See Memory."""
        with _going_on():
            return await self._find(*_key(chat, note.kind, note.about)) == note.value
        return True

    async def drop(self, chat: int, note: Note) -> None:
        """See Memory."""
        same = remembered.c.value == note.value
        with _going_on():
            await self._execute(delete(remembered).where(*_key(chat, note.kind, note.about), same))

    async def forget(self, chat: int) -> None:
        """See Memory; raises the database's errors: a failure must not look like success."""
        await self._execute(delete(remembered).where(remembered.c.chat_id == chat))

    async def prune(self) -> None:
        """See Memory."""
        await self._execute(delete(remembered).where(remembered.c.until <= self._now()))

    async def _find(self, *where: Any) -> str | None:
        async with self._engine.connect() as connection:
            found: str | None = await connection.scalar(select(remembered.c.value).where(*where))
        return found

    async def _execute(self, statement: Any) -> None:
        async with self._engine.connect() as connection:
            await connection.execute(statement)


def _key(chat: int, kind: str, about: int) -> tuple[Any, ...]:
    return remembered.c.chat_id == chat, remembered.c.kind == kind, remembered.c.about == about


@contextmanager
def _going_on() -> Iterator[None]:
    try:
        yield
    except (OSError, SQLAlchemyError) as error:
        _LOGGER.warning("what was said before is not known: %s", error)


_WATCH = "watch"
_KEPT = timedelta(hours=2)
"""Beyond its moment, for a process that was away meanwhile."""
_OF_CRAMPS = (remembered.c.kind == _WATCH, remembered.c.about == 0)


class Watched:
    """At most one moment a chat, in the database of any kind, so that it outlives the process."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    async def put(self, chat: int, due: datetime) -> None:
        """Something is to be said then."""
        row = {"chat_id": chat, "kind": _WATCH, "about": 0, **_at(due)}
        async with self._engine.begin() as connection:
            await upsert(connection, remembered, [row], replaced=["value", "until"])

    async def all(self) -> list[tuple[int, datetime]]:
        """The chats, and the moments, in UTC."""
        query = select(remembered.c.chat_id, remembered.c.until).where(*_OF_CRAMPS)
        async with self._reading.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [(row.chat_id, row.until - _KEPT) for row in rows if isinstance(row.until, datetime)]

    async def of(self, chat: int) -> datetime | None:
        """The moment of one chat."""
        return next((due for each, due in await self.all() if each == chat), None)

    async def claim(self, chat: int, due: datetime, lease: datetime) -> bool:
        """Take one, so that no other process does; it comes up again at the end of the lease if not dropped.

        False where it is another one by now, or none.
        """
        mine = (remembered.c.chat_id == chat, *_OF_CRAMPS, remembered.c.value == _at(due)["value"])
        async with self._engine.begin() as connection:
            taken = await connection.execute(update(remembered).where(*mine).values(**_at(lease)))
        return taken.rowcount == 1

    async def release(self, chat: int, lease: datetime) -> None:
        """What was claimed is said; what has taken its place meanwhile stays."""
        mine = (remembered.c.chat_id == chat, *_OF_CRAMPS, remembered.c.value == _at(lease)["value"])
        async with self._engine.begin() as connection:
            await connection.execute(delete(remembered).where(*mine))

    async def drop(self, chat: int) -> None:
        """Nothing is to be said any more."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(remembered).where(remembered.c.chat_id == chat, *_OF_CRAMPS))


def _at(due: datetime) -> dict[str, object]:
    return {"value": f"{due.timestamp():.0f}", "until": due + _KEPT}
