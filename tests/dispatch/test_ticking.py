"""The clock of the dispatcher."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.dispatch import Dispatcher, Outcome, Sent, ticking
from bot.reminders.plan import Planner
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

    async def close(self, chat_id: int, message_id: int) -> None:
        """Nothing to take away."""


async def test_a_tick_a_second(store: Store, queue: Queue) -> None:
    """What is due is sent by itself, and at the end what is under way is still settled."""
    notes = Notes()
    await store.change(5, subscribe())
    dispatcher = Dispatcher(queue, store, notes, lambda: Planner(DUE))
    async with ticking(dispatcher, queue, lambda: DUE):
        async with asyncio.timeout(5):
            await notes.sent.wait()
        asyncio.get_running_loop().call_later(0.05, notes.taken.set)
    next_at = (await store.plan(5)).reminders[Kind.HYDRATION].next_at
    assert next_at == DUE + timedelta(hours=2)


async def test_old_marks_go(store: Store, queue: Queue) -> None:
    """With the start, what is older than 400 days is removed."""
    await store.mark(5, Kind.STRETCH, datetime(2024, 1, 1, tzinfo=UTC), date(2024, 1, 1))
    async with ticking(Dispatcher(queue, store, Notes(), lambda: Planner(DUE)), queue, lambda: DUE):
        async with asyncio.timeout(5):
            while await store.marks(5):  # noqa: ASYNC110 - there is no event for it
                await asyncio.sleep(0)
    assert await store.marks(5) == []


async def test_a_tick_that_fails(
    store: Store, queue: Queue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and the next one may work."""

    async def fail(*_: object) -> None:
        raise RuntimeError("no disk")

    dispatcher = Dispatcher(queue, store, Notes(), lambda: Planner(DUE))
    monkeypatch.setattr(queue, "prune", fail)
    with caplog.at_level(logging.ERROR):
        async with ticking(dispatcher, queue, lambda: DUE):
            async with asyncio.timeout(5):
                while "no disk" not in caplog.text:  # noqa: ASYNC110 - there is no event for it
                    await asyncio.sleep(0)
    assert "the next try follows" in caplog.text
