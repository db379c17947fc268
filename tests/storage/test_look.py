"""A look at the database of a bot that may be running."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.storage import StorageError
from bot.storage.look import look
from bot.storage.tables import chats


async def test_nothing_can_be_changed(database: Path) -> None:
    """Not even by mistake."""
    with pytest.raises(StorageError, match=r"bot\.db cannot be read: attempt to write a readonly database"):
        async with look(database) as engine, engine.begin() as connection:
            await connection.execute(delete(chats))


async def test_nothing_is_left_behind(database: Path) -> None:
    """No file beside the database."""
    async with look(database) as engine, engine.connect():
        pass
    assert list(database.parent.iterdir()) == [database]


async def test_nothing_is_made(tmp_path: Path) -> None:
    """Where there is no database."""
    with pytest.raises(StorageError, match="unable to open database file"):
        async with look(tmp_path / "none.db"):
            pass
    assert list(tmp_path.iterdir()) == []


async def test_a_strange_name(database: Path) -> None:
    """Is no address to be read."""
    strange = database.rename(database.parent / "a%20b?mode=rwc #1 ü.db")
    async with look(strange) as engine, engine.connect():
        pass
    assert list(strange.parent.iterdir()) == [strange]
