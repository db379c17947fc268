"""Databases of every age come to the newest form, and back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import Store, open_engine, prepare
from bot.storage.diagnosis import NEWEST, configuration, upgrade
from bot.storage.tables import metadata
from tests.storage.plans import subscribe


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A database that nobody has used yet."""
    engine = open_engine(tmp_path / "new" / "bot.db")
    await prepare(engine)
    yield engine
    await engine.dispose()


def differences(connection: Connection) -> object:
    """What the migrations have made otherwise than the tables say."""
    return compare_metadata(MigrationContext.configure(connection), metadata)


def down_and_up(connection: Connection) -> list[str]:
    """Goes back to the beginning and comes forth again; returns what was left of the tables."""
    command.downgrade(configuration(connection), "base")
    left = inspect(connection).get_table_names()
    upgrade(connection)
    return left


def newest(connection: Connection) -> object:
    """The latest migration there is."""
    return ScriptDirectory.from_config(configuration(connection)).get_current_head()


async def test_the_newest_form(engine: AsyncEngine) -> None:
    """The migrations make the very tables that the queries are written for."""
    async with engine.begin() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(newest) == NEWEST


async def test_with_data_in(engine: AsyncEngine) -> None:
    """A database with people in it goes down and up without an error."""
    store = Store(engine)
    await store.change(5, subscribe())
    async with engine.begin() as connection:
        assert await connection.run_sync(down_and_up) == ["alembic_version"]
    await store.change(5, subscribe())
    assert (await store.plan(5)).on


async def test_a_second_start(engine: AsyncEngine) -> None:
    """What is there stays."""
    await Store(engine).change(5, subscribe())
    await prepare(engine)
    assert (await Store(engine).plan(5)).on
