"""Several processes keep within one pace."""

import asyncio
import time

import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import Database, SharedPace, open_engine, shared_pace
from bot.storage.fleet import SHARE

pytestmark = pytest.mark.postgres
RATE = 50


class Waits(list[float]):
    """How long turns were waited for; nobody really waits."""

    async def __call__(self, seconds: float) -> None:
        """Wait no time at all."""
        self.append(seconds)


async def test_together(engine: AsyncEngine, database: Database) -> None:
    """The turns of all processes come one after the other, at the rate of one."""
    other, waits = open_engine(database), Waits()
    paces = [SharedPace(engine, RATE, sleep=waits), SharedPace(other, RATE, sleep=waits)]
    began = time.monotonic()
    silences = await asyncio.gather(*(paces[number % 2].turn() for number in range(60)))
    took = time.monotonic() - began
    assert not any(silences)
    for place, wait in enumerate(sorted(waits), 1):
        assert -took <= wait - place / (RATE * SHARE) < 0.001
    await other.dispose()


async def test_asked_seldom(engine: AsyncEngine) -> None:
    """Nobody waits for long who asks from time to time."""
    waits = Waits()
    await SharedPace(engine, RATE, sleep=waits).turn()
    assert not waits


async def test_silence(engine: AsyncEngine, database: Database) -> None:
    """What Telegram refuses one process, the others do not try; a shorter silence does not end a longer."""
    other = open_engine(database)
    pace = SharedPace(engine, RATE)
    await SharedPace(other, RATE).fall_silent(60)
    await pace.fall_silent(1)
    assert 55 < await pace.turn() <= 60
    await other.dispose()


async def test_no_database(caplog: pytest.LogCaptureFixture) -> None:
    """When the server is gone, answers still leave."""
    nowhere = open_engine(make_url("postgresql+asyncpg://bot@127.0.0.1:1/none"))
    pace = shared_pace(nowhere, RATE)
    assert pace
    await pace.fall_silent(60)
    assert await pace.turn() == 0
    assert "pace of the other processes is not known" in caplog.text
