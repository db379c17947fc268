"""A look at the database of a bot that may be running."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, event
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.engine import Database
from bot.storage.migrate import NEWEST, version
from bot.storage.verdict import StorageError


@asynccontextmanager
async def look(database: Database) -> AsyncIterator[AsyncEngine]:
    """An engine that makes, migrates and changes nothing; raises StorageError."""
    name = database.render_as_string() if isinstance(database, URL) else database
    engine = _server(database) if isinstance(database, URL) else _file(database)
    try:
        if isinstance(database, Path):
            _check(database)
        async with engine.connect() as connection:
            if await connection.run_sync(version) != NEWEST:
                raise StorageError(f"{name} is of another version of the bot: start this one once, then look")
        yield engine
    except (OSError, SQLAlchemyError) as error:
        why = error.orig if isinstance(error, DatabaseError) else error
        raise StorageError(f"{name} cannot be read: {why}") from error
    finally:
        await engine.dispose()


def _check(file: Path) -> None:
    """Raises OSError, which says more than SQLite would."""
    with file.open("rb"):
        pass


def _server(address: URL) -> AsyncEngine:
    return create_async_engine(address, execution_options={"postgresql_readonly": True})


def _file(file: Path) -> AsyncEngine:
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
