"""Reading without writing: in one step of a thread, and beside a running bot."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

from sqlalchemy import URL, Connection, event
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.diagnosis import NEWEST, StorageError, version
from bot.storage.engine import Database, blocking, is_shared, reading

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Reader:
    """Transactions that do not write, for what is read often.

    A file's driver goes to a thread and back for each step of a transaction, which costs far more than the
    steps. Here all of them are one step of a thread's.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)
        self._file = None if is_shared(engine) else blocking(engine)
        self._thread = ThreadPoolExecutor(1, "reader")

    async def read(
        self, work: Callable[Concatenate[Connection, _P], _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        """What the work returns, for which it may execute statements that do not write."""
        if self._file is None:
            async with self._engine.connect() as connection:
                return await connection.run_sync(work, *args, **kwargs)
        file = self._file

        def in_thread() -> _R:
            with file.connect() as connection:
                return work(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, in_thread)


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
