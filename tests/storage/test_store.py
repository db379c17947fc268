"""A chat's plan and marks, kept."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.reminders.plan import Plan, Planner, Reminder
from bot.reminders.progress import Mark
from bot.reminders.times import INTERVALS, Rule
from bot.storage import Store
from bot.storage.plans import MARKS_A_DAY
from tests.storage.plans import DUE, NOW, subscribe

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 - bounds
    lambda moment: moment.replace(microsecond=0)
)
TIMES = st.times().map(lambda moment: time(moment.hour, moment.minute))
DAY = date(2026, 3, 2)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule."""
    first, last = draw(TIMES), draw(TIMES)
    every = 0 if first == last else draw(st.sampled_from(INTERVALS))
    return Rule(first, last, every, draw(st.frozensets(st.integers(0, 6))))


REMINDERS = st.builds(Reminder, rules(), st.booleans(), st.none() | MOMENTS, st.none() | MOMENTS)
PLANS = st.builds(
    Plan,
    chat_id=st.just(5),
    zone=st.none() | st.sampled_from(["Europe/Berlin", "America/Argentina/ComodRivadavia"]),
    paused_until=st.none() | MOMENTS,
    told_limits=st.booleans(),
    unreachable=st.booleans(),
    topic=st.none() | st.integers(2, 2**31 - 1),
    reminders=st.fixed_dictionaries(dict.fromkeys(KINDS.values(), REMINDERS)),
)


async def test_nobody(store: Store) -> None:
    """Who never asked for anything has the defaults, switched off, and nothing is stored."""
    assert await store.plan(5) == Plan(5)
    assert await store.export(5) == {"chats": [], "reminders": [], "marks": [], "votes": [], "remembered": []}


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLANS)
async def test_any_plan_comes_back(store: Store, plan: Plan) -> None:
    """What is stored is what was changed, to the second."""
    await store.change(5, lambda _: plan)
    assert await store.plan(5) == plan


async def test_before_and_after(store: Store) -> None:
    """A change tells what it has changed."""
    _, subscribed = await store.change(5, subscribe())
    before, after = await store.change(5, Planner(NOW).stop)
    assert before == subscribed
    assert after.on == ()


async def test_changes_at_the_same_time(store: Store) -> None:
    """No change is lost beside another."""
    await store.change(5, subscribe(WATER, STRETCH))

    def longer(plan: Plan) -> Plan:
        reminder = plan.reminders[STRETCH]
        next_at = (reminder.next_at or NOW) + timedelta(hours=1)
        return replace(plan, reminders={**plan.reminders, STRETCH: replace(reminder, next_at=next_at)})

    await asyncio.gather(*(store.change(5, longer) for _ in range(20)))
    plan = await store.plan(5)
    assert plan.reminders[STRETCH].next_at == datetime(2026, 3, 3, 18, 0, tzinfo=UTC)


async def test_a_mark_counts_once(store: Store) -> None:
    """Done is done, however often it is tapped; of another reminder it is another one."""
    assert await store.mark(5, WATER, DUE, DUE.date())
    assert not await store.mark(5, WATER, DUE, DUE.date())
    assert await store.mark(5, WATER, DUE + timedelta(hours=2), DUE.date())
    assert await store.marks(5) == [Mark(WATER, DUE.date())] * 2


async def test_forged_marks(store: Store) -> None:
    """Buttons can be forged for any second: a day takes so many; the next day and the other kind, more."""
    for second in range(MARKS_A_DAY + 3):
        new = await store.mark(5, WATER, DUE + timedelta(seconds=second), DAY)
        assert new == (second < MARKS_A_DAY)
    assert await store.mark(5, WATER, DUE + timedelta(days=1), DAY + timedelta(days=1))
    assert await store.mark(5, STRETCH, DUE, DAY)
    assert len(await store.marks(5)) == MARKS_A_DAY + 2


async def test_a_mark_taken_back(store: Store) -> None:
    """It can be set again afterwards."""
    await store.mark(5, STRETCH, DUE, DUE.date())
    assert await store.unmark(5, STRETCH, DUE)
    assert await store.marks(5) == []
    assert not await store.unmark(5, STRETCH, DUE)
    assert await store.mark(5, STRETCH, DUE, DUE.date())


async def test_export(store: Store) -> None:
    """It holds everything about the chat, nothing about another, and can be written as JSON."""
    await store.change(5, subscribe())
    await store.change(6, subscribe())
    await store.mark(5, WATER, DUE, date(2026, 3, 2))
    exported = json.loads(json.dumps(await store.export(5)))
    assert {row["chat_id"] for name in ("chats", "reminders", "marks") for row in exported[name]} == {5}
    assert exported["chats"][0]["zone"] == "Etc/UTC"
    assert exported["reminders"][0]["first"] == "09:00:00"
    assert exported["marks"][0]["day"] == "2026-03-02"


async def test_forget(store: Store) -> None:
    """Nothing is left of the chat, and everything of the others."""
    for chat in (5, 6):
        await store.change(chat, subscribe())
        await store.mark(chat, WATER, DUE, DUE.date())
    await store.forget(5)
    assert not any((await store.export(5)).values())
    assert await store.plan(5) == Plan(5)
    assert len(await store.marks(6)) == 1


async def test_nothing_to_change(store: Store) -> None:
    """Of a chat that has asked for nothing, nothing is stored."""
    await store.change(5, Planner(NOW).resume)
    assert not any((await store.export(5)).values())
