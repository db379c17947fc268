"""Making a database ready."""

import os
from pathlib import Path

from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import BotError
from bot.storage.migrate import TooNewError, upgrade


class StorageError(BotError):
    """The database cannot be used."""


async def prepare(engine: AsyncEngine) -> None:
    """Make the file, which only its owner may read, and bring it to the newest form; raises StorageError."""
    file = Path(engine.url.database or "")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        async with engine.begin() as connection:
            await connection.run_sync(upgrade)
    except (OSError, DatabaseError, TooNewError) as error:
        await engine.dispose()
        why = error.orig if isinstance(error, DatabaseError) else error
        raise StorageError(
            f"{file} cannot be used as database: {why}. Set DATA_DIR to a folder that the bot may write to"
        ) from error
