"""Reminders follow the rules of time zones."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.reminders.kinds import KINDS, STRETCH, WATER, Kind
from bot.reminders.plan import Plan, Planner, Reminder
from bot.storage import Queue, Store, ZoneData
from bot.storage.tables import reminders
from tests.storage.plans import DUE, LEASE, NOW, subscribe

AN_HOUR = timedelta(hours=1)


@pytest.fixture
async def stale(store: Store, engine: AsyncEngine) -> Store:
    """Chat 5 waits for a time that the rules of its zone no longer give."""
    await ZoneData(engine, lambda _: "old").follow(Planner(NOW))
    await store.change(5, subscribe())
    async with engine.begin() as connection:
        await connection.execute(reminders.update().values(next_at=DUE + AN_HOUR, wakes_at=DUE + AN_HOUR))
    return store


async def next_at(store: Store) -> datetime | None:
    """When chat 5 is due."""
    return (await store.plan(5)).reminders[WATER].next_at


async def test_new_rules(stale: Store, queue: Queue, engine: AsyncEngine) -> None:
    """The times to come are those of the new rules, from the next start on, and that is done once."""
    assert await ZoneData(engine, lambda _: "new").follow(Planner(NOW)) == 1
    assert await next_at(stale) == DUE
    assert await queue.next_at() == DUE
    assert await ZoneData(engine, lambda _: "new").follow(Planner(NOW + 3 * AN_HOUR)) == 0


async def test_other_zones(stale: Store, engine: AsyncEngine) -> None:
    """A zone whose rules are the same is left alone: the clock may have been put back since."""
    await ZoneData(engine, lambda _: "the same").follow(Planner(NOW))
    async with engine.begin() as connection:
        await connection.execute(reminders.update().values(next_at=DUE + AN_HOUR, wakes_at=DUE + AN_HOUR))
    assert await ZoneData(engine, lambda _: "the same").follow(Planner(NOW)) == 0
    assert await next_at(stale) == DUE + AN_HOUR


async def test_a_zone_that_is_used_since_the_last_start(engine: AsyncEngine) -> None:
    """It is one of those left alone: nobody is sent again what came before the clock was put back."""
    store = Store(engine, lambda _: "the same")
    await store.change(5, subscribe(now=DUE))
    later = await next_at(store)
    assert await ZoneData(engine, lambda _: "the same").follow(Planner(NOW)) == 0
    assert await next_at(store) == later != DUE


async def test_two_in_a_zone(engine: AsyncEngine) -> None:
    """The times of the first one are by the old rules still, whatever those of the second are by."""
    await Store(engine, lambda _: "old").change(5, subscribe(now=DUE))
    await Store(engine, lambda _: "new").change(6, subscribe())
    assert await ZoneData(engine, lambda _: "new").follow(Planner(NOW)) == 1


async def test_on_its_way(stale: Store, queue: Queue, engine: AsyncEngine) -> None:
    """What is due, or has been claimed, stays as it is."""
    now = DUE + AN_HOUR
    assert await ZoneData(engine, lambda _: "new").follow(Planner(now)) == 0
    assert len(await queue.claim(now, now + LEASE, 9)) == 1
    assert await ZoneData(engine, lambda _: "newer").follow(Planner(NOW)) == 0
    assert await next_at(stale) == now


async def test_a_zone_that_has_gone(stale: Store, engine: AsyncEngine) -> None:
    """It keeps its times."""
    assert await ZoneData(engine, lambda _: "").follow(Planner(NOW)) == 0
    assert await next_at(stale) == DUE + AN_HOUR


async def test_many(store: Store, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """All chats are gone through, some at a time, those without reminders too."""
    monkeypatch.setattr("bot.storage.plans._MANY", 3)
    for chat in range(1, 9):
        await store.change(chat, subscribe(STRETCH, WATER))
    await store.change(9, lambda plan: Planner(NOW).move(plan, "Etc/UTC"))
    async with engine.begin() as connection:
        late = reminders.update().where(reminders.c.kind == WATER.id)
        await connection.execute(late.values(next_at=DUE + AN_HOUR, wakes_at=DUE + AN_HOUR))
    assert await ZoneData(engine, lambda _: "new").follow(Planner(NOW)) == 8
    plans: list[Plan] = [await store.plan(chat) for chat in range(1, 9)]
    assert {plan.reminders[WATER].next_at for plan in plans} == {DUE}


async def test_a_clock_that_was_ahead(
    store: Store, queue: Queue, engine: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    """What it has moved years ahead in a moment is due when it should be; what belongs there stays."""
    year, rules = timedelta(days=365), ZoneData(engine, lambda _: "the same")
    for chat in (5, 6, 7, 8):
        await store.change(chat, subscribe(STRETCH, WATER))
    await store.change(6, lambda plan: Planner(NOW).pause(plan, NOW + year))
    await store.change(7, lambda plan: Planner(NOW).snooze(plan, WATER, AN_HOUR))
    await store.change(8, lambda plan: Planner(NOW).stop(plan))
    before = [await store.plan(chat) for chat in (5, 6, 7, 8)]
    await rules.follow_clock(Planner(NOW))
    assert not [record for record in caplog.records if "ahead" in record.getMessage()]
    ahead = Planner(NOW + 3 * year)
    for chat in (5, 7):
        for kind in KINDS.values():
            await store.change(chat, partial(ahead.change, kind=kind, rule=kind.default))
    assert await next_at(store) == DUE + 3 * year
    await rules.follow_clock(Planner(NOW))
    after = [await store.plan(chat) for chat in (5, 6, 7, 8)]
    assert after == [
        before[0],
        before[1],
        replace(before[2], reminders=_unsnoozed(before[2])),
        before[3],
    ]
    assert await queue.next_at() == DUE
    assert "4 reminders come at other times" in caplog.text


def _unsnoozed(plan: Plan) -> dict[Kind, Reminder]:
    """By a clock that is years ahead a snooze is over."""
    return {kind: replace(reminder, snoozed_until=None) for kind, reminder in plan.reminders.items()}
