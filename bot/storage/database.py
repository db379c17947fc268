"""Making a database ready."""

import os
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import BotError
from bot.storage.engine import is_shared
from bot.storage.migrate import TooNewError, upgrade

_ALONE = text("SELECT pg_advisory_xact_lock(1, 1)")
"""Two numbers, because locks with one number are those of chats."""


class StorageError(BotError):
    """The database cannot be used."""


async def prepare(engine: AsyncEngine) -> None:
    """Bring the database to the newest form; raises StorageError.

    SQLite's file is made if need be, and only its owner may read it. Of several processes at a server, one
    migrates, and the others wait.
    """
    try:
        if not is_shared(engine):
            _make(Path(engine.url.database or ""))
        async with engine.begin() as connection:
            if is_shared(engine):
                await connection.execute(_ALONE)
            await connection.run_sync(upgrade)
    except (OSError, SQLAlchemyError, TooNewError) as error:
        await engine.dispose()
        raise StorageError(_explain(engine, error)) from error


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def _explain(engine: AsyncEngine, error: Exception) -> str:
    why = error.orig if isinstance(error, DatabaseError) else error
    if is_shared(engine):
        address = engine.url.render_as_string(hide_password=True)
        return f"{address} cannot be used as database: {why}. Is DATABASE_URL right, and does the server run?"
    return (
        f"{engine.url.database} cannot be used as database: {why}. "
        "Set DATA_DIR to a folder that the bot may write to"
    )
