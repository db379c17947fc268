"""Reading in one go."""

import pytest
from sqlalchemy import Connection, event, insert, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import Reader
from bot.storage.tables import chats


def known(connection: Connection, least: int) -> list[int]:
    """The chats with a number that is not less."""
    return list(connection.scalars(select(chats.c.chat_id).where(chats.c.chat_id >= least)))


async def test_what_is_stored(engine: AsyncEngine) -> None:
    """A reader finds what has just been stored, and keeps nobody from storing more."""
    reader = Reader(engine)
    for stored in ([5], [5, 6]):
        async with engine.begin() as connection:
            await connection.execute(
                insert(chats).values(chat_id=stored[-1], told_limits=False, unreachable=False)
            )
        assert await reader.read(known, least=5) == stored


async def test_a_failure(engine: AsyncEngine) -> None:
    """What fails is raised, and told to whoever listens to errors of the database."""
    told: list[object] = []
    reader = Reader(engine)
    event.listen(engine.sync_engine, "handle_error", told.append)
    with pytest.raises(SQLAlchemyError):
        await reader.read(lambda connection: connection.execute(text("SELECT nothing FROM nowhere")))
    assert len(told) == 1
