"""The clock of the dispatcher."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from importlib import import_module
from typing import Self, cast

import pytest

from bot.dispatch import Dispatcher, Outcome, Sent, ticking
from bot.dispatch.dispatcher import AT_ONCE
from bot.reminders.plan import Plan, Planner
from bot.reminders.rules import Kind
from bot.storage import Queue, Store
from tests.storage.plans import DUE, subscribe


@dataclass
class Notes:
    """A sender that says when something has been sent."""

    sent: asyncio.Event = field(default_factory=asyncio.Event)
    taken: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, *_: object) -> Outcome:
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
    next_at = (await store.plan(5)).reminders[Kind.HYDRATION].next_at
    assert next_at == DUE + timedelta(hours=2)


async def test_chores(store: Store, queue: Queue) -> None:
    """They are done at the start, and again after a while."""
    done: list[str] = []
    again = asyncio.Event()

    async def often() -> None:
        done.append("often")
        if done.count("often") > 1:
            again.set()

    async def seldom() -> None:
        done.append("seldom")

    chores = [(often, timedelta(seconds=0.1)), (seldom, timedelta(days=1))]
    async with ticking(Dispatcher(queue, store, Notes(), lambda: Planner(DUE)), chores):
        async with asyncio.timeout(5):
            await again.wait()
    assert done.count("seldom") == 1


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
    assert sum(plan.reminders[Kind.HYDRATION].next_at == DUE for plan in plans) == AT_ONCE


@pytest.mark.sqlite
async def test_a_clock_that_is_set_back(store: Store, queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ticks go on, and do not wait until it is as late again."""

    class Clock(datetime):
        back = timedelta()

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cast("Self", datetime.now(tz) - cls.back)

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Clock)
    module = import_module("bot.dispatch.ticking")  # the package has a function of this name
    monkeypatch.setattr(module, "datetime", Clock)
    monkeypatch.setattr(module, "WATCH", 0.1)
    notes = Notes()
    notes.taken.set()
    async with ticking(Dispatcher(queue, store, notes, lambda: Planner(DUE)), []):
        await asyncio.sleep(0.2)
        Clock.back = timedelta(hours=1)
        await asyncio.sleep(1.2)  # the tick that was waited for is not due any more
        await store.change(5, subscribe())
        async with asyncio.timeout(5):
            await notes.sent.wait()
