"""Making a database ready."""

import os
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import Database, is_shared
from bot.storage.migrate import TooNewError, upgrade
from bot.storage.verdict import ForeignError, see_that_it_is_ours, verdict

_ALONE = text("SELECT pg_advisory_xact_lock(1, 1)")
"""Two numbers, because locks with one number are those of chats."""


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
            await connection.run_sync(see_that_it_is_ours)
            await connection.run_sync(upgrade)
    except (OSError, SQLAlchemyError, TooNewError, ForeignError) as error:
        await engine.dispose()
        raise verdict(address(engine), error).error() from error


def address(engine: AsyncEngine) -> Database:
    """Which database an engine is for."""
    return engine.url if is_shared(engine) else Path(engine.url.database or "")


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
