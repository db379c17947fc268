"""What a conversation leans on for a while."""

from datetime import timedelta

import pytest
from sqlalchemy import func, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import Database, Memory, Note, OwnMemory, memory, open_engine
from bot.storage.conversation_state import MOST
from bot.storage.tables import remembered
from tests.conftest import Clock

TOPIC = Note("topic", "shoes", timedelta(minutes=10))
ANSWER = Note("answered", "11", timedelta(days=2), about=10)


@pytest.fixture
def notes(engine: AsyncEngine, clock: Clock) -> Memory:
    """An empty memory."""
    return memory(engine, clock)


async def test_remembering(notes: Memory, clock: Clock) -> None:
    """Each chat has its notes, one a kind and message, and each for its time."""
    await notes.put(1, TOPIC, ANSWER)
    await notes.put(2, Note("topic", "massage", timedelta(days=1)))
    assert await notes.get(1, "topic") == "shoes"
    assert await notes.get(1, "answered", 10) == "11"
    assert await notes.get(1, "answered") is await notes.get(3, "topic") is None
    clock.forward(minutes=10)
    assert await notes.get(1, "topic") is None
    assert await notes.get(2, "topic") == "massage"
    await notes.put(1, Note("topic", "running", timedelta(minutes=10)))
    assert await notes.get(1, "topic") == "running"


async def test_several(notes: Memory, clock: Clock) -> None:
    """Some kinds at once, of one chat, and none that are about a message or too old."""
    await notes.put(1, TOPIC, ANSWER, Note("asked", "", timedelta(hours=1)))
    await notes.put(2, Note("topic", "massage", timedelta(days=1)))
    assert await notes.several(1, ("topic", "answered", "asked", "else")) == {"topic": "shoes", "asked": ""}
    clock.forward(minutes=10)
    assert await notes.several(1, ("topic", "asked")) == {"asked": ""}


async def test_dropping(notes: Memory, clock: Clock) -> None:
    """A note that another has replaced does not take that with it."""
    await notes.put(1, TOPIC)
    other = Note("topic", "massage", timedelta(minutes=10))
    clock.forward(hours=1)
    assert await notes.holds(1, TOPIC)
    assert not await notes.holds(1, other)
    clock.forward(hours=-1)
    await notes.drop(1, other)
    assert await notes.get(1, "topic") == "shoes"
    await notes.drop(1, TOPIC)
    await notes.drop(1, TOPIC)
    assert await notes.get(1, "topic") is None


async def test_forgetting(notes: Memory) -> None:
    """All of one chat, at once."""
    await notes.put(1, TOPIC, ANSWER)
    await notes.put(2, TOPIC)
    await notes.forget(1)
    assert await notes.get(1, "topic") is await notes.get(1, "answered", 10) is None
    assert await notes.get(2, "topic") == "shoes"


async def test_nothing_is_stored_needlessly(notes: Memory, engine: AsyncEngine, clock: Clock) -> None:
    """With a file nothing ever, and at a server only until it is too old."""
    await notes.put(1, TOPIC, ANSWER)
    clock.forward(minutes=10)
    await notes.prune()
    async with engine.connect() as connection:
        rows = (await connection.execute(select(remembered.c.kind))).scalars().all()
    assert rows == ([] if isinstance(notes, OwnMemory) else ["answered"])
    assert await notes.get(1, "answered", 10) == "11"


@pytest.mark.postgres
async def test_another_process(notes: Memory, database: Database, engine: AsyncEngine, clock: Clock) -> None:
    """It finds what this one remembers."""
    other = open_engine(database)
    await notes.put(1, TOPIC)
    assert await memory(other, clock).get(1, "topic") == "shoes"
    await memory(other, clock).put(1, TOPIC)
    async with engine.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(remembered)) == 1
    await other.dispose()


async def test_many_chats(clock: Clock) -> None:
    """A process remembers the latest of each kind."""
    notes = OwnMemory(clock)
    await notes.put(0, ANSWER)
    for chat in range(MOST):
        await notes.put(chat, TOPIC)
    await notes.put(0, TOPIC)
    await notes.put(MOST, TOPIC)
    assert [await notes.get(chat, "topic") for chat in (0, 1, MOST)] == ["shoes", None, "shoes"]
    assert await notes.get(0, "answered", 10) == "11"


async def test_no_database(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """When the server is gone nothing is known, a countdown goes on, and only /forget fails."""
    notes = memory(open_engine(make_url("postgresql+asyncpg://bot@127.0.0.1:1/none")), clock)
    await notes.put(1, TOPIC)
    await notes.drop(1, TOPIC)
    assert await notes.get(1, "topic") is None
    assert await notes.holds(1, TOPIC)
    assert "what was said before is not known" in caplog.text
    with pytest.raises((OSError, SQLAlchemyError)):
        await notes.forget(1)
