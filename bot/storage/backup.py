"""Copies of the database, checked to be intact, and bringing them back."""

import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import URL, ColumnClause, Table, column, delete, func, insert, select, table
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import TypeDecorator

from bot.errors import BotError
from bot.storage.diagnosis import NEWEST, StorageError, TooNewError, prepare, upgrade, version
from bot.storage.engine import Database, is_shared, open_engine, reading
from bot.storage.fleet import Leadership
from bot.storage.tables import metadata, pace


class DamagedError(BotError):
    """The file is not a database of this bot, or is damaged."""


def examine(file: Path) -> dict[str, int]:
    """How many rows each table has; raises DamagedError."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            ((found,), *_) = connection.execute("PRAGMA integrity_check(1)").fetchall()
            if found != "ok":
                raise DamagedError(f"is damaged: {found}")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise DamagedError("is damaged: it has reminders without a chat")
            names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            tables = {name for (name,) in connection.execute(names)}
            if not {"alembic_version", "chats"} <= tables:
                raise DamagedError("is no backup of this bot")
            return {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - its own
                for name in sorted(tables - {"alembic_version"})
            }
    except sqlite3.Error as error:
        raise DamagedError(f"is no backup of this bot, or is damaged: {error}") from error


BATCH = 1_000


async def copy_all(source: AsyncConnection, target: AsyncConnection) -> None:
    """Replace the content of the target by that of the source.

    Both must have the newest schema, and be in transactions. Values are copied as they are stored, so that
    damaged rows are copied, too.
    """
    for known in reversed(metadata.sorted_tables):
        await target.execute(delete(known))
    for known in metadata.sorted_tables:
        stored = _as_stored(known)
        async with source.stream(select(stored)) as rows:
            async for batch in rows.mappings().partitions(BATCH):
                await target.execute(insert(stored), [dict(row) for row in batch])
    if is_shared(target.engine):
        for known in metadata.sorted_tables:
            await _go_on_counting(target, known)


async def holds_data(connection: AsyncConnection) -> bool:
    """Whether the database holds any user data."""
    for known in metadata.sorted_tables:
        if known is not pace and (await connection.execute(select(1).select_from(known).limit(1))).first():
            return True
    return False


def _as_stored(known: Table) -> TableClause:
    def columns() -> Iterator[ColumnClause[Any]]:
        for each in known.columns:
            kind = each.type.impl_instance if isinstance(each.type, TypeDecorator) else each.type
            yield column(each.name, kind)

    return table(known.name, *columns())


async def _go_on_counting(connection: AsyncConnection, known: Table) -> None:
    """Reset PostgreSQL's sequence, so that the next row gets a free number."""
    numbered = known.autoincrement_column
    if numbered is not None:
        sequence = func.pg_get_serial_sequence(known.name, numbered.name)
        await connection.execute(select(func.setval(sequence, select(func.max(numbered)).scalar_subquery())))


_PATIENCE = 30.0
"""Seconds to wait while another process locks the database."""


async def back_up(database: Database, file: Path, *, force: bool = False) -> dict[str, int]:
    """Write the database as it is at one moment into a file of SQLite's; returns how many rows it holds.

    The file is its owner's alone, and appears when it is whole. Raises StorageError, also when there is such
    a file already, unless by `force` it is to be replaced.
    """
    with _telling(file), _becoming(file, force=force) as part:
        if isinstance(database, URL):
            await _dump(database, part)
        else:
            _vacuum(database, part)
        return examine(part)


@contextmanager
def _becoming(file: Path, *, force: bool) -> Iterator[Path]:
    """A temporary file beside it, which replaces it when the block ends without an error."""
    if file.exists() and not force:
        raise StorageError(f"{file} is there already: name another file, or say --force to replace it")
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield part
        for path in (part, part.parent):
            _write_out(path)
        part.replace(file)
        _write_out(part.parent)
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + end).unlink(missing_ok=True)


def _write_out(path: Path) -> None:
    """Flush to the disk, so that a power cut leaves the old file or the new one."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _telling(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        why = error.orig if isinstance(error, DatabaseError) else error
        raise StorageError(f"{file} cannot be written: {why}. Nothing has changed") from error


def _vacuum(database: Path, part: Path) -> None:
    """Copy by VACUUM: unlike a copy of the file, it holds nothing that was deleted."""
    if not database.exists():
        raise StorageError(f"there is no database at {database} yet: nothing to back up")
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", _PATIENCE, uri=True)) as source:
        source.execute("VACUUM INTO ?", (str(part),))


async def _dump(address: URL, part: Path) -> None:
    source = open_engine(address)
    target = open_engine(part)
    frozen = source.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    try:
        await prepare(target)
        async with frozen.begin() as reader, target.begin() as writer:
            if await reader.run_sync(version) != NEWEST:
                raise StorageError(
                    "the database is of another version of the bot: back it up with that version, "
                    "or start this one first, which brings it to the newest form"
                )
            await copy_all(reader, writer)
    finally:
        await source.dispose()
        await target.dispose()
    with closing(sqlite3.connect(part)) as whole:
        whole.execute("PRAGMA journal_mode = DELETE")  # from now on one file, with nothing beside it


_RUNS = "a bot, or another program, uses {}: stop it first"


async def restore(database: Database, file: Path, *, force: bool = False) -> dict[str, int]:
    """Replace what a database holds by a backup, all or nothing; returns the rows of each table.

    The backup may be from an older version of the bot, and is not changed. Raises StorageError, also while a
    bot runs, and when the database has data already, unless `force` says that it may be lost.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder, "copy.db")
        rows = _fetch(file, copy)
        source, target = open_engine(copy), open_engine(database)
        try:
            async with source.begin() as connection:
                await connection.run_sync(upgrade)
            async with _alone(target):
                await prepare(target)
                async with reading(source).begin() as reader, target.begin() as writer:
                    if not force and await holds_data(writer):
                        raise StorageError(
                            "the database holds data already: say --force to replace all of it"
                        )
                    await copy_all(reader, writer)
        except TooNewError as error:
            raise StorageError(f"{file} cannot be restored: {error}") from error
        except (OSError, SQLAlchemyError) as error:
            why = error.orig if isinstance(error, DatabaseError) else error
            raise StorageError(f"{file} cannot be restored: {why}. Nothing has changed") from error
        finally:
            await source.dispose()
            await target.dispose()
    return rows


def _fetch(file: Path, copy: Path) -> dict[str, int]:
    """Copy the file, and check that it is intact; returns the rows of each table."""
    beside = file.with_name(f"{file.name}-wal")
    if beside.exists() and beside.stat().st_size:
        raise StorageError(f"{file} is in use, or was not closed: {beside} belongs to it. Back it up instead")
    try:
        shutil.copyfile(file, copy)
        return examine(copy)
    except OSError as error:
        raise StorageError(f"{file} cannot be read: {error.strerror}") from error
    except DamagedError as error:
        raise StorageError(f"{file} {error}") from error


@asynccontextmanager
async def _alone(engine: AsyncEngine) -> AsyncIterator[None]:
    """Make sure that no bot uses the database; a server's sends no reminders until the block ends."""
    if not is_shared(engine):
        _see_that_nobody_uses(Path(engine.url.database or ""))
        yield
        return
    async with engine.connect():
        pass  # it can be reached: only another bot can be why this one does not lead
    leadership = Leadership(engine)
    try:
        if not await leadership.holds():
            raise StorageError(_RUNS.format(engine.url.render_as_string(hide_password=True)))
        yield
    finally:
        await leadership.release()


def _see_that_nobody_uses(file: Path) -> None:
    if not file.exists():
        return
    with closing(sqlite3.connect(file, timeout=0.5)) as connection:
        try:
            # SQLite does this only for one that has the file to itself; the bot changes it back.
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise StorageError(_RUNS.format(file)) from error
        except sqlite3.DatabaseError as error:
            raise StorageError(f"{file} is no database: {error}. Move it away first") from error
