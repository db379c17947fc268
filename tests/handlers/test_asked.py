"""Which chats have just been asked where they are."""

from datetime import timedelta

from bot.handlers.context import PATIENCE, Asked
from bot.storage import OwnMemory
from tests.conftest import Clock


async def test_asking(clock: Clock) -> None:
    """A question is open until it is answered, or too old."""
    asked = Asked(OwnMemory(clock))
    await asked.remember(1)
    await asked.remember(3)
    await asked.forget(3)
    await asked.forget(4)
    clock.now += PATIENCE - timedelta(seconds=1)
    assert [await asked.is_open(chat) for chat in (1, 2, 3)] == [True, False, False]
    clock.forward(seconds=1)
    assert not await asked.is_open(1)
