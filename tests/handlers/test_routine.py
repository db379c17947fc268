"""The guided stretch."""

from datetime import date

import pytest

from bot.reminders.kinds import STRETCH
from bot.reminders.progress import Mark
from bot.reminders.stretch_routine import Version, length
from bot.storage import Database
from bot.views.welcome import OLD_BUTTON
from offline_telegram import LocalTelegram
from tests.conftest import Chat, Start, labels, written
from tests.handlers.stretching import FINISHED, Countdowns, heading, marks, reminded, tapped

STANDING = length(Version.STANDING)
STRETCHED = Mark(STRETCH, date(2026, 3, 1))


pytestmark = pytest.mark.usefixtures("countdowns")


async def test_all_of_it(chat: Chat, countdowns: Countdowns, database: Database) -> None:
    """Step by step in one message, five seconds at a time; then it is done."""
    await chat.say("/stretch")
    message, seen = chat.ada.last, []
    for _ in range(STANDING // 5):
        seen.append(heading(message))
        await countdowns.forward(5)
    assert seen[:8] == [
        "Calf: get ready, 20 seconds",
        "Calf: get ready, 15 seconds",
        "Calf: get ready, 10 seconds",
        "Calf: get ready, 5 seconds",
        "Calf: left leg · 1 of 3, 10 seconds",
        "Calf: left leg · 1 of 3, 5 seconds",
        "Calf: right leg · 1 of 3, 10 seconds",
        "Calf: right leg · 1 of 3, 5 seconds",
    ]
    assert seen[-1] == "Back of the thigh: right leg · 3 of 3, 5 seconds"
    assert message.text == FINISHED
    assert not message.buttons
    assert written(chat.ada.inbox) == [message]
    assert await marks(database, chat.ada.id) == [STRETCHED]


async def test_from_a_reminder(chat: Chat, countdowns: Countdowns, database: Database) -> None:
    """It runs in the reminder's own message, and counts as that reminder's: no tap counts it again."""
    message = await reminded(chat, database, STRETCH)
    (start, *_), (done, *_), *_ = message.buttons
    await chat.tap(start["text"])
    assert heading(message) == "Calf: get ready, 20 seconds"
    await countdowns.forward(STANDING)
    assert message.text == FINISHED
    chat.ada.forge(done["callback_data"])
    await chat.settle()
    assert await marks(database, chat.ada.id) == [STRETCHED]


async def test_pausing(chat: Chat, countdowns: Countdowns, database: Database) -> None:
    """While it is paused nothing is written; it goes on at the beginning of the step."""
    await chat.say("/stretch")
    await countdowns.forward(25)
    chat.clock.forward(seconds=2)
    assert await chat.tap("⏸ Pause") == "⏸ Paused at:\nCalf: left leg · 1 of 3"
    assert not countdowns.running
    await countdowns.forward(600)
    assert chat.ada.last.text.startswith("⏸ Paused")
    await chat.tap("▶ Continue")
    assert heading(chat.ada.last) == "Calf: left leg · 1 of 3, 10 seconds"
    await countdowns.forward(5)
    assert heading(chat.ada.last) == "Calf: left leg · 1 of 3, 5 seconds"
    await countdowns.forward(STANDING - 25)
    assert chat.ada.last.text == FINISHED
    assert await marks(database, chat.ada.id) == [STRETCHED]


@pytest.mark.parametrize("said", ["/stop", "stop", "stop everything"])
async def test_stopping_by_words(chat: Chat, countdowns: Countdowns, said: str) -> None:
    """Whoever says stop hears no more counting, whichever way it is said."""
    await chat.say("/stretch")
    await chat.say(said)
    assert not countdowns.running


async def test_double_taps(chat: Chat, countdowns: Countdowns) -> None:
    """Two taps do what one does."""
    await chat.say("/stretch")
    for button, ends in (("⏸ Pause", 0), ("▶ Continue", 1), ("⏹ Stop", 0)):
        presses = [chat.ada.tap(button), chat.ada.tap(button)]
        await chat.settle()
        assert [press.answer and press.answer.text for press in presses] == ["", ""]
        assert len(countdowns.running) == ends


async def test_the_step_is_that_of_the_clock(chat: Chat) -> None:
    """Paused between two countdowns, it is paused where it is, and not where the message was."""
    await chat.say("/stretch")
    chat.clock.now = chat.clock.now.replace(second=41)
    assert await chat.tap("⏸ Pause") == "⏸ Paused at:\nCalf: left leg · 2 of 3"


async def test_seated(chat: Chat, countdowns: Countdowns, database: Database) -> None:
    """The other version takes its place, from the beginning, and counts as well."""
    await chat.say("/stretch")
    await countdowns.forward(50)
    await chat.tap("Seated version, about 1 minute")
    assert len(countdowns.running) == 1
    assert heading(chat.ada.last) == "Both legs, sitting: get ready, 20 seconds"
    await countdowns.forward(length(Version.SEATED))
    assert chat.ada.last.text == FINISHED
    assert await marks(database, chat.ada.id) == [STRETCHED]


async def test_stopping(chat: Chat, countdowns: Countdowns, database: Database) -> None:
    """Stopped is not done, unless the person says so."""
    await chat.say("/stretch")
    await countdowns.forward(100)
    assert await chat.tap("⏹ Stop") == "🌙 Stopped."
    await countdowns.forward(100)
    assert chat.ada.last.text == "🌙 Stopped."
    assert not await marks(database, chat.ada.id)
    await chat.tap("✅ Count as done")
    assert await marks(database, chat.ada.id) == [STRETCHED]


async def test_a_new_one_ends_the_old(chat: Chat, countdowns: Countdowns) -> None:
    """One runs in a chat, and the other message says so."""
    await chat.say("/stretch")
    old = chat.ada.last
    await countdowns.forward(30)
    await chat.say("/stretch")
    assert len(countdowns.running) == 1
    assert old.text == "🌙 This one has ended: you've started a new one."
    assert not old.buttons
    await countdowns.forward(STANDING)
    assert [message.text for message in written(chat.ada.inbox)] == [old.text, FINISHED]


async def test_a_stop(start: Start, countdowns: Countdowns, telegram: LocalTelegram) -> None:
    """When the bot stops, messages say how to go on; the next process does."""
    async with start() as chat:
        await chat.say("/stretch")
        await countdowns.forward(45)
        message = chat.ada.last
    assert message.text == "⏸ Paused at:\nCalf: left leg · 2 of 3"
    assert not countdowns.running
    async with start() as chat:
        telegram.push({"callback_query": tapped(message, "▶ Continue")})
        await chat.settle()
        assert heading(message) == "Calf: left leg · 2 of 3, 10 seconds"
        await countdowns.forward(STANDING)
    assert message.text == FINISHED


async def test_a_crash(start: Start, countdowns: Countdowns, telegram: LocalTelegram) -> None:
    """A countdown that stands still since a crash is paused where it stands, and goes on there."""
    async with start() as chat:
        await chat.say("/stretch")
        await countdowns.forward(45)
        for task in countdowns.running:
            task.cancel()
        message = chat.ada.last
    async with start() as chat:
        telegram.push({"callback_query": tapped(message, "⏸ Pause")})
        await chat.settle()
        assert message.text == "⏸ Paused at:\nCalf: left leg · 2 of 3"
        telegram.push({"callback_query": tapped(message, "⏹ Stop")})
        await chat.settle()
        assert message.text == "🌙 Stopped."


@pytest.mark.parametrize(
    "data",
    [
        "routine:go/",
        "routine:go/standing/99/1772334000",
        "routine:go/lying/0/1772334000",
        "routine:pause/standing/0/9999999999",
        "routine:stop/standing/0",
    ],
)
async def test_forged_buttons(chat: Chat, countdowns: Countdowns, data: str) -> None:
    """A button that no routine had gets a short notice, and nothing else."""
    await chat.say("/start")
    text = chat.ada.last.text
    press = chat.ada.forge(data)
    await chat.settle()
    assert press.answer
    assert press.answer.text == OLD_BUTTON
    assert chat.ada.last.text == text
    assert not countdowns.running


async def test_labels(chat: Chat) -> None:
    """The buttons while it runs, and while it is paused."""
    await chat.say("/stretch")
    assert labels(chat.ada.last) == ["⏸ Pause", "⏹ Stop", "Seated version, about 1 minute"]
    await chat.tap("⏸ Pause")
    assert labels(chat.ada.last) == ["▶ Continue", "⏹ Stop", "Seated version, about 1 minute"]
