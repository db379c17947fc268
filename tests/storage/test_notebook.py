"""What the editor learns from."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.reminders.kinds import STRETCH, WATER
from bot.reminders.plan import Planner
from bot.storage import Ending, Kept, Notebook, Queue, Reminded, Settled, Store, Use, Votes, usage
from tests.storage.plans import DUE, LEASE, NOW, subscribe

DAY = timedelta(days=1)
QUESTION = "Can cold water do it?"


@pytest.fixture
def book(engine: AsyncEngine) -> Notebook:
    """An empty one."""
    return Notebook(engine)


async def test_a_vote_changed(book: Notebook) -> None:
    """Everybody has one vote for an entry, and it is the latest."""
    await book.vote(5, "shoes", helpful=True)
    await book.vote(6, "shoes", helpful=True)
    await book.vote(5, "shoes", helpful=False)
    await book.vote(5, "massage", helpful=True)
    assert (await book.figures(NOW.date())).votes == {"shoes": Votes(1, 1), "massage": Votes(1, 0)}


async def test_a_vote_is_the_persons(book: Notebook, store: Store) -> None:
    """It is handed over and deleted with the rest, and nobody else's is."""
    for person in (5, 6):
        await book.vote(person, "shoes", helpful=True)
    exported = json.loads(json.dumps(await store.export(5)))
    assert exported["votes"] == [{"person": 5, "entry": "shoes", "helpful": True}]
    await store.forget(5)
    assert not any((await store.export(5)).values())
    assert (await book.figures(NOW.date())).votes == {"shoes": Votes(1, 0)}


async def test_a_question_that_repeats(book: Notebook) -> None:
    """It is counted, however its words are dressed, and shown as it came first."""
    await book.keep(QUESTION, Ending.UNKNOWN, NOW)
    await book.keep("can COLD water do it", Ending.UNKNOWN, NOW + DAY)
    await book.keep("Can cold water do it!!", Ending.NOT_HELPFUL, NOW + 2 * DAY)
    await book.keep("Can hot water do it?", Ending.NONE_OF_THESE, NOW)
    assert await book.kept() == [
        Kept(QUESTION, 3, NOW, NOW + 2 * DAY, {Ending.UNKNOWN: 2, Ending.NOT_HELPFUL: 1}),
        Kept("Can hot water do it?", 1, NOW, NOW, {Ending.NONE_OF_THESE: 1}),
    ]


async def test_questions_without_words(book: Notebook) -> None:
    """Two of them are not the same."""
    for sign in ("🤷", "🦶"):
        await book.keep(sign, Ending.UNKNOWN, NOW)
    assert {kept.question for kept in await book.kept()} == {"🤷", "🦶"}


async def test_old_questions_go(book: Notebook) -> None:
    """After 90 days in which nobody has asked again."""
    await book.keep("old", Ending.UNKNOWN, NOW)
    await book.keep("old but asked again", Ending.UNKNOWN, NOW)
    await book.keep("old but asked again", Ending.UNKNOWN, NOW + DAY)
    await book.prune(NOW + 90 * DAY)
    assert len(await book.kept()) == 2
    await book.prune(NOW + 90 * DAY + timedelta(seconds=1))
    assert [kept.question for kept in await book.kept()] == ["old but asked again"]


async def test_too_many_questions(book: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those go that were asked least, the oldest of them first; the newest never does."""
    monkeypatch.setattr(usage, "MOST_QUESTIONS", 3)
    for hour, question in enumerate(["often", "often", "first", "second", "third", "fourth"]):
        await book.keep(question, Ending.UNKNOWN, NOW + timedelta(hours=hour))
    assert [kept.question for kept in await book.kept()] == ["often", "fourth", "third"]


async def test_uses(book: Notebook) -> None:
    """Counts are added up, by day, and days before the one that is asked for do not count."""
    today = NOW.date()
    shoes = Use(today, "shoes", "answer")
    await book.add_uses({shoes: 2, Use(today, "", "unknown"): 1, Use(today - DAY, "shoes", "answer"): 7})
    await book.add_uses({shoes: 3})
    await book.add_uses({})
    assert (await book.figures(today)).uses == {("shoes", "answer"): 5, ("", "unknown"): 1}
    assert (await book.figures(today - DAY)).uses[("shoes", "answer")] == 12


async def test_most_asked(book: Notebook) -> None:
    """By how often they were shown in any way since a day; what led to no entry is left out."""
    today = NOW.date()
    counts = {("shoes", "answer"): 2, ("shoes", "opened"): 2, ("age", "answer"): 3, ("", "unknown"): 9}
    await book.add_uses({Use(today, entry, outcome): count for (entry, outcome), count in counts.items()})
    await book.add_uses({Use(today - DAY, "travel", "answer"): 9})
    assert await book.most_asked(today) == ["shoes", "age"]


async def test_old_uses_go(book: Notebook) -> None:
    """After 400 days."""
    for age in (399, 400, 401):
        await book.add_uses({Use(NOW.date() - age * DAY, "shoes", "answer"): 1})
    await book.prune(NOW)
    assert (await book.figures(date.min)).uses == {("shoes", "answer"): 2}


async def test_reminders(book: Notebook, store: Store, queue: Queue) -> None:
    """Who has them on and can be written to, how many were sent, and how many were done."""
    for chat in (5, 6, 7):
        await store.change(chat, subscribe())
    await store.change(6, Planner(NOW).lose)
    await store.change(7, Planner(NOW).stop)
    (claimed,) = await queue.claim(DUE, DUE + LEASE, 9)
    await queue.settle([Settled(claimed, claimed.reminder, sent=True, message_id=77)])
    await store.mark(5, WATER, DUE, DUE.date())
    await store.mark(5, STRETCH, DUE, DUE.date() - DAY)
    figures = await book.figures(DUE.date())
    assert figures.reminders == {WATER: Reminded(1, 1, 1), STRETCH: Reminded(0, 0, 0)}


async def test_nothing_yet(book: Notebook) -> None:
    """A new database has figures, too."""
    figures = await book.figures(datetime(2026, 1, 1, tzinfo=UTC).date())
    assert (figures.uses, figures.votes) == ({}, {})
    assert set(figures.reminders.values()) == {Reminded(0, 0, 0)}
    assert await book.kept() == []
