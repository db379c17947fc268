"""A goal for the day, in words and by taps."""

import json

import pytest

from offline_telegram.files import Upload
from tests.conftest import Chat, Start, labels
from tests.handlers.reminding import open_panel

SET = "🎯 Your goal: 8 glasses a day. Then I am quiet until the next day."


async def drink(chat: Chat, times: int) -> str:
    """The next so many reminders come and are done; returns what was said last."""
    said = ""
    for _ in range(times):
        before = len(chat.ada.inbox)
        while len(chat.ada.inbox) == before:
            chat.clock.forward(minutes=30)
            await chat.tick()
        said = await chat.tap("✅ Done") if times > 1 else await chat.say("done")
    return said


async def test_in_words(chat: Chat) -> None:
    """It is counted towards, and when it is reached, the rest of the day is quiet; the next day is not."""
    await open_panel(chat, "hydration")
    assert (await chat.say("my goal is 3 glasses a day")).startswith(
        "🎯 Your goal: 3 glasses a day. Then I am quiet until the next day.\nNext: 09:00 today."
    )
    assert await drink(chat, 1) == "💧 Done. That makes 1 of 3 glasses today."
    assert "1 of 3 glasses today, 1 in all" in await chat.say("/progress")
    assert "🎯 Your goal: 3 glasses a day" in await chat.say("what do I have?")
    await drink(chat, 1)
    assert await drink(chat, 1) == (
        "💧 Done. That makes 3 glasses today: your goal. I am quiet for the rest of the day."
    )
    seen = len(chat.ada.inbox)
    for _ in range(18):
        chat.clock.forward(minutes=30)
        await chat.tick()
    assert len(chat.ada.inbox) == seen
    assert await drink(chat, 1) == "💧 Done. That makes 1 of 3 glasses today."


async def test_undone(chat: Chat) -> None:
    """Who has not drunk it after all is reminded again; other taps leave the day quiet."""
    await open_panel(chat, "hydration")
    await chat.say("2 glasses a day")
    await drink(chat, 2)
    reached = chat.ada.last
    assert "your goal" in reached.text
    assert "Next: 09:00 tomorrow" in await chat.say("/reminders")
    seen = len(chat.ada.inbox)
    chat.clock.forward(hours=2)
    await chat.tick()
    assert len(chat.ada.inbox) == seen
    chat.ada.tap("Undo", reached)
    await chat.settle()
    chat.clock.forward(hours=2)
    await chat.tick()
    assert "✅ Done" in labels(chat.ada.last)


async def test_in_litres(chat: Chat) -> None:
    """It is asked how large a glass is, by buttons, before anything is set."""
    await open_panel(chat, "hydration")
    assert "2 litres a day: how much does your glass hold?" in await chat.say("2 litres a day")
    assert labels(chat.ada.last) == ["200 ml", "250 ml", "300 ml", "500 ml", "🔔 My reminders"]
    assert "goal:" not in await chat.say("/reminders")
    await chat.say("2 litres a day")
    assert (await chat.tap("250 ml")).startswith(SET)


@pytest.mark.parametrize(
    ("said", "size", "glasses"),
    [
        ("2 litres a day", "a quarter litre", 8),
        ("2 litres a day", "250", 8),
        ("1.5 l a day", "300 ml", 5),
        ("half a gallon a day", "half a litre", 4),
        ("I want to drink 2 litres a day", "I don't know", 8),
        ("64 oz a day", "8 oz", 8),
    ],
)
async def test_a_typed_size(chat: Chat, said: str, size: str, glasses: int) -> None:
    """The size of a glass can be written; whatever is begun counts as one."""
    await open_panel(chat, "hydration")
    await chat.say(said)
    assert (await chat.say(size)).startswith(f"🎯 Your goal: {glasses} glasses a day.")


async def test_no_size(chat: Chat) -> None:
    """Who leaves the question sets nothing; too many glasses are refused."""
    await open_panel(chat, "hydration")
    await chat.say("2 litres a day")
    assert await chat.say("never mind") == "Fine, everything stays as it is."
    await chat.say("5 litres a day")
    assert "I count up to 20 glasses" in await chat.say("100 ml")
    assert "I count up to 20 glasses" in await chat.say("9 litres a day")
    assert "I count up to 20 glasses" in await chat.say("50 glasses a day")
    assert "goal:" not in await chat.say("/reminders")


async def test_given_up(chat: Chat) -> None:
    """By words, corrected before, and taken back."""
    await open_panel(chat, "hydration")
    assert (await chat.say("no goal")).startswith("There is no goal.")
    await chat.say("8 glasses a day")
    assert (await chat.say("no, 10")).startswith("🎯 Your goal: 10 glasses a day.")
    assert (await chat.say("no goal")).startswith("🎯 There is no goal any more.")
    await chat.say("undo")
    assert "🎯 Your goal: 10 glasses a day" in await chat.say("/reminders")


async def test_by_taps(chat: Chat) -> None:
    """The panel has it, with a menu to set it and to give it up."""
    await open_panel(chat, "hydration")
    assert "🎯" not in chat.ada.last.text
    assert "How many glasses a day do you want to reach?" in await chat.tap("🎯 Set a daily goal")
    assert "🎯 Your goal: 6 glasses a day" in await chat.tap("6")
    await chat.tap("🎯 Goal: 6 glasses")
    assert "✓ 6" in labels(chat.ada.last)
    assert "🎯" not in await chat.tap("No goal")


async def test_reached_already(chat: Chat) -> None:
    """A goal that was reached before it was set lets the day rest at once; a higher one does not."""
    await open_panel(chat, "hydration")
    await drink(chat, 2)
    assert "Next: 09:00 tomorrow" in await chat.say("2 glasses a day")
    assert "Next: 13:00 today" in await chat.say("4 glasses a day")


async def test_plenty(chat: Chat) -> None:
    """Without a goal, eight glasses offer to rest; with a higher one they don't."""
    await open_panel(chat, "hydration")
    await chat.say("water every hour from 8 to 21")
    await drink(chat, 8)
    assert "Enough for today" in labels(chat.ada.last)
    await chat.say("12 glasses a day")
    assert await drink(chat, 1) == "💧 Done. That makes 9 of 12 glasses today."
    assert labels(chat.ada.last) == ["Undo"]


async def test_while_it_is_off(chat: Chat) -> None:
    """The goal is kept, and the reminders offered; who asks for them has them on."""
    await open_panel(chat)
    text = await chat.say("8 glasses a day")
    assert "The reminders to drink are off" in text
    assert "💧 Remind me to drink" in labels(chat.ada.last)
    assert "Water: off" in await chat.say("/reminders")
    assert "Water every 2 hours" in await chat.say("remind me to drink 8 glasses a day")
    assert "Water: on" in await chat.say("/reminders")


async def test_limits(chat: Chat) -> None:
    """Before the first goal it is asked, once, whether a doctor has set a limit; who has one gets none."""
    await chat.say("my goal is 2 litres a day, I have heart failure")
    assert "Then follow your doctor" in chat.ada.last.text
    await chat.say("8 glasses a day")
    assert "has a doctor told you to limit fluids" in chat.ada.inbox[-2].text
    await chat.say("9 glasses a day")
    assert "has a doctor told you" not in chat.ada.inbox[-2].text


async def test_told_only(chat: Chat) -> None:
    """Who tells what they drink, or asks, sets no goal."""
    await open_panel(chat, "hydration")
    for said in ("I drink 2 litres a day and still get cramps", "is 8 glasses a day enough?"):
        assert "🎯" not in await chat.say(said)


async def test_after_a_restart(start: Start) -> None:
    """The goal and its question go on in another process; it is handed over, and forgotten."""
    async with start() as chat:
        await open_panel(chat, "hydration")
        await chat.say("2 litres a day")
        question = chat.ada.last
        ada = chat.ada
    async with start() as chat:
        chat.ada = ada
        ada.tap("250 ml", question)
        await chat.settle()
        assert ada.last.text.startswith(SET)
        await chat.say("/export")
        file = ada.last.file
        assert isinstance(file, Upload)
        [water] = json.loads(file.content)["reminders"]
        assert water["goal"] == 8
        await chat.say("/forget")
        await chat.tap("Yes, delete everything")
        assert "🎯" not in await chat.say("/reminders")
