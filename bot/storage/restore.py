"""A backup back into a database, of either kind: from a file to a server is how a bot grows."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.copying import copy_all, holds_data
from bot.storage.database import prepare
from bot.storage.engine import Database, is_shared, open_engine, reading
from bot.storage.examine import DamagedError, examine
from bot.storage.leadership import Leadership
from bot.storage.migrate import TooNewError, upgrade
from bot.storage.verdict import StorageError

_RUNS = "a bot, or another program, uses {}: stop it first"


async def restore(database: Database, file: Path, *, force: bool = False) -> dict[str, int]:
    """Put a backup in the place of what a database holds, all or nothing; returns the rows of each table.

    The file itself stays as it is, of whichever older version of the bot. Raises StorageError, also while a
    bot runs, and when there is data already, unless by `force` it is to be lost.
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
    """Copy the file, and see whether it is whole; returns the rows of each table."""
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
    """Nobody else uses the database at the beginning; a server's sends no reminders until the end."""
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
