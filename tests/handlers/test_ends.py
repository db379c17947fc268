"""Reminders that end on a day, in words and by taps."""

import json

from offline_telegram import Message
from offline_telegram.files import Upload
from tests.conftest import Chat, Start, labels
from tests.handlers.reminding import open_panel

SUNDAY = "Sunday, 1 March"


def reminded(messages: list[Message]) -> list[Message]:
    """The reminders among messages."""
    return [message for message in messages if "✅ Done" in labels(message)]


async def live(chat: Chat, days: int) -> list[int]:
    """So many days, from midnight in Berlin, looked at every half hour; how many reminders came on each."""
    chat.clock.forward(hours=20)  # from four in the morning to midnight in Berlin
    counts = []
    for _ in range(days):
        before = len(chat.ada.inbox)
        for _ in range(48):
            chat.clock.forward(minutes=30)
            await chat.tick()
        counts.append(len(chat.ada.inbox) - before)
    return counts


async def test_the_last_day(chat: Chat) -> None:
    """They come up to that day and with it, and then no more; the panel says that they have ended."""
    await open_panel(chat)
    assert (await chat.say("stretch at 22:00 until 4 march")).startswith(
        "Stretch at 22:00, every day, up to and including Wednesday, 4 March. Next: 22:00 today."
    )
    assert "up to and including Wednesday, 4 March" in await chat.say("what do I have?")
    assert await live(chat, 5) == [1, 1, 1, 0, 0]
    assert "bed: off, ended on Wednesday, 4 March\nat 22:00, every day\n" in await chat.say("/reminders")
    assert "🌙 Switch stretch on" in labels(chat.ada.last)
    assert (await chat.say("when is the next one?")).startswith("No reminders are on")


async def test_on_again(chat: Chat) -> None:
    """Switched on after its end, it has none any more; nor has it when it was off in between."""
    await open_panel(chat)
    await chat.say("stretch at 22:00 until 4 march")
    await live(chat, 4)
    await chat.say("/reminders")
    text = await chat.tap("🌙 Switch stretch on")
    assert "bed: on\nat 22:00, every day\nNext: 22:00" in text
    await chat.say("stretch until 20 march")
    await chat.say("/stop")
    await chat.say("/reminders")
    assert "including" not in await chat.tap("🌙 Switch stretch on")


async def test_a_correction(chat: Chat) -> None:
    """After a confirmation the end needs no name, and is taken away, and taken back."""
    await open_panel(chat)
    await chat.say("stretch reminder at 22:00")
    assert "up to and including Friday, 6 March" in await chat.say("only until friday")
    assert "at 22:30, every day, up to and including Friday, 6 March" in await chat.say("no, at 22:30")
    assert "at 22:00, every day, up to and including Friday" in await chat.say("half an hour earlier")
    assert "including" not in await chat.say("forever")
    assert "up to and including Friday, 6 March" in await chat.say("undo")
    assert "including" not in await chat.say("no end")
    assert "up to and including Friday, 6 March" in await chat.tap("↩ Undo")


async def test_whatever_is_on(chat: Chat) -> None:
    """Without a kind and out of the blue, it is for all that are on; with none on there is nothing to end."""
    await open_panel(chat)
    assert (await chat.say("only until friday")).startswith("No reminders are on")
    await open_panel(chat, "hydration", "stretch")
    chat.clock.forward(minutes=31)
    assert (await chat.say("just for two weeks")).startswith(
        "Water every 2 hours from 09:00 to 21:00, every day, up to and including Saturday, 14 March.\n"
        "Stretch at 22:00, every day, up to and including Saturday, 14 March.\nNext: 09:00 today."
    )
    assert "including" not in await chat.tap("↩ Undo")


async def test_by_taps(chat: Chat) -> None:
    """Other times from the panel leave the end as it is."""
    await open_panel(chat)
    await chat.say("water for two weeks")
    await chat.say("/reminders")
    await chat.tap("Every 2 hours")
    assert (
        "every hour from 09:00 to 21:00, every day, up to and including Saturday, 14 March"
        in await chat.tap("Every hour")
    )
    for button, choice in (("From 09:00", "08:00"), ("To 21:00", "20:00"), ("Every day", "Weekdays")):
        chat.clock.forward(seconds=10)
        await chat.tap(button)
        assert "up to and including Saturday, 14 March" in await chat.tap(choice)


async def test_after_a_move(chat: Chat) -> None:
    """The day is one of the place where the person is then."""
    await open_panel(chat)
    await chat.say("stretch at 22:00 until today")
    await chat.say("I'm in Tokyo now")
    assert (await chat.say("when is the next one?")).startswith("🌙 Stretch: 22:00 today")
    chat.clock.forward(hours=10)
    await chat.tick()
    assert len(reminded(chat.ada.inbox)) == 1
    assert f"ended on {SUNDAY}" not in await chat.say("/reminders")
    chat.clock.forward(hours=2)
    assert f"ended on {SUNDAY}" in await chat.say("/reminders")


async def test_nothing_left(chat: Chat) -> None:
    """Where none would come by then, that is said; a day that has passed is asked about."""
    await open_panel(chat)
    assert "None comes by then." in await chat.say("stretch at 3:00 until today")
    assert "None comes by then" in await chat.say("/reminders")
    assert "Until which day, within a year?" in await chat.say("stretch until yesterday")
    assert "within a year" in await chat.say("only until it is better")


async def test_a_pause_stays_one(chat: Chat) -> None:
    """A pause until a day says when they begin again, and ends nothing."""
    await open_panel(chat, "stretch")
    await chat.say("stretch until 20 march")
    assert "Paused until 00:00 on Friday" in await chat.say("pause until friday")
    await chat.say("/resume")
    assert "including Friday, 20 March" in await chat.say("/reminders")


async def test_after_a_restart(start: Start) -> None:
    """The end is stored, handed over, and forgotten."""
    async with start() as chat:
        await open_panel(chat)
        await chat.say("stretch at 22:00 until 4 march")
        ada = chat.ada
    async with start() as chat:
        chat.ada = ada
        await chat.say("/export")
        file = ada.last.file
        assert isinstance(file, Upload)
        [stretch] = json.loads(file.content)["reminders"]
        assert stretch["until"] == "2026-03-04"
        chat.clock.forward(days=5)
        await chat.tick()
        assert "ended on Wednesday, 4 March" in await chat.say("/reminders")
        await chat.say("/forget")
        await chat.tap("Yes, delete everything")
        assert "ended" not in await chat.say("/reminders")
