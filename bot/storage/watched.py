"""Cramps that are looked after: for which chats something is to be said, and when."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import reading
from bot.storage.tables import remembered, upsert

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
