"""The connection to the database."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a "stop" must outlive a power cut
    "busy_timeout = 5000",
    "foreign_keys = ON",
)


def sqlite_engine(file: Path) -> AsyncEngine:
    """An engine over a file, which `prepare` has to make ready; nothing is opened yet.

    Transactions take the right to write at their beginning: one that asked for it half-way would fail
    beside another writer, however long it waited. Those of `reading(engine)` never write.
    """
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}")
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def reading(engine: AsyncEngine) -> AsyncEngine:
    """The same database, for transactions that do not write."""
    return engine.execution_options(reading=True)


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
