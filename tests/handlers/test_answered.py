"""Which message answers which."""

from bot.handlers.context import EDITABLE, Answered, note_answer
from bot.storage import OwnMemory
from tests.conftest import Clock


async def test_answers(clock: Clock) -> None:
    """An answer is found by its question, as long as that can be edited; other chats have their own."""
    memory = OwnMemory(clock)
    answered = Answered(memory)
    await memory.put(1, note_answer(10, 11))
    await memory.put(2, note_answer(10, 12))
    await answered.remember(1, 10, 13)
    await answered.remember(3, 10, 14)
    await answered.forget(3, 10)
    await answered.forget(3, 11)
    assert await answered.find(3, 10) is None
    assert [await answered.find(*key) for key in ((1, 10), (2, 10), (1, 11))] == [13, 12, None]
    clock.now += EDITABLE
    assert await answered.find(1, 10) is None
