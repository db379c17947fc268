"""A look at the database of a bot that may be running."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.database import StorageError
from bot.storage.migrate import is_newest


@asynccontextmanager
async def look(file: Path) -> AsyncIterator[AsyncEngine]:
    """An engine over a file that makes, migrates and changes nothing; raises StorageError."""
    engine = _looking(file)
    try:
        async with engine.connect() as connection:
            if not await connection.run_sync(is_newest):
                raise StorageError(f"{file} is of another version of the bot: start this one once, then look")
        yield engine
    except DatabaseError as error:
        raise StorageError(f"{file} cannot be read: {error.orig}") from error
    finally:
        await engine.dispose()


def _looking(file: Path) -> AsyncEngine:
    address = f"file:{quote(str(file.absolute()))}"
    # Not `ro`, which would leave the files behind that it needs beside the database.
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=address, query={"mode": "rw", "uri": "true"})
    )
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # or the driver would begin transactions itself, in its own way
    connection.execute("PRAGMA query_only = ON")
