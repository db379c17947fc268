"""Two processes over one PostgreSQL."""

from collections import Counter

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.local import LocalTelegram
from tests.conftest import Start
from tests.storage.plans import NOW, subscribe_all


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
