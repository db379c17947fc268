"""Backups, and what comes back from them."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.reminders.kinds import STRETCH, WATER
from bot.storage import Database, FileIds, Leadership, StorageError, Store, back_up, open_engine, restore
from bot.storage.tables import chats, metadata
from tests.storage.plans import DUE, subscribe, subscribe_all

Stored = dict[str, list[tuple[object, ...]]]


async def everything(engine: AsyncEngine) -> Stored:
    """All rows of all tables."""
    async with engine.connect() as connection:
        return {
            table.name: sorted(tuple(row) for row in await connection.execute(select(table)))
            for table in metadata.sorted_tables
        }


def content(file: Path) -> bytes:
    """Of a file."""
    return file.read_bytes()


async def in_file(file: Path) -> Stored:
    """The same of a file."""
    engine = open_engine(file)
    stored = await everything(engine)
    await engine.dispose()
    return stored


@pytest.fixture
async def filled(engine: AsyncEngine) -> AsyncEngine:
    """A database with something in every table."""
    store = Store(engine)
    await store.change(-1001234567890, subscribe(WATER, STRETCH))
    await store.change(5, subscribe())
    await store.mark(5, WATER, DUE, DUE.date())
    await FileIds(engine).keep({"ab" * 32: "file id ü"})
    return engine


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup is to be."""
    return tmp_path / "backups" / "bot.backup"


@pytest.fixture(autouse=True)
def _folder(file: Path) -> None:
    file.parent.mkdir()


async def test_there_and_back(filled: AsyncEngine, database: Database, file: Path) -> None:
    """All of it, and nothing else, is in the file and comes back, while the bot goes on with the first."""
    before = await everything(filled)
    rows = await back_up(database, file)
    assert rows == {name: len(stored) for name, stored in before.items()}
    async with filled.begin() as connection:
        await connection.execute(delete(chats))
        await connection.execute(insert(chats).values(chat_id=9, told_limits=True, unreachable=False))
    await filled.dispose()
    assert await restore(database, file, force=True) == rows
    assert await everything(filled) == before
    await filled.dispose()


async def test_the_file(filled: AsyncEngine, database: Database, file: Path) -> None:
    """It is its owner's alone, one file with nothing beside it, and what was deleted is not in it."""
    async with filled.begin() as connection:
        await connection.execute(
            insert(chats).values(chat_id=8, zone="Europe/Gone", told_limits=True, unreachable=False)
        )
    await Store(filled).forget(8)
    await back_up(database, file)
    (found,) = file.parent.iterdir()
    assert found == file
    assert found.stat().st_mode & 0o777 == 0o600
    assert b"Europe/Gone" not in found.read_bytes()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


async def test_while_another_writes(filled: AsyncEngine, database: Database, file: Path) -> None:
    """What is in the file is of one moment: each transaction is in it as a whole, or not at all."""
    stop = asyncio.Event()
    written = 0

    async def write() -> None:
        nonlocal written
        while not stop.is_set():
            first = 1000 + 2 * written
            await subscribe_all(filled, (first, first + 1))
            written += 1

    writing = asyncio.create_task(write())
    while written < 5:  # noqa: ASYNC110 - there is no event for it
        await asyncio.sleep(0)
    await asyncio.to_thread(asyncio.run, back_up(database, file))  # as another process does
    seen = written
    stop.set()
    await writing
    assert written >= seen
    stored = await in_file(file)
    numbers = {row[0] for row in stored["chats"] if isinstance(row[0], int) and row[0] >= 1000}
    assert len(numbers) >= 8
    assert numbers == set(range(1000, 1000 + len(numbers)))
    assert len(numbers) % 2 == 0
    assert numbers <= {row[0] for row in stored["reminders"]}


async def test_never_over_another_file(filled: AsyncEngine, database: Database, file: Path) -> None:
    """Unless that is wanted."""
    assert filled
    do("text", file)
    precious = content(file)
    with pytest.raises(StorageError, match=r"is there already.*--force"):
        await back_up(database, file)
    assert content(file) == precious
    await back_up(database, file, force=True)
    assert (await in_file(file))["chats"]


async def test_where_nothing_can_be_written(database: Database, file: Path) -> None:
    """It is said, and nothing is left behind."""
    with pytest.raises(StorageError, match=r"cannot be written: .*No such file or directory"):
        await back_up(database, file.parent / "no" / "file")
    (file.parent / "folder").mkdir()
    with pytest.raises(StorageError, match="cannot be written"):
        await back_up(database, file.parent / "folder", force=True)
    assert [path.name for path in file.parent.iterdir()] == ["folder"]


@pytest.mark.sqlite
async def test_no_database_yet(tmp_path: Path, file: Path) -> None:
    """None is made for it."""
    with pytest.raises(StorageError, match="no database at"):
        await back_up(tmp_path / "none.db", file)
    assert not (tmp_path / "none.db").exists()
    assert not list(file.parent.iterdir())


@pytest.mark.postgres
async def test_of_another_version(engine: AsyncEngine, database: Database, file: Path) -> None:
    """A server's database is backed up by the version of the bot that it belongs to."""
    move = text("UPDATE alembic_version SET version_num = :to")
    async with engine.begin() as connection:
        newest = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one()
        await connection.execute(move, {"to": "0001"})
    try:
        with pytest.raises(StorageError, match="another version"):
            await back_up(database, file)
    finally:
        async with engine.begin() as connection:
            await connection.execute(move, {"to": newest})
    assert not list(file.parent.iterdir())


async def test_data_is_not_replaced(filled: AsyncEngine, database: Database, file: Path) -> None:
    """Unless that is wanted."""
    before = await everything(filled)
    await back_up(database, file)
    await Store(filled).change(6, subscribe())
    changed = await everything(filled)
    assert changed != before
    await filled.dispose()
    with pytest.raises(StorageError, match=r"holds data already.*--force"):
        await restore(database, file)
    assert await everything(filled) == changed


async def test_while_a_bot_runs(filled: AsyncEngine, database: Database, file: Path) -> None:
    """Nothing is restored under its feet, even by force."""
    await back_up(database, file)
    leadership = Leadership(filled)
    assert await leadership.holds()
    before = await everything(filled)
    with pytest.raises(StorageError, match=r"uses .*stop it first"):
        await restore(database, file, force=True)
    assert await everything(filled) == before
    await leadership.release()


@pytest.mark.sqlite
async def test_a_new_database(filled: AsyncEngine, database: Database, file: Path, tmp_path: Path) -> None:
    """It is made, its owner's alone."""
    await back_up(database, file)
    new = tmp_path / "new" / "bot.db"
    await restore(new, file)
    assert await in_file(new) == await everything(filled)
    assert new.stat().st_mode & 0o777 == 0o600


@pytest.mark.postgres
async def test_growing(database: Database, tmp_path: Path, file: Path, engine: AsyncEngine) -> None:
    """From a file to a server; what is numbered there goes on after the numbers that came along."""
    small = open_engine(tmp_path / "bot.db")
    await restore(tmp_path / "bot.db", await _backup_of_an_old_one(file))
    await Store(small).mark(7, WATER, DUE, DUE.date())
    before = await everything(small)
    await small.dispose()
    await back_up(tmp_path / "bot.db", file, force=True)
    await restore(database, file)
    assert await everything(engine) == before
    async with engine.begin() as connection:
        after = await connection.execute(
            text("INSERT INTO pace (next_at, silent_until) VALUES (0, 0) RETURNING id")
        )
        assert after.scalar_one() == 2
        await connection.execute(text("DELETE FROM pace WHERE id = 2"))


async def test_an_old_backup(database: Database, file: Path, engine: AsyncEngine) -> None:
    """It is brought to the newest form on the way, and stays as it is itself."""
    old = await _backup_of_an_old_one(file)
    before = old.read_bytes()
    await engine.dispose()
    await restore(database, old)
    plan = await Store(engine).plan(7)
    assert plan.zone == "Asia/Tokyo"
    assert plan.paused_until == datetime(2026, 1, 1, tzinfo=UTC)
    assert old.read_bytes() == before


async def _backup_of_an_old_one(file: Path) -> Path:
    """Of the first version."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("""
            CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
            INSERT INTO alembic_version VALUES ('0001');
            CREATE TABLE chats (
                chat_id BIGINT NOT NULL PRIMARY KEY, zone VARCHAR(64), paused_until BIGINT,
                told_limits BOOLEAN NOT NULL, unreachable BOOLEAN NOT NULL
            );
            INSERT INTO chats VALUES (7, 'Asia/Tokyo', 1767225600, 1, 0);
            CREATE TABLE reminders (
                chat_id BIGINT NOT NULL, kind VARCHAR(16) NOT NULL, "on" BOOLEAN NOT NULL,
                first INTEGER NOT NULL, last INTEGER NOT NULL, every INTEGER NOT NULL, days INTEGER NOT NULL,
                next_at BIGINT, snoozed_until BIGINT, wakes_at BIGINT, message_id INTEGER,
                sent INTEGER DEFAULT '0' NOT NULL, PRIMARY KEY (chat_id, kind),
                FOREIGN KEY(chat_id) REFERENCES chats (chat_id) ON DELETE CASCADE ON UPDATE CASCADE
            );
            CREATE TABLE marks (
                chat_id BIGINT NOT NULL, kind VARCHAR(16) NOT NULL, due BIGINT NOT NULL, day DATE NOT NULL,
                PRIMARY KEY (chat_id, kind, due),
                FOREIGN KEY(chat_id) REFERENCES chats (chat_id) ON DELETE CASCADE ON UPDATE CASCADE
            );
        """)
    return file


def do(damage: str, file: Path) -> None:
    """To a backup."""
    if damage == "missing":
        file.unlink()
    elif damage == "text":
        file.write_text("Dear diary, " * 999, encoding="utf-8")
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:-5000])
    elif damage == "live":
        file.with_name(f"{file.name}-wal").write_bytes(b"more")
    else:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute(
                "UPDATE alembic_version SET version_num = '9999'"
                if damage == "newer"
                else "DELETE FROM chats WHERE chat_id = 5"
            )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("missing", "cannot be read: No such file or directory"),
        ("text", "is no backup of this bot, or is damaged: file is not a database"),
        ("empty", "is no backup of this bot"),
        ("cut", "is (no backup of this bot, or is )?damaged"),
        ("newer", "cannot be restored: it is of a newer version of the bot"),
        ("live", "is in use, or was not closed"),
        ("orphans", "is damaged: it has reminders without a chat"),
    ],
)
@pytest.mark.sqlite
async def test_what_cannot_be_restored(
    filled: AsyncEngine, database: Database, file: Path, damage: str, said: str
) -> None:
    """It is said why, and the database stays as it was."""
    await back_up(database, file)
    before = await everything(filled)
    await filled.dispose()
    do(damage, file)
    with pytest.raises(StorageError, match=said):
        await restore(database, file, force=True)
    assert await everything(filled) == before
