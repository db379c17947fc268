"""How to reach the database: its address, its engine, and transactions that write or only read."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_P = ParamSpec("_P")
_R = TypeVar("_R")

Database: TypeAlias = Path | URL
"""SQLite's file, or the address of a PostgreSQL database, with its driver: `postgresql+asyncpg://...`."""

_WRITABLE = text("SELECT 1 / (CASE current_setting('transaction_read_only') WHEN 'off' THEN 1 ELSE 0 END)")
CONNECTIONS = 8
"""Connections to PostgreSQL; most are used only briefly."""
TIMEOUTS = {"timeout": 5, "command_timeout": 30}
"""Seconds that PostgreSQL has to be reached, and to answer."""
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a "stop" must outlive a power cut
    "busy_timeout = 5000",
    "foreign_keys = ON",
    "secure_delete = ON",  # what is deleted is overwritten
)


def open_engine(database: Database) -> AsyncEngine:
    """An engine over a database, which `prepare` has to make ready; nothing is opened yet.

    Transactions on a file take the write lock at their beginning: one that asked for it later would fail
    beside another writer, however long it waited. Those of `reading(engine)` never write. Errors do not
    contain the values of statements, so that no chat id reaches a log.
    """
    if isinstance(database, URL):
        return create_async_engine(
            database,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args=TIMEOUTS,
            hide_parameters=True,
        )
    # Not as a text: a question mark in the path would end it there.
    file = URL.create("sqlite+aiosqlite", database=str(database))
    engine = create_async_engine(file, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def reading(engine: AsyncEngine) -> AsyncEngine:
    """The same database, for transactions that do not write."""
    return engine.execution_options(reading=True)


def blocking(engine: AsyncEngine) -> Engine:
    """A synchronous engine for the same file, for transactions that do not write."""

    def failed(context: ExceptionContext) -> None:  # whoever listens at that time
        engine.dialect.dispatch.handle_error(context)

    file = create_engine(engine.url.set(drivername="sqlite"), hide_parameters=True)
    event.listen(file, "connect", _set_up)
    event.listen(file, "begin", _begin)
    event.listen(file, "handle_error", failed)
    event.listen(engine.sync_engine, "engine_disposed", lambda _: file.dispose())
    return file.execution_options(reading=True)


class Reader:
    """Transactions that do not write, for what is read often.

    The asynchronous driver of SQLite switches to a thread and back for each statement, which costs far more
    than the statements. Here a whole transaction runs in a thread.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)
        self._file = None if is_shared(engine) else blocking(engine)
        self._thread = ThreadPoolExecutor(1, "reader")

    async def read(
        self, work: Callable[Concatenate[Connection, _P], _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        """Run `work` in a transaction that does not write; returns its result."""
        if self._file is None:
            async with self._engine.connect() as connection:
                return await connection.run_sync(work, *args, **kwargs)
        file = self._file

        def in_thread() -> _R:
            with file.connect() as connection:
                return work(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, in_thread)


def is_shared(engine: AsyncEngine) -> bool:
    """Whether several processes may use the database: a server's, not a file."""
    return engine.dialect.name == "postgresql"


async def see_that_it_can_be_written(engine: AsyncEngine) -> None:
    """Raise an error if the database is locked, read-only, or on a full disk, by writing to a file."""
    async with engine.begin() as connection:
        if is_shared(engine):
            await connection.execute(_WRITABLE)
        else:
            await connection.execute(text("PRAGMA user_version = 0"))


async def leave_no_trace(engine: AsyncEngine) -> None:
    """Empty the write-ahead log of a file, in which deleted data could still be read."""
    if is_shared(engine):
        return
    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        if driver:
            await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@asynccontextmanager
async def changing(engine: AsyncEngine, *chat_ids: int) -> AsyncIterator[AsyncConnection]:
    """A transaction that reads and writes data of these chats, with no other such transaction beside it."""
    async with engine.begin() as connection:
        if is_shared(engine):
            for chat_id in sorted(chat_ids):  # always in the same order, or two might wait for each other
                await connection.execute(text("SELECT pg_advisory_xact_lock(:chat)"), {"chat": chat_id})
        yield connection


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # or the driver would begin transactions itself, in its own way
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(
        "BEGIN" if connection.get_execution_options().get("reading") else "BEGIN IMMEDIATE"
    )
