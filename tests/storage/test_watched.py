"""Moments at which something is to be said about a cramp."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import Store, Watched

DUE = datetime(2026, 3, 1, 3, 10, tzinfo=UTC)
LEASE = DUE + timedelta(minutes=2)


async def test_one_a_chat(engine: AsyncEngine) -> None:
    """A later one takes the place of the one before."""
    watched = Watched(engine)
    await watched.put(5, DUE)
    await watched.put(5, LEASE)
    await watched.put(6, DUE)
    assert sorted(await watched.all()) == [(5, LEASE), (6, DUE)]
    assert (await watched.of(6), await watched.of(7)) == (DUE, None)


async def test_claimed_once(engine: AsyncEngine) -> None:
    """The second who wants it does not get it; who fails to drop it leaves it to others."""
    first, second = Watched(engine), Watched(engine)
    await first.put(5, DUE)
    assert await first.claim(5, DUE, LEASE)
    assert not await second.claim(5, DUE, LEASE)
    assert await second.all() == [(5, LEASE)]
    assert await second.claim(5, LEASE, LEASE + timedelta(minutes=2))


async def test_released(engine: AsyncEngine) -> None:
    """Once it is said it is gone, but not another one that has come meanwhile."""
    watched = Watched(engine)
    await watched.put(5, DUE)
    assert await watched.claim(5, DUE, LEASE)
    await watched.put(5, DUE + timedelta(minutes=10))
    await watched.release(5, LEASE)
    assert await watched.all() == [(5, DUE + timedelta(minutes=10))]
    await watched.release(5, DUE + timedelta(minutes=10))
    assert await watched.all() == []


async def test_dropped(engine: AsyncEngine, store: Store) -> None:
    """By name, and with all else that is stored about a chat."""
    watched = Watched(engine)
    await watched.put(5, DUE)
    await watched.put(6, DUE)
    await watched.drop(5)
    await store.forget(6)
    assert await watched.all() == []
    assert not await watched.claim(6, DUE, LEASE)
