"""The clock of the dispatcher."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from importlib import import_module
from itertools import pairwise
from typing import Self, cast

import pytest

from bot.delivery.dispatcher import AT_ONCE, Dispatcher
from bot.delivery.reminder_sender import SendOutcome, Sent
from bot.delivery.ticking import WATCH, ticking
from bot.reminders.kinds import WATER
from bot.reminders.plan import Plan, Planner
from bot.storage import Queue, Store
from tests.delivery import moved_time
from tests.storage.plans import DUE, subscribe


@dataclass
class Notes:
    """A sender that says when something has been sent."""

    sent: asyncio.Event = field(default_factory=asyncio.Event)
    taken: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, *_: object) -> SendOutcome:
        """It takes until a test says so."""
        self.sent.set()
        await self.taken.wait()
        return Sent(1)

    async def ask_zone(self, plan: Plan) -> None:
        """Nothing to ask."""

    async def close(self, chat_id: int, message_id: int) -> None:
        """Nothing to take away."""


async def test_a_tick_a_second(store: Store, queue: Queue) -> None:
    """What is due is sent by itself, and at the end what is under way is still settled."""
    notes = Notes()
    await store.change(5, subscribe())
    dispatcher = Dispatcher(queue, store, notes, lambda: Planner(DUE))
    async with ticking(dispatcher, []):
        async with asyncio.timeout(5):
            await notes.sent.wait()
        asyncio.get_running_loop().call_later(0.05, notes.taken.set)
    next_at = (await store.plan(5)).reminders[WATER].next_at
    assert next_at == DUE + timedelta(hours=2)


@dataclass
class Counting:
    """A dispatcher that has nothing to send, and notes when it looks, in seconds."""

    looks: list[float] = field(default_factory=list)

    async def tick(self) -> None:
        """Look."""
        self.looks.append(asyncio.get_running_loop().time())

    def stop(self) -> None:
        """Nothing is begun anyway."""

    async def drain(self) -> None:
        """Nothing is under way."""

    def between(self, begin: float, end: float) -> list[float]:
        """The seconds from one look to the next in a stretch of time."""
        looks = [begin, *(look for look in self.looks if begin < look < end), end]
        return [later - look for look, later in pairwise(looks)]


def passed(seconds: float, *steps: tuple[float, timedelta]) -> Counting:
    """What a dispatcher has done after a while in which the machine's clock was set now and then.

    Each of `steps` is when, and how far the clock is then from what it should be.
    """
    counting = Counting()

    async def work() -> None:
        async with ticking(cast("Dispatcher", counting), []):
            for at, off in steps:
                await asyncio.sleep(at - asyncio.get_running_loop().time())
                Moved.off = off
            await asyncio.sleep(seconds - asyncio.get_running_loop().time())

    moved_time.run(work())
    return counting


class Moved(datetime):
    """The machine's clock, which goes as the loop's does, and is set by tests."""

    off = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """What it shows."""
        since = timedelta(seconds=asyncio.get_running_loop().time())
        return cast("Self", DUE.astimezone(tz) + since + cls.off)


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that ticks sees that clock."""
    monkeypatch.setattr(Moved, "off", timedelta())
    module = import_module("bot.delivery.ticking")  # the package has a function of this name
    for owner in (module, import_module("apscheduler.schedulers.base")):
        monkeypatch.setattr(owner, "datetime", Moved)


@pytest.mark.usefixtures("moved")
def test_every_second() -> None:
    """With a clock that is right, at once and then once a second."""
    assert passed(9.5).looks == pytest.approx(range(10))


BACK, FORTH, RIGHT = timedelta(hours=-2), timedelta(hours=2), timedelta()


@pytest.mark.usefixtures("moved")
@pytest.mark.parametrize(
    "steps",
    [
        [(100.5, BACK)],
        [(100.5, FORTH)],
        [(100.5, BACK), (108.5, RIGHT)],
        [(100.5, BACK), (100.6, RIGHT)],
        [(100.5, BACK), (104.0, RIGHT)],
        [(100.5, BACK), (129.0, RIGHT), (150.0, BACK), (151.0, FORTH), (152.0, BACK)],
        [(100.5, FORTH), (108.5, RIGHT)],
        [(100.5, timedelta(days=20_000))],
        [(100.5, timedelta(days=20_000)), (108.5, RIGHT)],
        [(100.5, timedelta(days=-20_000)), (108.5, RIGHT)],
        [(100.5, timedelta(seconds=-4))],
    ],
)
def test_a_clock_that_is_set(steps: list[tuple[float, timedelta]]) -> None:
    """However it is set, back and forth again within seconds too, the looks go on within seconds."""
    counting = passed(399.5, *steps)
    assert max(counting.between(0, 399.5)) <= 2 * WATCH + 1
    assert max(counting.between(300, 399.5)) == pytest.approx(1)


@pytest.mark.usefixtures("moved")
def test_that_it_is_said(caplog: pytest.LogCaptureFixture) -> None:
    """A clock that was set back is worth a line; one that is right is not."""
    caplog.set_level(logging.WARNING)
    passed(99.5)
    assert not caplog.records
    passed(99.5, (50.5, BACK))
    (record,) = caplog.records
    assert record.getMessage().startswith("the clock was set back by about 1:59:5")


@pytest.mark.usefixtures("moved")
def test_chores() -> None:
    """They are done at the start, and again after a while, also when the clock was set back."""
    done: list[str] = []

    async def often() -> None:
        done.append("often")

    async def seldom() -> None:
        done.append("seldom")

    async def work() -> None:
        chores = [(often, timedelta(minutes=10)), (seldom, timedelta(days=1))]
        async with ticking(cast("Dispatcher", Counting()), chores):
            await asyncio.sleep(3600.5)
            assert (done.count("often"), done.count("seldom")) == (7, 1)
            Moved.off = BACK
            await asyncio.sleep(3600.5)

    moved_time.run(work())
    assert done.count("often") >= 13


async def test_a_chore_that_fails(store: Store, queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    """It is logged, and the next try may work."""

    async def fail() -> None:
        raise RuntimeError("no disk")

    dispatcher = Dispatcher(queue, store, Notes(), lambda: Planner(DUE))
    with caplog.at_level(logging.ERROR):
        async with ticking(dispatcher, [(fail, timedelta(days=1))]):
            async with asyncio.timeout(5):
                while "no disk" not in caplog.text:  # noqa: ASYNC110 - there is no event for it
                    await asyncio.sleep(0)
    assert "the next try follows" in caplog.text


async def test_many_are_due_at_the_end(store: Store, queue: Queue) -> None:
    """What is under way is settled, and the rest waits for the next start."""
    for chat in range(2 * AT_ONCE):
        await store.change(chat, subscribe())
    notes = Notes()
    async with ticking(Dispatcher(queue, store, notes, lambda: Planner(DUE)), []):
        async with asyncio.timeout(5):
            await notes.sent.wait()
        asyncio.get_running_loop().call_later(0.05, notes.taken.set)
    plans = [await store.plan(chat) for chat in range(2 * AT_ONCE)]
    assert sum(plan.reminders[WATER].next_at == DUE for plan in plans) == AT_ONCE
