"""One process at a time sends the reminders."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import Database, Leadership, open_engine

pytestmark = pytest.mark.postgres
HOLDERS = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 2")


@pytest.fixture
async def pair(engine: AsyncEngine, database: Database) -> AsyncIterator[tuple[Leadership, Leadership]]:
    """Two processes at one server."""
    other = open_engine(database)
    pair = Leadership(engine), Leadership(other)
    yield pair
    for leadership in pair:
        await leadership.release()
    await other.dispose()


async def test_one_of_two(pair: tuple[Leadership, Leadership]) -> None:
    """The first that asks leads, for as long as it likes."""
    one, two = pair
    assert [await asked.holds() for asked in (one, two, one, two)] == [True, False, True, False]


async def test_a_stop(pair: tuple[Leadership, Leadership]) -> None:
    """Who stops gives way to the other at once."""
    one, two = pair
    await one.holds()
    await one.release()
    assert await two.holds()
    assert not await one.holds()


async def test_a_death(pair: tuple[Leadership, Leadership], engine: AsyncEngine) -> None:
    """When the leader's connection ends, it leads no more, and knows it the next time it asks itself."""
    one, two = pair
    await one.holds()
    async with engine.begin() as connection:
        await connection.execute(HOLDERS)
    assert not await one.holds()
    assert await two.holds()
    assert not await one.holds()
