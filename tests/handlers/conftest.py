"""Replies to order, for what is not about the matching."""

from collections.abc import AsyncIterator, Callable
from typing import TypeAlias

import pytest

from bot.knowledge import Knowledge
from bot.matching import Matcher, Reply, Suggest, Unknown
from tests.conftest import Clock
from tests.handlers.stretching import Countdowns

Ordered: TypeAlias = Callable[[Reply], None]


@pytest.fixture
def reply_with(monkeypatch: pytest.MonkeyPatch) -> Ordered:
    """Lets the matcher reply the same to every question from now on."""

    def order(reply: Reply) -> None:
        monkeypatch.setattr(Matcher, "reply", lambda *_: reply)

    return order


@pytest.fixture
def suggestion(knowledge: Knowledge) -> Suggest:
    """A question that may mean one of three topics."""
    return Suggest(tuple(knowledge.entries[key] for key in ("shoes", "massage", "running")), ())


@pytest.fixture
def near_miss(knowledge: Knowledge) -> Unknown:
    """A question that nothing answers, near a topic."""
    return Unknown((knowledge.entries["painkillers"],), ())


@pytest.fixture
async def countdowns(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Countdowns]:
    """The countdowns of a bot that has not started yet; none outlives it."""
    countdowns = Countdowns(clock)
    monkeypatch.setattr(clock, "sleep", countdowns.sleep)
    yield countdowns
    assert not countdowns.running
