"""Under which ids Telegram has kept files."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import reading
from bot.storage.tables import pictures


class FileIds:
    """Ids by digest, for one bot: another bot's are refused by Telegram, and then replaced."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    async def find(self, digests: Iterable[str]) -> dict[str, str]:
        """Those that are known."""
        query = select(pictures.c.digest, pictures.c.file_id).where(pictures.c.digest.in_(list(digests)))
        async with self._reading.connect() as connection:
            rows = await connection.execute(query)
            return {row.digest: row.file_id for row in rows}

    async def keep(self, ids: Mapping[str, str]) -> None:
        """Keep some, in the place of older ones."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(pictures).where(pictures.c.digest.in_(list(ids))))
            await connection.execute(
                insert(pictures), [{"digest": digest, "file_id": file_id} for digest, file_id in ids.items()]
            )
