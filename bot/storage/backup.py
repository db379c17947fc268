"""A copy of the database in one file, made while the bot goes on."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from bot.storage.copying import copy_all
from bot.storage.database import prepare
from bot.storage.engine import Database, open_engine
from bot.storage.examine import examine
from bot.storage.migrate import NEWEST, version
from bot.storage.verdict import StorageError

_PATIENCE = 30.0
"""Seconds for which another process may keep the database to itself."""


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
    """A new file beside it, which takes its name when the block has ended well."""
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
    """To the disk, so that a power cut leaves the old file or the new one."""
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
    """What was deleted is not in the copy, unlike in a copy of the file."""
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
