"""A cramp right now."""

import pytest

from bot.knowledge import Knowledge
from bot.matching import Urgent
from bot.storage import Database
from bot.views.welcome import OLD_BUTTON
from offline_telegram import LocalTelegram
from offline_telegram.errors import bad_request
from tests.conftest import Chat, Start, labels
from tests.handlers.conftest import Ordered
from tests.handlers.stretching import Countdowns, heading, marks, tapped

pytestmark = pytest.mark.usefixtures("countdowns")

START = "▶ Start: stretch with me"
PASSED = "✅ It has passed"
LONG = "⚠️ More than 10 minutes"
ROUND = 60
"""Seconds that are counted."""


async def test_help(chat: Chat) -> None:
    """What to do this minute comes first, and who has waited for long enough is not sent to stretch."""
    shown = await chat.say("/cramp")
    assert shown.splitlines()[:3] == [
        "A cramp right now? Stop what you're doing, then:",
        "",
        "1. Straighten your leg. Slowly and gently pull your toes towards you.",
    ]
    assert "More than 10 minutes, or a leg that's swollen" in shown
    assert labels(chat.ada.last) == [START, LONG, "Stopping a cramp right now"]
    assert (await chat.tap("Stopping a cramp right now")).startswith("About stopping a cramp right now:")


@pytest.mark.parametrize("words", ["my foot is cramping right now, help", "/ask how do I stop a cramp?"])
async def test_words(chat: Chat, words: str) -> None:
    """Whoever asks in their own words gets the same help."""
    shown = await chat.say(words)
    assert shown.startswith(await chat.say("/cramp"))  # which needs no other picture
    await chat.tap(START)
    assert heading(chat.ada.last) == "Step 1 of 3, 10 seconds"
    await chat.tap("⏹ Stop")


async def test_an_edited_question(chat: Chat, countdowns: Countdowns) -> None:
    """Its new answer is not overwritten by a countdown in the place of the old one."""
    asked = chat.ada.say("my foot is cramping right now, help")
    await chat.settle()
    await chat.tap(START)
    chat.ada.edit(asked, "massage")
    await chat.settle()
    assert not countdowns.running
    assert chat.ada.last.text.startswith("About massage")


async def test_a_round(chat: Chat, countdowns: Countdowns, database: Database) -> None:
    """It counts down in the message, then asks; nothing of it counts as a stretch before bed."""
    await chat.say("/cramp")
    message, seen = chat.ada.last, []
    await chat.tap(START)
    for _ in range(ROUND // 5):
        seen.append(heading(message))
        await countdowns.forward(5)
    assert seen == [
        *(f"Step 1 of 3, {left} seconds" for left in (10, 5)),
        *(f"Step 2 of 3, {left} seconds" for left in (30, 25, 20, 15, 10, 5)),
        *(f"Step 3 of 3, {left} seconds" for left in (20, 15, 10, 5)),
    ]
    assert message.text == "Did it pass?"
    assert labels(message) == ["✅ Yes", "Still there", LONG]
    assert chat.ada.inbox == [message]
    assert not countdowns.running
    assert not await marks(database, chat.ada.id)


async def test_the_picture(chat: Chat, countdowns: Countdowns, telegram: LocalTelegram) -> None:
    """It stays while the words under it change, each time by one request."""
    await chat.say("/cramp")
    message = chat.ada.last
    picture = message.content["photo"]
    await chat.tap(START)
    await countdowns.forward(15)
    await chat.tap("⏹ Stop")
    await chat.tap("Still there")
    await chat.tap("▶ Another round")
    await countdowns.forward(ROUND)
    await chat.tap("✅ Yes")
    assert message.text.startswith("Good, it's over!")
    assert message.content["photo"] == picture
    assert chat.ada.inbox == [message]
    assert not telegram.requests_to("editMessageText")


async def test_the_picture_in_sight(chat: Chat, countdowns: Countdowns, telegram: LocalTelegram) -> None:
    """Without it, the words change as they are."""
    await chat.say("/start stop-a-cramp-now")
    await chat.say("/cramp")
    await chat.tap(START)
    await countdowns.forward(ROUND)
    assert chat.ada.last.text == "Did it pass?"
    assert "photo" not in chat.ada.last.content
    assert not telegram.requests_to("editMessageCaption")
    assert (await chat.tap(LONG)).startswith("⚠️ Please read this first.")
    assert len(chat.ada.inbox) == 2


async def test_passed(chat: Chat, countdowns: Countdowns) -> None:
    """What is left to do, then one offer each: what may prevent the next one, and a reminder."""
    await chat.say("/cramp")
    await chat.tap(START)
    await countdowns.forward(ROUND)
    assert (await chat.tap("✅ Yes")).startswith(
        "Good, it's over!\n\nWhen it eases, stand on the foot and walk a few steps."
    )
    offer = chat.ada.last
    assert labels(offer) == ["🌙 At night", "🏃 Running", "👟 My shoes", "🌙 Remind me to stretch"]
    for button, shown in (
        ("🌙 At night", "About cramps at night"),
        ("🏃 Running", "About cramps while running"),
        ("👟 My shoes", "About shoes that fit"),
        ("🌙 Remind me to stretch", "🌍 Where do you live?"),
    ):
        chat.ada.tap(button, offer)
        await chat.settle()
        assert chat.ada.last.text.startswith(shown)


async def test_still_there(chat: Chat, countdowns: Countdowns) -> None:
    """Another round, and when to get help instead."""
    await chat.say("/cramp")
    await chat.tap(START)
    await countdowns.forward(ROUND)
    assert "more than 10 minutes" in await chat.tap("Still there")
    assert labels(chat.ada.last) == ["▶ Another round", PASSED, LONG]
    await chat.tap("▶ Another round")
    assert heading(chat.ada.last) == "Step 1 of 3, 10 seconds"
    await countdowns.forward(ROUND)
    assert chat.ada.last.text == "Did it pass?"


@pytest.mark.parametrize(
    ("button", "shown"),
    [(PASSED, "Good, it's over!"), ("⏹ Stop", "Did it pass?"), (LONG, "⚠️ Please read this first.")],
)
async def test_ends(chat: Chat, countdowns: Countdowns, button: str, shown: str) -> None:
    """A tap while it counts ends that, and nothing is written over what it led to."""
    await chat.say("/cramp")
    await chat.tap(START)
    await countdowns.forward(15)
    assert (await chat.tap(button)).startswith(shown)
    assert not countdowns.running
    await countdowns.forward(ROUND)
    assert chat.ada.last.text.startswith(shown)


async def test_more_than_ten_minutes(chat: Chat) -> None:
    """The advice for what is urgent, at once."""
    await chat.say("/cramp")
    press = chat.ada.tap(LONG)
    await chat.settle()
    (advice,) = chat.ada.inbox
    assert advice.text.startswith("⚠️ Please read this first.")
    assert "Please get medical help today" in advice.text
    assert "a cramp of more than 10 minutes" in advice.text
    assert "photo" not in advice.content
    assert not advice.silent
    assert press.answer


async def test_advice_before_anything_else(chat: Chat, telegram: LocalTelegram) -> None:
    """It comes though the help, with its picture above, cannot be deleted any more."""
    await chat.say("/cramp")
    telegram.fail("deleteMessage", bad_request("message can't be deleted for everyone"))
    assert (await chat.tap(LONG)).startswith("⚠️ Please read this first.")
    assert len(chat.ada.inbox) == 2


async def test_urgent_words(chat: Chat, knowledge: Knowledge, reply_with: Ordered) -> None:
    """Who adds a sign of something serious to the command is told what to do about that."""
    reply_with(Urgent(knowledge.entries["urgent-signs"], ()))
    assert (await chat.say("/cramp and my chest hurts")).startswith("⚠️ Please read this first.")


async def test_other_words(chat: Chat) -> None:
    """Any others change nothing."""
    assert (await chat.say("/cramp in my left foot")).startswith(await chat.say("/cramp"))


async def test_one_countdown_a_chat(chat: Chat, countdowns: Countdowns) -> None:
    """It takes the place of a guided stretch, whose message says so."""
    await chat.say("/stretch")
    old = chat.ada.last
    await chat.say("/cramp")
    await chat.tap(START)
    assert old.text == "🌙 This one has ended: you've started a new one."
    assert len(countdowns.running) == 1
    await chat.tap("⏹ Stop")


async def test_one_under_a_picture(chat: Chat, countdowns: Countdowns) -> None:
    """It gives way to a guided stretch, and says so; /stop ends it, too."""
    await chat.say("/cramp")
    old = chat.ada.last
    await chat.tap(START)
    await chat.say("/stretch")
    assert old.text == "🌙 This one has ended: you've started a new one."
    await chat.tap("⏹ Stop")
    chat.clock.forward(minutes=10)
    await chat.settle()
    await chat.say("/cramp")
    message = chat.ada.last
    await chat.tap(START)
    await chat.say("/stop")
    assert message.text.startswith("⏸ I have to stop counting.")
    assert not countdowns.running


async def test_a_stop(start: Start, countdowns: Countdowns, telegram: LocalTelegram) -> None:
    """When the bot stops, the message says so; in the next process its buttons work."""
    async with start() as chat:
        await chat.say("/cramp")
        await chat.tap(START)
        await countdowns.forward(15)
        ada, message = chat.ada, chat.ada.last
    assert message.text.startswith("⏸ I have to stop counting.")
    async with start() as chat:
        telegram.push({"callback_query": tapped(message, "▶ Start again")})
        await chat.settle()
        assert heading(message) == "Step 1 of 3, 10 seconds"
        await countdowns.forward(ROUND)
        telegram.push({"callback_query": tapped(message, LONG)})
        await chat.settle()
    (alarm,) = ada.inbox
    assert alarm.text.startswith("⚠️ Please read this first.")


async def test_in_a_group(chat: Chat, countdowns: Countdowns, telegram: LocalTelegram) -> None:
    """It replies; anyone may tap, and it is written less often."""
    group = chat.group()
    bob = telegram.person("Bob")
    group.join(bob)
    asked = group.say(chat.ada, "/cramp")
    await chat.settle()
    assert group.last.reply_to == asked
    group.tap(bob, START)
    await chat.settle()
    before = len(telegram.requests_to("editMessageCaption"))
    await countdowns.forward(ROUND)
    assert len(telegram.requests_to("editMessageCaption")) == before + ROUND // 10
    assert group.last.text == "Did it pass?"
    group.tap(bob, LONG)
    await chat.settle()
    (alarm,) = group.inbox
    assert alarm.text.startswith("⚠️ Please read this first.")
    assert alarm.reply_to == asked


@pytest.mark.parametrize("data", ["cramp:", "cramp:run", "cramp:start/1"])
async def test_forged_buttons(chat: Chat, countdowns: Countdowns, data: str) -> None:
    """A button that the help never had gets a short notice, and what runs goes on."""
    await chat.say("/cramp")
    await chat.tap(START)
    press = chat.ada.forge(data)
    await chat.settle()
    assert press.answer
    assert press.answer.text == OLD_BUTTON
    assert len(countdowns.running) == 1
    await chat.tap("⏹ Stop")
