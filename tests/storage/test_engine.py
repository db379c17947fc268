"""Several who use one database at the same time."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.reminders.kinds import STRETCH, WATER
from bot.reminders.plan import Plan, Planner
from bot.storage import Database, Queue, StorageError, Store, open_engine, prepare
from bot.storage.tables import metadata
from tests.storage.plans import DUE, LEASE, NOW, subscribe, subscribe_all


async def test_changes_at_once(engine: AsyncEngine, database: Database) -> None:
    """Of two changes to one plan in two processes, neither undoes the other: the second sees the first."""
    other = open_engine(database)
    planner = Planner(NOW)

    def later(plan: Plan) -> Plan:
        paused = plan.paused_until or NOW
        return planner.pause(plan, paused + timedelta(days=1))

    await Store(engine).change(5, subscribe())
    stores = [Store(engine), Store(other)]
    await asyncio.gather(*(stores[number % 2].change(5, later) for number in range(10)))
    assert (await Store(engine).plan(5)).paused_until == NOW + timedelta(days=10)
    await other.dispose()


async def test_the_first_words_at_once(engine: AsyncEngine, database: Database) -> None:
    """Two changes to a plan that is not stored yet become one row."""
    other = open_engine(database)
    await asyncio.gather(
        Store(engine).change(5, subscribe(WATER)), Store(other).change(5, subscribe(STRETCH))
    )
    assert set((await Store(engine).plan(5)).on) == {WATER, STRETCH}
    await other.dispose()


async def test_claims_at_once(engine: AsyncEngine, database: Database) -> None:
    """What one process has claimed, the other does not get."""
    await subscribe_all(engine, range(1, 101))
    other = open_engine(database)
    queues = [Queue(engine), Queue(other)]
    claims = await asyncio.gather(*(queues[n % 2].claim(DUE, DUE + LEASE, 20) for n in range(8)))
    claimed = [claim.plan.chat_id for batch in claims for claim in batch]
    assert len(claimed) == len(set(claimed))
    rest = [await queue.claim(DUE, DUE + LEASE, 100) for queue in queues]
    assert {*claimed, *(claim.plan.chat_id for batch in rest for claim in batch)} == set(range(1, 101))
    await other.dispose()


async def test_starts_at_once(engine: AsyncEngine, database: Database) -> None:
    """Processes that start together on a new database do not migrate it twice."""
    async with engine.begin() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.execute(text("DROP TABLE alembic_version"))
    others = [open_engine(database) for _ in range(3)]
    await asyncio.gather(*map(prepare, others))
    await Store(others[0]).change(5, subscribe())
    assert (await Store(others[2]).plan(5)).on
    for other in others:
        await other.dispose()


async def test_no_server() -> None:
    """A server that is not there is named in one line, without its password."""
    engine = open_engine(make_url("postgresql+asyncpg://bot:secret@127.0.0.1:1/cramps"))
    with pytest.raises(StorageError, match=r"bot:\*\*\*@127.0.0.1:1/cramps cannot .*DATABASE_URL") as raised:
        await prepare(engine)
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)
