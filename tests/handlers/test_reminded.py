"""Taps on the buttons of a reminder."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from bot.reminders.kinds import STRETCH, WATER
from bot.reminders.plan import Planner
from bot.reminders.progress import Mark
from bot.storage import Database
from bot.views.reminder import ALREADY_DONE, SWITCHED_OFF
from bot.views.welcome import OLD_BUTTON
from offline_telegram import ApiError, LocalTelegram
from tests.conftest import Chat, labels
from tests.handlers.stretching import change, marks, reminded
from tests.storage.plans import subscribe

TODAY = date(2026, 3, 1)
GLASS = Mark(WATER, TODAY)


async def test_done(chat: Chat, database: Database) -> None:
    """The reminder becomes a line with today's count, and can be taken back."""
    message = await reminded(chat, database)
    assert await chat.tap("✅ Done") == "💧 Done. That's the first glass today."
    assert labels(message) == ["Undo"]
    assert await marks(database, chat.ada.id) == [GLASS]


async def test_done_twice(chat: Chat, database: Database) -> None:
    """A second tap counts no second glass, at once or later."""
    await reminded(chat, database)
    chat.ada.tap("✅ Done")
    press = chat.ada.tap("✅ Done")
    await chat.settle()
    chat.clock.forward(minutes=5)
    assert press.answer
    assert not press.answer.text
    assert chat.ada.last.text == "💧 Done. That's the first glass today."
    assert await marks(database, chat.ada.id) == [GLASS]


async def test_the_next_glass(chat: Chat, database: Database) -> None:
    """Each reminder counts by itself, yesterday's not among today's."""
    await reminded(chat, database)
    said = [await chat.tap("✅ Done")]
    for hours in (2, 22):
        chat.clock.forward(hours=hours)
        await chat.tick()
        said.append(await chat.tap("✅ Done"))
    assert said == [
        "💧 Done. That's the first glass today.",
        "💧 Done. That makes 2 glasses today.",
        "💧 Done. That's the first glass today.",
    ]


async def test_undo(chat: Chat, database: Database) -> None:
    """Taken back, it is a reminder again, and nothing is counted."""
    message = await reminded(chat, database)
    buttons = labels(message)
    await chat.tap("✅ Done")
    text = await chat.tap("Undo")
    assert text.removeprefix("💧 ") in WATER.texts
    assert labels(message) == buttons
    assert not await marks(database, chat.ada.id)
    assert await chat.tap("✅ Done") == "💧 Done. That's the first glass today."


async def test_a_thumb(chat: Chat, telegram: LocalTelegram, database: Database) -> None:
    """A glass gets a thumb, once, and loses it with Undo; nothing is asked of Telegram that is not needed."""
    message = await reminded(chat, database)
    before = len(telegram.requests)
    reactions = []
    for button in ("✅ Done", "Undo", "Skip", "Undo", "✅ Done"):
        await chat.tap(button)
        reactions.append(message.reaction)
    assert reactions == ["👍", None, None, None, "👍"]
    made = Counter(request.method for request in telegram.requests[before:])
    del made["getUpdates"]
    assert made == {"answerCallbackQuery": 5, "editMessageText": 5, "setMessageReaction": 3}


async def test_no_thumb(chat: Chat, telegram: LocalTelegram, database: Database) -> None:
    """A stretch gets none; and where none is allowed, the glass counts all the same."""
    await reminded(chat, database, STRETCH)
    await chat.tap("✅ Done")
    assert not telegram.requests_to("setMessageReaction")
    group = chat.group()
    await change(database, group.id, subscribe(now=chat.clock.now))
    chat.clock.forward(hours=11)
    await chat.tick()
    telegram.fail("setMessageReaction", ApiError(400, "Bad Request: REACTION_INVALID"))
    group.tap(chat.ada, "✅ Done")
    await chat.settle()
    assert group.last.text == "💧 Done. That's the first glass today."
    assert group.last.reaction is None


async def test_a_stretch_at_midnight(chat: Chat, database: Database) -> None:
    """It counts for the evening on which it was due, by the clock of the person."""
    await reminded(chat, database, STRETCH)
    chat.clock.forward(hours=3)
    assert await chat.tap("✅ Done") == "🌙 Done, and counted for yesterday. Sleep well!"
    assert await marks(database, chat.ada.id) == [Mark(STRETCH, TODAY)]


async def test_the_local_day(chat: Chat, database: Database) -> None:
    """Which day it is depends on the person's zone."""
    await reminded(chat, database, STRETCH)
    await change(database, chat.ada.id, lambda plan: Planner(chat.clock.now).move(plan, "Pacific/Kiritimati"))
    assert await chat.tap("✅ Done") == "🌙 Done, and counted for today. Sleep well!"
    assert await marks(database, chat.ada.id) == [Mark(STRETCH, date(2026, 3, 2))]


async def test_snoozing(chat: Chat, database: Database) -> None:
    """For how long is asked in place, under the same words; then it says when, and comes then."""
    message = await reminded(chat, database)
    text, buttons = message.text, labels(message)
    assert await chat.tap("⏰ Snooze") == text
    assert labels(message) == ["15 minutes", "30 minutes", "60 minutes", "◀ Back"]
    assert await chat.tap("◀ Back") == text
    assert labels(message) == buttons
    await chat.tap("⏰ Snooze")
    assert await chat.tap("30 minutes") == "💧 Snoozed until 09:30 today."
    assert labels(message) == ["✅ Done", "↩ Undo"]
    chat.clock.forward(minutes=29)
    await chat.tick()
    assert chat.ada.last is message
    chat.clock.forward(minutes=1)
    await chat.tick()
    assert chat.ada.last is not message
    assert labels(chat.ada.last) == buttons


@pytest.mark.parametrize("settled", ["✅ Done", "Skip"])
async def test_settled_elsewhere(chat: Chat, database: Database, settled: str) -> None:
    """Done or skipped on another device, what was snoozed does not come again."""
    message = await reminded(chat, database)
    due = f"h:{chat.clock.now.timestamp():.0f}"
    await chat.tap("⏰ Snooze")
    await chat.tap("30 minutes")
    chat.ada.forge(f"{'done' if 'Done' in settled else 'skip'}:{due}", message)
    await chat.settle()
    chat.clock.forward(minutes=31)
    await chat.tick()
    assert chat.ada.last is message


@pytest.mark.parametrize("stale", ["skip:{due}", "snooze:{due}", "snoozed:{due}:30", "awake:{due}"])
async def test_done_before_a_stale_tap(chat: Chat, database: Database, stale: str) -> None:
    """What is done stays done, which is said, and does not come again."""
    message = await reminded(chat, database)
    due = f"h:{chat.clock.now.timestamp():.0f}"
    done = await chat.tap("✅ Done")
    press = chat.ada.forge(stale.format(due=due), message)
    await chat.settle()
    assert press.answer
    assert press.answer.text == ALREADY_DONE
    assert message.text == done
    assert await marks(database, chat.ada.id) == [GLASS]
    chat.clock.forward(minutes=31)
    await chat.tick()
    assert chat.ada.last is message


async def test_a_snooze_taken_back(chat: Chat, database: Database) -> None:
    """The reminder is as it was, and does not come again."""
    message = await reminded(chat, database)
    text, buttons = message.text, labels(message)
    await chat.tap("⏰ Snooze")
    await chat.tap("15 minutes")
    await chat.tap("↩ Undo")
    assert (message.text.split()[0], labels(message)) == (text.split()[0], buttons)
    chat.clock.forward(minutes=16)
    await chat.tick()
    assert chat.ada.last is message


async def test_done_while_snoozed(chat: Chat, database: Database) -> None:
    """Who has drunk meanwhile says so under the same message."""
    message = await reminded(chat, database)
    await chat.tap("⏰ Snooze")
    await chat.tap("60 minutes")
    assert await chat.tap("✅ Done") == "💧 Done. That's the first glass today."
    chat.clock.forward(minutes=61)
    await chat.tick()
    assert chat.ada.last is message


async def test_the_series_stays(chat: Chat, database: Database) -> None:
    """Snoozing moves one reminder, not those after it."""
    await reminded(chat, database)
    await chat.tap("⏰ Snooze")
    await chat.tap("15 minutes")
    came: list[datetime] = []
    for _ in range(16):
        before = len(chat.ada.inbox)
        chat.clock.forward(minutes=15)
        await chat.tick()
        came += [chat.clock.now] * (len(chat.ada.inbox) - before)
    assert [f"{moment:%H:%M}" for moment in came] == ["09:15", "11:00", "13:00"]


@pytest.mark.parametrize("how", ["off", "paused"])
async def test_snoozing_what_is_off(chat: Chat, database: Database, how: str) -> None:
    """Who has said stop is not written to again, whatever old buttons there are."""
    message = await reminded(chat, database)
    await chat.tap("⏰ Snooze")
    planner = Planner(chat.clock.now)
    later = chat.clock.now + timedelta(days=1)
    await change(
        database, chat.ada.id, planner.stop if how == "off" else lambda plan: planner.pause(plan, later)
    )
    text = message.text
    press = chat.ada.tap("30 minutes")
    await chat.settle()
    assert press.answer
    assert press.answer.text == SWITCHED_OFF
    assert message.text == text
    chat.clock.forward(minutes=30)
    await chat.tick()
    assert chat.ada.last is message


async def test_skipping(chat: Chat, database: Database) -> None:
    """Nothing is counted; Undo brings the buttons back."""
    message = await reminded(chat, database)
    assert await chat.tap("Skip") == "💧 Skipped. The next one comes as planned."
    assert labels(message) == ["Undo"]
    assert not await marks(database, chat.ada.id)
    await chat.tap("Undo")
    assert "✅ Done" in labels(message)


@pytest.mark.parametrize("action", ["done", "undone", "snooze", "unsnooze", "skip", "snoozed"])
@pytest.mark.parametrize("target", ["", "x:1772355600", "h:9999999999", "h:", "s:1772355600:45", "h:0:30:1"])
async def test_forged_buttons(chat: Chat, database: Database, action: str, target: str) -> None:
    """A button that no reminder had gets a short notice, and nothing else."""
    message = await reminded(chat, database)
    if target.endswith(":45"):
        action = "snoozed"
    shown = message.json()
    press = chat.ada.forge(f"{action}:{target}")
    await chat.settle()
    assert press.answer
    assert press.answer.text == OLD_BUTTON
    assert message.json() == shown
    assert not await marks(database, chat.ada.id)


@pytest.mark.parametrize(
    "data", ["done:h:1772355600", "snooze:h:1772355600", "skip:h:1772355600", "undone:h:1772355600"]
)
async def test_a_message_that_is_gone(
    chat: Chat, database: Database, telegram: LocalTelegram, data: str
) -> None:
    """A tap on a reminder that has been deleted meanwhile gets a short notice."""
    message = await reminded(chat, database)
    press = chat.ada.forge(data)
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": message.id})
    await chat.settle()
    assert press.answer
    assert press.answer.text == OLD_BUTTON


async def test_two_taps_on_snooze(chat: Chat, database: Database) -> None:
    """A double tap does what one does."""
    message = await reminded(chat, database)
    presses = [chat.ada.tap("⏰ Snooze"), chat.ada.tap("⏰ Snooze")]
    await chat.settle()
    assert labels(message)[0] == "15 minutes"
    assert [press.answer and press.answer.text for press in presses] == ["", ""]


async def test_in_a_group(chat: Chat, telegram: LocalTelegram, database: Database) -> None:
    """Anyone may tap, and a glass is counted once for all."""
    group = chat.group()
    bob = telegram.person("Bob")
    group.join(bob)
    await change(database, group.id, subscribe(now=chat.clock.now))
    chat.clock.forward(hours=6)
    await chat.tick()
    group.tap(bob, "✅ Done")
    group.tap(chat.ada, "✅ Done")
    await chat.settle()
    assert group.last.text == "💧 Done. That's the first glass today."
    assert await marks(database, group.id) == [GLASS]


async def test_buttons_without_messages(chat: Chat, database: Database, telegram: LocalTelegram) -> None:
    """A button under an inline message does nothing."""
    await reminded(chat, database)
    query = {"id": "1", "from": chat.ada.user.json(), "chat_instance": "1", "inline_message_id": "x"}
    telegram.push({"callback_query": query | {"data": "done:h:1772355600"}})
    await chat.settle()
    assert telegram.requests_to("answerCallbackQuery")[-1].params["text"] == OLD_BUTTON
    assert not await marks(database, chat.ada.id)
