"""The guided stretches that are running."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.handlers.sessions import Guide, Session, Sessions
from bot.views.screen import Screen

NOW = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)


def counted(second: int) -> Screen | None:
    """Ten seconds are shown."""
    return Screen(str(second)) if second < 10 else None


async def over(_: int) -> Screen:
    """The last words."""
    return Screen("Over.")


def session(chat: int = 1, message: int = 10) -> Session:
    """One that begins now."""
    return Session(chat, message, Guide(counted, counted, over), NOW)


async def endless() -> None:
    """A countdown that does not end by itself."""
    await asyncio.Event().wait()


async def test_finding() -> None:
    """It is found by its chat and message, until it has ended."""
    sessions, mine = Sessions(), session()
    sessions.begin(mine, endless())
    assert sessions.find(1, 10) is mine
    assert sessions.find(1, 11) is sessions.find(2, 10) is None
    assert await sessions.end(1) is mine
    assert sessions.find(1, 10) is None
    assert await sessions.end(1) is None
    assert mine.task
    await asyncio.wait([mine.task])
    assert mine.task.cancelled()


async def test_one_that_is_over() -> None:
    """It is forgotten by itself, and takes no later one with it."""
    sessions, first, second = Sessions(), session(), session(message=20)
    sessions.begin(first, asyncio.sleep(0))
    sessions.begin(second, endless())
    assert first.task
    await first.task
    await asyncio.sleep(0)
    assert sessions.find(1, 20) is second
    assert await sessions.close() == [second]


async def test_the_last_word() -> None:
    """Ending waits for what is being written."""
    sessions, mine = Sessions(), session()
    sessions.begin(mine, endless())
    async with mine.writing:
        end = asyncio.create_task(sessions.end(1))
        await asyncio.sleep(0)
        assert not end.done()
        assert mine.task
        assert not mine.task.cancelling()
    assert await end is mine


async def test_closing() -> None:
    """All at once."""
    sessions, all_of_them = Sessions(), [session(chat) for chat in (1, 2, 3)]
    for each in all_of_them:
        sessions.begin(each, endless())
    assert await sessions.close() == all_of_them
    assert await sessions.close() == []


def test_elapsed() -> None:
    """Seconds since it began."""
    assert session().elapsed(NOW + timedelta(seconds=12.5)) == 12.5


def test_what_is_shown() -> None:
    """It follows from the nearest second, until it is over."""
    late, end = NOW + timedelta(seconds=7.6), NOW + timedelta(seconds=10)
    assert session().running(late) == session().paused(late) == Screen("8")
    assert session().running(end) is session().paused(end) is None
