"""The countdown of the guided stretch, when Telegram is slow, strict, or gone."""

from datetime import date
from typing import Any

import pytest

from bot.delivery.limiter import FloodLimiter
from bot.delivery.message_queue import Priority
from bot.reminders.kinds import STRETCH
from bot.reminders.progress import Mark
from bot.reminders.stretch_routine import Version, length
from bot.storage import Database
from offline_telegram import Fault, LocalTelegram
from tests.conftest import Chat
from tests.handlers.stretching import FINISHED, Countdowns, heading, marks

STANDING = length(Version.STANDING)
STRETCHED = Mark(STRETCH, date(2026, 3, 1))

pytestmark = pytest.mark.usefixtures("countdowns")


async def test_no_more_than_one_a_second(chat: Chat, countdowns: Countdowns, telegram: LocalTelegram) -> None:
    """A countdown that is late is left out when the next one is near, and the seconds are right again."""
    await chat.say("/stretch")
    for second in (5, 9.7, 10, 11.5, 14.9, 19.2, 20.3, 25, 29.1, 30):
        await countdowns.move(second - (chat.clock.now - chat.ada.last.date).total_seconds())
    began = chat.ada.last.date
    edits = [(request.at - began).total_seconds() for request in telegram.requests_to("editMessageText")]
    assert edits == [5, 10, 19.2, 25, 30]
    await chat.tap("⏹ Stop")


async def test_a_slow_telegram(chat: Chat, countdowns: Countdowns, telegram: LocalTelegram) -> None:
    """Countdowns that nobody saw in time are never written; where it is follows from the clock."""
    await chat.say("/stretch")
    await countdowns.move(33.8)
    assert heading(chat.ada.last) == "Calf: right leg · 1 of 3, 6 seconds"
    await countdowns.move(1.2)
    assert heading(chat.ada.last) == "Calf: right leg · 1 of 3, 5 seconds"
    assert len(telegram.requests_to("editMessageText")) == 2
    await chat.tap("⏹ Stop")


@pytest.mark.parametrize("fault", [Fault.TIMED_OUT, Fault.BAD_GATEWAY, Fault.TIMED_OUT_AFTER_DELIVERY])
async def test_faults(chat: Chat, countdowns: Countdowns, telegram: LocalTelegram, fault: Fault) -> None:
    """What could not be shown is left out, and it goes on in time."""
    await chat.say("/stretch")
    telegram.fail("editMessageText", fault, times=3)
    await countdowns.forward(15)
    await countdowns.forward(5)
    assert heading(chat.ada.last) == "Calf: left leg · 1 of 3, 10 seconds"
    await countdowns.forward(STANDING - 20)
    assert chat.ada.last.text == FINISHED


async def test_a_message_that_is_gone(
    chat: Chat, countdowns: Countdowns, telegram: LocalTelegram, database: Database
) -> None:
    """Who deletes the message is done with it: nothing is written any more, and nothing counted."""
    await chat.say("/stretch")
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": chat.ada.last.id})
    await countdowns.forward(5)
    assert not countdowns.running
    assert not await marks(database, chat.ada.id)


async def test_a_person_who_blocks_the_bot(
    chat: Chat, countdowns: Countdowns, caplog: pytest.LogCaptureFixture
) -> None:
    """The same."""
    await chat.say("/stretch")
    chat.ada.block()
    await countdowns.forward(5)
    assert not countdowns.running
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_failure_at_the_end(
    chat: Chat, countdowns: Countdowns, telegram: LocalTelegram, database: Database
) -> None:
    """Whatever becomes of the last words, it is done."""
    await chat.say("/stretch")
    await countdowns.forward(STANDING - 5)
    telegram.fail("editMessageText", Fault.TIMED_OUT)
    await countdowns.forward(5)
    assert await marks(database, chat.ada.id) == [STRETCHED]


async def test_in_a_group(chat: Chat, countdowns: Countdowns, telegram: LocalTelegram) -> None:
    """Anyone may tap; and it is written less often, as Telegram wants it there."""
    group = chat.group()
    bob = telegram.person("Bob")
    group.join(bob)
    group.say(chat.ada, "/stretch")
    await chat.settle()
    await countdowns.forward(60)
    assert len(telegram.requests_to("editMessageText")) == 6
    assert heading(group.last) == "Calf: left leg · 3 of 3, 10 seconds"
    group.tap(bob, "⏸ Pause")
    await chat.settle()
    assert group.last.text.startswith("⏸ Paused at:")


async def test_behind_answers(chat: Chat, countdowns: Countdowns, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many count down at the same time, who asks something does not wait for them."""
    priorities: list[object] = []
    process = FloodLimiter.process_request

    async def noting(self: FloodLimiter, *args: Any, **request: Any) -> Any:
        if request["endpoint"] == "editMessageText":
            priorities.append(request["rate_limit_args"])
        return await process(self, *args, **request)

    monkeypatch.setattr(FloodLimiter, "process_request", noting)
    await chat.say("/stretch")
    await countdowns.forward(10)
    await chat.tap("⏹ Stop")
    assert priorities == [Priority.REMINDER, Priority.REMINDER, Priority.ANSWER]
