"""The guided stretches that are running."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.handlers.countdowns import Guide, Session, Sessions
from bot.storage import Memory, OwnMemory
from bot.views.screen import Screen
from tests.conftest import Clock

NOW = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)


@pytest.fixture
def memory(clock: Clock) -> Memory:
    """What the processes of a bot know in common."""
    return OwnMemory(clock)


@pytest.fixture
def sessions(memory: Memory, clock: Clock) -> Sessions:
    """Those of one process."""
    return Sessions(memory, clock.sleep)


@pytest.fixture
def elsewhere(memory: Memory, clock: Clock) -> Sessions:
    """Those of another process of the same bot."""
    return Sessions(memory, clock.sleep)


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


async def test_ending(sessions: Sessions) -> None:
    """It is found by its chat, and by its message if that is given, until it has ended."""
    mine = session()
    await sessions.begin(mine, endless())
    assert await sessions.end(1, 11) is await sessions.end(2, 10) is None
    ended = await sessions.end(1)
    assert ended
    assert (ended.message, ended.session) == (10, mine)
    assert await sessions.end(1) is None
    assert mine.task
    await asyncio.wait([mine.task])
    assert mine.task.cancelled()


async def test_one_that_is_over(sessions: Sessions) -> None:
    """It is forgotten by itself, and takes no later one with it."""
    first, second = session(), session(message=20)
    await sessions.begin(first, asyncio.sleep(0))
    await sessions.begin(second, endless())
    await sessions.over(first)
    assert await sessions.close() == [second]
    await sessions.begin(first, endless())
    await sessions.over(first)
    assert await sessions.end(1) is None
    assert first.task
    first.task.cancel()


async def test_the_last_word(sessions: Sessions) -> None:
    """Ending waits for what is being written."""
    mine = session()
    await sessions.begin(mine, endless())
    async with sessions.writing(mine) as ours:
        assert ours
        end = asyncio.create_task(sessions.end(1))
        await asyncio.sleep(0)
        assert not end.done()
        assert mine.task
        assert not mine.task.cancelling()
    ended = await end
    assert ended
    assert ended.session is mine


async def test_ended_elsewhere(sessions: Sessions, elsewhere: Sessions) -> None:
    """The other process knows the message, and this one that it is not to write any more."""
    mine = session()
    await sessions.begin(mine, endless())
    assert await elsewhere.end(1, 11) is None
    ended = await elsewhere.end(1, 10)
    assert ended
    assert (ended.message, ended.session) == (10, None)
    async with sessions.writing(mine) as ours:
        assert not ours
    assert await sessions.end(1) is None
    assert mine.task
    await asyncio.wait([mine.task])
    assert mine.task.cancelled()


async def test_gone_on_elsewhere(sessions: Sessions, elsewhere: Sessions) -> None:
    """Of two in one message, that of the process that was asked last counts."""
    old, new = session(), session()
    await sessions.begin(old, endless())
    await elsewhere.end(1)
    await elsewhere.begin(new, endless())
    async with sessions.writing(old) as ours:
        assert not ours
    ended = await sessions.end(1)
    assert ended
    assert (ended.message, ended.session) == (10, None)
    assert await sessions.close() == []
    async with elsewhere.writing(new) as ours:
        assert not ours
    await elsewhere.end(1)


async def test_the_last_word_elsewhere(sessions: Sessions, elsewhere: Sessions, clock: Clock) -> None:
    """Ending waits for what another process is writing, but not for ever: it may have died meanwhile."""
    mine = session()
    await sessions.begin(mine, endless())
    async with sessions.writing(mine) as ours:
        assert ours
        end = asyncio.create_task(elsewhere.end(1))
        await asyncio.sleep(0)
        assert not end.done()
    clock.forward(seconds=0.2)
    assert await end
    await sessions.begin(mine, endless())
    async with sessions.writing(mine):
        end = asyncio.create_task(elsewhere.end(1))
        for _ in range(15):
            await asyncio.sleep(0)
            assert not end.done()
            clock.forward(seconds=0.2)
        assert await end
    await sessions.end(1)


async def test_closing(sessions: Sessions) -> None:
    """All at once."""
    all_of_them = [session(chat) for chat in (1, 2, 3)]
    for each in all_of_them:
        await sessions.begin(each, endless())
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
