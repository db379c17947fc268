"""What is written down a little later."""

import asyncio
from datetime import datetime, timedelta, timezone
from typing import NoReturn

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handlers import context as module
from bot.handlers.context import Outcome, Tally
from bot.storage import Ending, Notebook
from tests.conftest import Clock


@pytest.fixture
def notebook(engine: AsyncEngine) -> Notebook:
    """An empty one."""
    return Notebook(engine)


@pytest.fixture
def tally(notebook: Notebook, clock: Clock) -> Tally:
    """Nothing has been counted."""
    return Tally(notebook, clock)


async def test_written_down_once(tally: Tally, notebook: Notebook, clock: Clock) -> None:
    """Nothing is in the database before it is flushed, and nothing twice after."""
    for _ in range(3):
        tally.count(Outcome.ANSWER, "shoes")
    tally.count(Outcome.UNKNOWN)
    tally.keep("why", Ending.UNKNOWN)
    assert not (await notebook.figures(clock().date())).uses
    await tally.flush()
    await tally.flush()
    assert (await notebook.figures(clock().date())).uses == {("shoes", "answer"): 3, ("", "unknown"): 1}
    assert [(kept.question, kept.count, kept.first_at) for kept in await notebook.kept()] == [
        ("why", 1, clock())
    ]


async def test_two_at_once(tally: Tally, notebook: Notebook, clock: Clock) -> None:
    """A flush that takes longer than the next one is away counts nothing twice."""
    tally.count(Outcome.ANSWER, "shoes")
    tally.keep("why", Ending.UNKNOWN)
    await asyncio.gather(tally.flush(), tally.flush())
    assert (await notebook.figures(clock().date())).uses == {("shoes", "answer"): 1}
    assert [kept.count for kept in await notebook.kept()] == [1]


@pytest.mark.parametrize("broken", ["keep", "add_uses"])
async def test_what_cannot_be_written(
    tally: Tally, notebook: Notebook, clock: Clock, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """It is tried again the next time, and nothing twice."""

    async def fail(*_: object) -> None:
        tally.count(Outcome.ANSWER, "shoes")
        raise OSError("no disk")

    tally.count(Outcome.ANSWER, "shoes")
    tally.keep("why", Ending.UNKNOWN)
    with monkeypatch.context() as patch:
        patch.setattr(notebook, broken, fail)
        with pytest.raises(OSError, match="no disk"):
            await tally.flush()
    await tally.flush()
    assert (await notebook.figures(clock().date())).uses == {("shoes", "answer"): 2}
    assert [kept.count for kept in await notebook.kept()] == [1]


async def test_bounds(tally: Tally, notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood does not fill the memory, and what has no letters is no question."""
    monkeypatch.setattr(module, "MOST_QUESTIONS", 2)
    for question in ("# ?", "🤷", "a", "b", "c"):
        tally.keep(question, Ending.UNKNOWN)
    await tally.flush()
    assert {kept.question for kept in await notebook.kept()} == {"a", "b"}


async def test_a_database_that_is_gone_for_long(
    tally: Tally, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits for it stays within the bounds, whatever is asked while it is tried again."""
    monkeypatch.setattr(module, "MOST_QUESTIONS", 2)

    async def fail(*_: object) -> NoReturn:
        tally.keep("asked meanwhile", Ending.UNKNOWN)
        raise OSError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(Notebook, "keep", fail)
        for question in ("a", "b"):
            tally.keep(question, Ending.UNKNOWN)
        with pytest.raises(OSError, match="gone"):
            await tally.flush()
    await tally.flush()
    assert {kept.question for kept in await notebook.kept()} == {"a", "b"}


async def test_the_day(notebook: Notebook) -> None:
    """It is that of UTC."""
    there = timezone(timedelta(hours=9))
    tally = Tally(notebook, lambda: datetime(2026, 3, 2, 3, 0, tzinfo=there))
    tally.count(Outcome.LINK, "shoes")
    await tally.flush()
    assert not (await notebook.figures(datetime(2026, 3, 2, tzinfo=there).date())).uses
    assert (await notebook.figures(datetime(2026, 3, 1, tzinfo=there).date())).uses
