"""Which process handles an update."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import ClaimResult, Database, UpdateClaims, open_engine
from bot.storage.fleet import KEPT, LEASE
from tests.conftest import Clock

pytestmark = pytest.mark.postgres


@pytest.fixture
async def pair(
    engine: AsyncEngine, database: Database, clock: Clock
) -> AsyncIterator[tuple[UpdateClaims, UpdateClaims]]:
    """Two processes at one server."""
    other = open_engine(database)
    yield UpdateClaims(engine, clock), UpdateClaims(other, clock)
    await other.dispose()


async def test_once(pair: tuple[UpdateClaims, UpdateClaims]) -> None:
    """One handles it; the other one waits until it has, and then leaves it alone, as does the first."""
    one, two = pair
    assert [await claims.take(7) for claims in (one, two, one)] == [
        ClaimResult.OURS,
        ClaimResult.OTHERS,
        ClaimResult.OTHERS,
    ]
    await one.settle(7)
    assert [await claims.take(7) for claims in (one, two)] == [ClaimResult.NOBODYS] * 2
    assert await two.take(8) is ClaimResult.OURS


async def test_at_once(pair: tuple[UpdateClaims, UpdateClaims]) -> None:
    """Of many who want the same update at the same moment, one gets it."""
    turns = await asyncio.gather(*(pair[number % 2].take(7) for number in range(12)))
    assert Counter(turns) == {ClaimResult.OURS: 1, ClaimResult.OTHERS: 11}


async def test_a_death(pair: tuple[UpdateClaims, UpdateClaims], clock: Clock) -> None:
    """What a process that has died was about to handle, another may after a while; one alive keeps it."""
    one, two = pair
    await one.take(7)
    clock.now += LEASE / 2
    await one.renew(7)
    clock.now += LEASE / 2
    assert await two.take(7) is ClaimResult.OTHERS
    clock.now += LEASE / 2
    assert await two.take(7) is ClaimResult.OURS
    assert await one.take(7) is ClaimResult.OTHERS


async def test_a_failure(pair: tuple[UpdateClaims, UpdateClaims]) -> None:
    """What could not be handled may be tried by anybody at once."""
    one, two = pair
    await one.take(7)
    await one.give_back(7)
    assert await two.take(7) is ClaimResult.OURS


async def test_old_ones(pair: tuple[UpdateClaims, UpdateClaims], clock: Clock) -> None:
    """They are known as long as they might come again."""
    one, _ = pair
    for number in (1, 2):
        await one.take(number)
        await one.settle(number)
        clock.now += KEPT - LEASE
    await one.prune()
    assert [await one.take(number) for number in (1, 2)] == [ClaimResult.OURS, ClaimResult.NOBODYS]
