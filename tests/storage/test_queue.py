"""What is due, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.reminders.kinds import STRETCH, WATER
from bot.reminders.plan import Planner
from bot.storage import Claim, Queue, Settled, Store
from bot.storage.due_queue import due
from bot.storage.tables import reminders
from tests.storage.plans import DUE, LEASE, NOW, subscribe

NEXT = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


async def claim(queue: Queue, now: datetime, most: int = 10) -> list[Claim]:
    """What is due now."""
    return await queue.claim(now, now + LEASE, most)


async def test_when_it_is_due(store: Store, queue: Queue) -> None:
    """Not before its time, and at its time with the plan that it is of."""
    await store.change(5, subscribe())
    assert await claim(queue, DUE - timedelta(seconds=1)) == []
    (claimed,) = await claim(queue, DUE)
    assert (claimed.plan.chat_id, claimed.plan.zone, claimed.kind) == (5, "Etc/UTC", WATER)
    assert claimed.reminder.wakes_at == DUE


async def test_when_something_is_next_due(store: Store, queue: Queue) -> None:
    """Never, while nobody wants anything; then at the first time, or when the lease on that ends."""
    assert await queue.next_at() is None
    await store.change(5, subscribe())
    assert await queue.next_at() == DUE
    await claim(queue, DUE)
    assert await queue.next_at() == DUE + LEASE


async def test_only_once(store: Store, queue: Queue) -> None:
    """What is claimed is nobody else's, until the lease ends without a word."""
    await store.change(5, subscribe())
    assert len(await claim(queue, DUE)) == 1
    assert await claim(queue, DUE + LEASE - timedelta(seconds=1)) == []
    (again,) = await claim(queue, DUE + LEASE)
    assert again.reminder.wakes_at == DUE


async def test_the_longest_due_first(store: Store, queue: Queue) -> None:
    """No more than asked for, in the order of their times."""
    for chat in range(1, 6):
        await store.change(chat, subscribe(now=NOW - timedelta(hours=2 * chat)))
    claims = await claim(queue, DUE, 3)
    assert len(claims) == 3
    assert len(await claim(queue, DUE, 3)) == 2
    times = [claim.reminder.wakes_at for claim in claims]
    assert times == sorted(times, key=str)


async def test_settled(store: Store, queue: Queue) -> None:
    """It is due again at its next time, and its message is known then."""
    await store.change(5, subscribe())
    (claimed,) = await claim(queue, DUE)
    await queue.settle([Settled(claimed, replace(claimed.reminder, next_at=NEXT), sent=True, message_id=77)])
    assert await claim(queue, NEXT - timedelta(seconds=1)) == []
    (following,) = await claim(queue, NEXT)
    assert following.message_id == 77


async def test_put_back(store: Store, queue: Queue) -> None:
    """It comes up again as it was, when it was asked to."""
    await store.change(5, subscribe())
    (claimed,) = await claim(queue, DUE)
    await queue.settle([Settled(claimed, claimed.reminder, again_at=DUE + timedelta(seconds=30))])
    assert await claim(queue, DUE + timedelta(seconds=29)) == []
    (again,) = await claim(queue, DUE + timedelta(seconds=30))
    assert again.reminder == claimed.reminder


async def test_settled_together(store: Store, queue: Queue) -> None:
    """Each gets what is its own, sent or not, whatever was changed of another meanwhile."""
    for chat in (5, 6, 7):
        await store.change(chat, subscribe())
    claims = {claim.plan.chat_id: claim for claim in await claim(queue, DUE)}
    await store.change(6, Planner(DUE).stop)
    await queue.settle(
        [
            Settled(claims[7], claims[7].reminder, again_at=DUE + timedelta(seconds=30)),
            Settled(claims[6], replace(claims[6].reminder, next_at=NEXT), sent=True, message_id=66),
            Settled(claims[5], replace(claims[5].reminder, next_at=NEXT), sent=True, message_id=55),
        ]
    )
    (again,) = await claim(queue, DUE + timedelta(seconds=30))
    assert (again.plan.chat_id, again.number) == (7, 0)
    await queue.settle([Settled(again, replace(again.reminder, next_at=None))])
    (following,) = await claim(queue, NEXT)
    assert (following.plan.chat_id, following.message_id, following.number) == (5, 55, 1)
    (stopped,) = (await store.export(6))["reminders"]
    assert (stopped["message_id"], stopped["sent"], stopped["wakes_at"]) == (66, 1, None)


@pytest.mark.parametrize("how", ["settle", "put back"])
async def test_stopped_on_the_way(store: Store, queue: Queue, how: str) -> None:
    """What a person has said since the claim wins."""
    await store.change(5, subscribe())
    (claimed,) = await claim(queue, DUE)
    await store.change(5, Planner(DUE).stop)
    if how == "settle":
        await queue.settle(
            [Settled(claimed, replace(claimed.reminder, next_at=NEXT), sent=True, message_id=77)]
        )
    else:
        await queue.settle([Settled(claimed, claimed.reminder, again_at=NEXT)])
    assert await claim(queue, NEXT + timedelta(days=9)) == []


async def test_forgotten_on_the_way(store: Store, queue: Queue) -> None:
    """Nothing comes back of a chat that was deleted."""
    await store.change(5, subscribe())
    (claimed,) = await claim(queue, DUE)
    await store.forget(5)
    await queue.settle([Settled(claimed, replace(claimed.reminder, next_at=NEXT), sent=True, message_id=77)])
    assert not any((await store.export(5)).values())


async def test_another_kind_on_its_way(store: Store, queue: Queue) -> None:
    """A change of one kind leaves the other's claim alone."""
    await store.change(5, subscribe(WATER, STRETCH))
    (claimed,) = await claim(queue, DUE)
    await store.change(5, lambda plan: Planner(DUE).switch(plan, STRETCH, on=False))
    assert await claim(queue, DUE) == []
    await queue.settle([Settled(claimed, replace(claimed.reminder, next_at=NEXT), sent=True, message_id=77)])
    assert len(await claim(queue, NEXT)) == 1


async def test_a_group_with_another_number(store: Store, queue: Queue) -> None:
    """Its plan and its marks go with it."""
    await store.change(-5, subscribe())
    await store.mark(-5, WATER, DUE, DUE.date())
    await queue.move(-5, -1005)
    assert (await store.plan(-1005)).on == (WATER,)
    assert len(await store.marks(-1005)) == 1
    assert not any((await store.export(-5)).values())


async def test_a_group_that_has_begun_anew(store: Store, queue: Queue) -> None:
    """What was set up under the new number stays."""
    await store.change(-5, subscribe())
    await store.change(-1005, subscribe(STRETCH))
    await queue.move(-5, -1005)
    assert (await store.plan(-1005)).on == (STRETCH,)
    assert (await store.plan(-5)).on == ()


async def test_backlog(store: Store, queue: Queue) -> None:
    """What is due and not claimed, counted up to a number, and since when the first of it is."""
    assert await queue.backlog(DUE, 9) == (0, None)
    for chat in (5, 6, 7):
        await store.change(chat, subscribe())
    assert await queue.backlog(DUE - timedelta(seconds=1), 9) == (0, None)
    assert await queue.backlog(DUE + timedelta(hours=1), 9) == (3, DUE)
    assert await queue.backlog(DUE, 2) == (2, DUE)
    await queue.claim(DUE, DUE + LEASE, 2)
    assert await queue.backlog(DUE, 9) == (1, DUE)


async def test_old_marks(store: Store, queue: Queue) -> None:
    """After 400 days they are removed."""
    today = date(2027, 6, 1)
    for age in (399, 400, 401, 900):
        moment = datetime(2027, 6, 1, tzinfo=UTC) - timedelta(days=age)
        await store.mark(5, WATER, moment, moment.date())
    assert await queue.prune(today) == 2
    assert {today - mark.day for mark in await store.marks(5)} == {timedelta(399), timedelta(400)}


@pytest.mark.sqlite
async def test_by_the_index(engine: AsyncEngine) -> None:
    """What is due is found without a look at the rest."""
    query = str(due(DUE, 9).compile(engine.sync_engine, compile_kwargs={"literal_binds": True}))
    async with engine.connect() as connection:
        steps = [row[-1] for row in await connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
    assert steps[0].startswith("SEARCH reminders USING INDEX reminders_wake (wakes_at")
    assert not any("TEMP B-TREE" in step for step in steps)


@pytest.mark.parametrize("wrong", [{"every": 7}, {"kind": "yoga"}])
async def test_a_row_that_cannot_be_read(
    store: Store, engine: AsyncEngine, caplog: pytest.LogCaptureFixture, wrong: dict[str, object]
) -> None:
    """It holds up nobody, and is looked at again after a lease."""
    queue = Queue(engine)
    for chat in (5, 6):
        await store.change(chat, subscribe())
    async with engine.begin() as connection:
        await connection.execute(update(reminders).where(reminders.c.chat_id == 5).values(wrong))
    assert [claimed.plan.chat_id for claimed in await claim(queue, DUE)] == [6]
    assert len(caplog.records) == 1
    assert await claim(queue, DUE + timedelta(seconds=1)) == []
    assert len(caplog.records) == 1
