"""Databases that cannot be used: what `run` and `doctor` say of them."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot.operations import doctor
from bot.operations.doctor import State
from bot.storage import StorageError, open_engine, prepare
from bot.storage.diagnosis import diagnose

Harm = Callable[[Path], object]


def overwritten(file: Path) -> None:
    """Random bytes at its beginning."""
    file.write_bytes(os.urandom(100) + file.read_bytes()[100:])


def truncated(file: Path) -> None:
    """Its end is missing."""
    file.write_bytes(file.read_bytes()[:5000])


def newer(file: Path) -> None:
    """A later version has migrated it."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def foreign(file: Path) -> None:
    """It belongs to another program."""
    file.unlink()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


def folder(file: Path) -> None:
    """A folder in its place."""
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("harm", "says", "do"),
    [
        (overwritten, "is damaged", "restore"),
        (truncated, "is damaged", "restore"),
        (newer, "newer version", "Install the newer version"),
        (foreign, "another program", "DATA_DIR"),
        (folder, "is a folder", "Move it away"),
    ],
)
async def test_what_is_wrong(empty_database: Path, tmp_path: Path, harm: Harm, says: str, do: str) -> None:
    """One sentence each, the same for both, with what to do, and no advice that hides what people had."""
    file = tmp_path / "bot.db"
    file.write_bytes(await asyncio.to_thread(empty_database.read_bytes))
    harm(file)
    engine = open_engine(file)
    with pytest.raises(StorageError) as raised:
        await prepare(engine)
    assert raised.value.status == 65
    facts = await doctor.look(file)
    found = [doctor.database(facts), doctor.migrations(facts)]
    (problem,) = (each for each in found if each.state is State.PROBLEM)
    for text in (str(raised.value), f"{problem.says}. {problem.do}"):
        assert says in text
        assert do in text
        assert ("DATA_DIR" in text) == (do == "DATA_DIR")
        assert "\n" not in text


@pytest.mark.parametrize(
    ("error", "says", "passes"),
    [
        (OSError(28, "No space left on device"), "the disk of bot.db is full", True),
        (sqlite3.OperationalError("database or disk is full"), "the disk of bot.db is full", True),
        (sqlite3.OperationalError("disk I/O error"), "the disk of bot.db is full", True),
        (sqlite3.OperationalError("database is locked"), "bot.db is locked", True),
        (
            sqlite3.OperationalError("attempt to write a readonly database"),
            "may not be read and written",
            False,
        ),
        (PermissionError(13, "Permission denied"), "may not be read and written", False),
        (ValueError("what is that"), "cannot be used: what is that", False),
    ],
)
def test_errors(error: Exception, says: str, passes: bool) -> None:
    """What may pass by itself is worth another start; nothing names another folder."""
    for met in (error, OperationalError("", {}, error)):
        meant = diagnose(Path("bot.db"), met)
        assert says in meant.says
        assert meant.passes is passes
        assert "DATA_DIR" not in meant.do
