"""What is remembered of what the bot has done."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.acts import (
    FRESH,
    Act,
    Changed,
    Cramping,
    LastActs,
    Open,
    Posed,
    Reminding,
    Told,
    Warned,
    latest,
)
from bot.knowledge import Knowledge
from bot.reminders.kinds import STRETCH, WATER
from bot.storage import OwnMemory
from tests.conftest import Clock

MOMENT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ACTS: list[Act] = [
    Told("shoes", ("massage", "running")),
    Cramping(MOMENT, asked=True, watched=True),
    Reminding(WATER, MOMENT, 17),
    Changed("undo:1a2b3c:540.1260.120.127.1,1320.1320.0.127.0,", STRETCH, zone_asked=True),
    Changed("undone:h:1772355600"),
    Posed(Open.TOPICS, ("shoes", "massage")),
    Warned("urgent-signs"),
]


@pytest.fixture
def acts(clock: Clock) -> LastActs:
    """What is remembered in a process of its own."""
    return LastActs(OwnMemory(clock), clock)


@pytest.mark.parametrize("act", ACTS)
async def test_every_act(acts: LastActs, act: Act) -> None:
    """What is noted is found again as it was; other chats have their own."""
    await acts.note(1, act)
    assert await acts.find(1) == (act,)
    assert await acts.find(2) == ()


async def test_the_order(acts: LastActs, clock: Clock) -> None:
    """The latest comes first, also of one moment; of each sort there is one."""
    await acts.note(1, Warned("urgent-signs"), Told("shoes"))
    clock.forward(seconds=1)
    await acts.note(1, Told("massage"), Reminding(STRETCH, MOMENT, 3))
    assert [type(act) for act in await acts.find(1)] == [Reminding, Told, Warned]
    assert latest(await acts.find(1), Told) == Told("massage")


async def test_for_a_while(acts: LastActs, clock: Clock) -> None:
    """An answer is leaned on for ten minutes."""
    await acts.note(1, Told("shoes"))
    clock.now += FRESH - timedelta(seconds=1)
    assert await acts.find(1)
    clock.forward(seconds=1)
    assert not await acts.find(1)


async def test_forgetting(acts: LastActs) -> None:
    """What is dealt with is forgotten; what has come since is not."""
    await acts.note(1, Warned("urgent-signs"))
    await acts.forget(1, Warned("another"))
    assert await acts.find(1)
    await acts.forget(1, Warned("urgent-signs"))
    assert not await acts.find(1)


async def test_about_a_goal(acts: LastActs) -> None:
    """Whether a change was about a goal is known; notes of earlier processes are read."""
    for changed in (
        Changed("undo:x", WATER, goal=True),
        Changed("", WATER, zone_asked=True),
        Changed("undo:y"),
    ):
        await acts.note(1, changed)
        assert await acts.find(1) == (changed,)


async def test_small_talk_is_no_subject(acts: LastActs, knowledge: Knowledge) -> None:
    """Who says thank you still speaks of the same; what was told before is known, too."""
    for entry in ("running", "shoes", "thanks"):
        await acts.tell(1, knowledge.entries[entry])
    assert await acts.find(1) == (Told("shoes", ("running",)),)
