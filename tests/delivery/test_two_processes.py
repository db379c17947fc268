"""Two processes over one PostgreSQL."""

import asyncio
from collections import Counter

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.delivery.dispatcher import AT_ONCE, LEASE
from offline_telegram import LocalTelegram
from tests.conftest import Chat, Start
from tests.storage.plans import NOW, subscribe_all
from tests.storage.test_leadership import HOLDERS


@pytest.mark.postgres
async def test_one_sends(start: Start, engine: AsyncEngine, telegram: LocalTelegram) -> None:
    """Each reminder leaves once; when the process that sends them stops, the other goes on."""
    people = [telegram.person(f"Ada {number}", started=True) for number in range(8)]
    await subscribe_all(engine, [person.id for person in people], NOW)
    async with start() as one:
        one.clock.now = NOW.replace(hour=9, minute=1)
        async with start() as two:
            await two.tick()
            await one.tick()
            await two.tick()
            assert Counter(len(person.inbox) for person in people) == {1: 8}
        one.clock.forward(hours=2)
        await one.tick()
        assert Counter(len(person.inbox) for person in people) == {2: 8}


async def take_over(engine: AsyncEngine, other: Chat) -> None:
    """The connection of the process that leads breaks, and the other one looks for what is due."""
    async with engine.connect() as connection:
        await connection.execute(HOLDERS)
    await other.tick()


@pytest.mark.postgres
async def test_the_leader_dies(start: Start, engine: AsyncEngine, telegram: LocalTelegram) -> None:
    """Its connection breaks while it sends: the other takes over, and repeats at most what was in flight."""
    people = [telegram.person(f"Ada {number}", started=True) for number in range(3 * AT_ONCE)]
    await subscribe_all(engine, [person.id for person in people], NOW)
    async with start() as one, start() as two:
        await one.tick()  # and so leads
        one.clock.now = NOW.replace(hour=9, minute=1)
        await asyncio.gather(one.tick(), take_over(engine, two))
        one.clock.forward(seconds=LEASE.total_seconds() + 1)
        for process in (two, one):
            await process.tick()
        received = Counter(len(person.inbox) for person in people)
    assert not received[0]
    assert sum(many - 1 for many in received.elements()) <= AT_ONCE
