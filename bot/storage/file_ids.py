"""Under which ids Telegram has kept files."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import reading
from bot.storage.tables import pictures
from bot.storage.upserting import upsert


class FileIds:
    """Ids by digest, for one bot: another bot's are refused by Telegram, and then replaced."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._known: dict[str, str] = {}

    async def find(self, digests: Iterable[str]) -> dict[str, str]:
        """Those that are known; the database is asked once for each."""
        digests = list(digests)
        if not self._known.keys() >= set(digests):
            self._known |= await self._stored(digests)
        return {digest: self._known[digest] for digest in digests if digest in self._known}

    async def _stored(self, digests: list[str]) -> dict[str, str]:
        query = select(pictures.c.digest, pictures.c.file_id).where(pictures.c.digest.in_(digests))
        async with self._reading.connect() as connection:
            rows = await connection.execute(query)
            return {row.digest: row.file_id for row in rows}

    async def keep(self, ids: Mapping[str, str]) -> None:
        """Keep some, in the place of older ones."""
        rows = [{"digest": digest, "file_id": file_id} for digest, file_id in sorted(ids.items())]
        async with self._engine.begin() as connection:
            await upsert(connection, pictures, rows, replaced=["file_id"])
        self._known |= ids
