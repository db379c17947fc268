"""A look at the database of a bot that may be running."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from bot.storage import Database, Notebook, StorageError, open_engine
from bot.storage.diagnosis import look
from bot.storage.tables import chats


async def test_it_is_read(database: Database) -> None:
    """As by the bot itself."""
    async with look(database) as engine:
        assert await Notebook(engine).kept() == []


async def test_nothing_can_be_changed(database: Database) -> None:
    """Not even by mistake."""
    with pytest.raises(StorageError, match=r"cannot be read: .*read-?only"):
        async with look(database) as engine, engine.begin() as connection:
            await connection.execute(delete(chats))


@pytest.mark.sqlite
async def test_another_version(database: Path) -> None:
    """Is left to the bot itself."""
    bot = open_engine(database)
    async with bot.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(
        StorageError, match="is of another version of the bot: start this one once, then look"
    ):
        async with look(database):
            pass
    async with bot.begin() as connection:
        assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar() == "0000"
    await bot.dispose()


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["bot.db", "a%20b?mode=rwc #1 ü.db"])
def test_nothing_is_left_behind(database: Path, name: str) -> None:
    """No file beside the database, whatever its name looks like."""
    file = database.rename(database.parent / name)
    asyncio.run(seen(file))
    assert list(file.parent.iterdir()) == [file]


def test_nothing_is_made(tmp_path: Path) -> None:
    """Where there is no database, or something else."""
    for file, why in ((tmp_path / "none.db", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(StorageError, match=f"cannot be read: .*{why}"):
            asyncio.run(seen(file))
    assert list(tmp_path.iterdir()) == []


async def seen(file: Path) -> None:
    """Look, and go."""
    async with look(file):
        pass
