"""An update that comes twice is handled once."""

import pytest
from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.handlers.gate import REMEMBERED_UPDATES, DuplicateUpdates
from tests.conftest import Chat


async def test_twice(chat: Chat) -> None:
    """Nothing happens the second time, not even while the first is still being handled."""
    question = chat.ada.say("thanks")
    update = {"update_id": 1_000_000, "message": {**question.json(), "message_id": 9_999}}
    await chat.settle()
    for _ in range(3):
        await chat.application.update_queue.put(Update.de_json(update, chat.application.bot))
    await chat.settle()
    assert len(chat.ada.inbox) == 2


async def test_many() -> None:
    """Only the latest are remembered."""
    repeats, context = DuplicateUpdates(), object()
    for number in range(REMEMBERED_UPDATES + 1):
        await repeats.leave_out(Update(number), context)  # type: ignore[arg-type]  # it does not look at it
    await repeats.leave_out(Update(0), context)  # type: ignore[arg-type]
    with pytest.raises(ApplicationHandlerStop):
        await repeats.leave_out(Update(REMEMBERED_UPDATES), context)  # type: ignore[arg-type]
