"""Wishes that are no rule for every day, in a conversation."""

import pytest

from bot.matching import Matcher
from bot.storage import Database
from offline_telegram import LocalTelegram
from tests.conftest import Chat, Clock, labels, started
from tests.handlers.reminding import open_panel

UNCHANGED = "I haven't changed anything."


async def test_once(chat: Chat) -> None:
    """A single reminder comes, whether its kind is on or off, and then no other."""
    await open_panel(chat, "hydration")
    assert (await chat.say("remind me in 20 minutes to stretch")).startswith("🌙 Stretch, once: 04:20 today.")
    assert "Once, 04:20 today" in await chat.say("/reminders")
    chat.clock.forward(minutes=20)
    await chat.tick()
    assert "▶ Start, step by step" in labels(chat.ada.last)
    assert (await chat.say("done")).startswith("🌙 Done")
    assert "bed: off" in await chat.say("/reminders")
    assert "Once" not in chat.ada.last.text


async def test_once_tomorrow(chat: Chat) -> None:
    """At a time of the next day; what was set can be taken back."""
    await open_panel(chat)
    assert (await chat.say("remind me tomorrow at 9 to drink")).startswith("💧 Water, once: 09:00 tomorrow.")
    assert "09:00 tomorrow (once)" in await chat.say("when is the next one?")
    await chat.say("remind me tomorrow at 9 to drink")
    await chat.tap("↩ Not after all")
    assert (await chat.say("when is the next one?")).startswith("No reminders are on")


async def test_once_without_a_zone(chat: Chat) -> None:
    """Minutes need none; a time of day does, and nothing is set until it is known."""
    assert "once" in await chat.say("remind me in 20 minutes to drink")
    assert "Where do you live?" in await chat.say("remind me tomorrow at 9 to stretch")


async def test_in_the_morning_too(chat: Chat) -> None:
    """The evening's stretch stays."""
    await open_panel(chat, "stretch")
    assert (await chat.say("remind me to stretch in the morning too")).startswith(
        "Stretch at 08:00 and 22:00"
    )
    await chat.say("/reminders")
    assert "At 08:00 and 22:00" in labels(chat.ada.last)
    for hour in (8, 22):
        chat.clock.forward(hours=hour - 1 - chat.clock.now.hour)
        await chat.tick()
        assert "▶ Start, step by step" in labels(chat.ada.last)


async def test_one_time_too(chat: Chat) -> None:
    """Beside the water, the first stretch of the day is in the evening."""
    await open_panel(chat, "hydration")
    assert (await chat.say("stretch at half past ten too")).startswith("Stretch at 22:30, every day.")


async def test_twice(chat: Chat) -> None:
    """Water at two times, and then from another one on, with what is usual in between."""
    await open_panel(chat, "hydration")
    assert (await chat.say("water at 9 and 15")).startswith("Water at 09:00 and 15:00, every day.")
    assert (await chat.say("half an hour later")).startswith("Water at 09:30 and 15:30")
    assert (await chat.say("every 3 hours")).startswith("Water every 3 hours from 09:30 to 15:30")
    assert UNCHANGED in await chat.say("also remind me at 20:00 to drink")


async def test_three_times(chat: Chat) -> None:
    """So many, and no more."""
    await open_panel(chat, "hydration")
    assert (await chat.say("remind me to drink 3 times a day")).startswith(
        "Water every 4 hours from 09:00 to 17:00"
    )


@pytest.mark.parametrize(
    ("said", "nearest"),
    [
        ("remind me to drink every half hour", "every hour"),
        ("remind me to drink after lunch", "water at 13:30"),
        ("remind me to take my magnesium at 8pm", "only remind you of two things"),
        ("remind me to stretch every other day", "Monday, Wednesday and Friday"),
        ("remind my mum to drink", "in this chat"),
        ("only until it is better", "only until 5 December"),
        ("remind me every morning", "Water or stretch?"),
    ],
)
async def test_refused(chat: Chat, said: str, nearest: str) -> None:
    """What cannot be done is said, with the nearest that can, and nothing is changed."""
    before = await open_panel(chat, "hydration", "stretch")
    refused = await chat.say(said)
    assert nearest in refused
    assert UNCHANGED in refused
    assert await chat.say("/reminders") == before


async def test_less_often(chat: Chat) -> None:
    """Without a word of which, the one that is on is meant, and with two it is asked."""
    await open_panel(chat, "hydration")
    assert (await chat.say("make it less often")).startswith("Water every 3 hours")
    await open_panel(chat, "hydration", "stretch")
    chat.clock.forward(minutes=31)
    assert "Which one, water or stretch?" in await chat.say("half an hour later")
    assert (await chat.say("stretch half an hour later")).startswith("Stretch at 22:30")


async def test_not_today(chat: Chat) -> None:
    """One kind rests until tomorrow, the other goes on."""
    await open_panel(chat, "hydration", "stretch")
    assert (await chat.say("no water today")).startswith("💧 No more of these today. Next: 09:00 tomorrow.")
    chat.clock.forward(hours=18, minutes=1)
    await chat.tick()
    assert [message.text[0] for message in chat.ada.inbox if "✅ Done" in labels(message)] == ["🌙"]


async def test_nothing_today(chat: Chat) -> None:
    """All of them rest until tomorrow."""
    await open_panel(chat, "hydration", "stretch")
    assert (await chat.say("skip today")).startswith("⏸ Paused until 00:00 tomorrow.")


async def test_a_limit(chat: Chat) -> None:
    """Who may not drink much is not reminded to, but asked."""
    assert "follow your doctor" in await chat.say("remind me to drink, I have heart failure")
    assert "Water: off" in await chat.say("/reminders")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("im in tokyo now", "Tokyo, Japan"),
        ("i am back home in Lisbon", "Lisbon, Portugal"),
        ("timezone Tokyo", "Tokyo, Japan"),
        ("tz europe/london", "London, United Kingdom"),
        ("UTC+9", "Which one is right?"),
        ("it's 11:00 am here", "Which one is right?"),
        ("you're one hour off", "Where do you live?"),
    ],
)
async def test_zones(chat: Chat, said: str, shown: str) -> None:
    """Several ways to say where one is."""
    await open_panel(chat, "stretch")
    before = len(chat.ada.inbox)
    await chat.say(said)
    assert shown in "\n".join(message.text for message in chat.ada.inbox[before:])


async def test_a_contact(telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database) -> None:
    """Who wants a human is told who runs the bot; so is who reads what it keeps."""
    async with started(telegram, matcher, clock, database, contact="Ann & Co, ann@example.org") as chat:
        assert "Who runs me: Ann & Co, ann@example.org" in await chat.say("who runs this bot?")
        assert "Ann & Co, ann@example.org" in await chat.say("/privacy")


async def test_about_itself(chat: Chat) -> None:
    """Who runs it may be unknown; what it keeps is shown; abuse gets one calm line."""
    assert "don't have an address" in await chat.say("I want to speak to a human")
    assert "What I keep about you" in await chat.say("what do you know about me?")
    assert (await chat.say("you suck")).startswith("I'm only a program for foot cramps.")


async def test_not_understood(chat: Chat) -> None:
    """What is no answer to what was just done is refused by that, not by the subject."""
    await open_panel(chat, "stretch")
    await chat.say("stretch at 22:15")
    assert (await chat.say("qwerty asdf")).startswith("Sorry, I didn't understand that.")
    await chat.say("/cramp")
    assert "Has the cramp passed?" in await chat.say("qwerty")


async def test_one_more(chat: Chat) -> None:
    """Right after a change, one more time a day needs no name; nor do the two that were asked for."""
    await open_panel(chat, "stretch")
    await chat.say("stretch at 22:30")
    assert (await chat.say("also in the morning at 7")).startswith("Stretch at 07:00 and 22:30, every day.")
    assert "Stretch at 22:30, every day." in await chat.say("undo")
    assert "At which two times?" in await chat.say("make it twice a day")
    assert (await chat.say("at 8 and 21")).startswith("Stretch at 08:00 and 21:00, every day.")


async def test_of_what_was_read(chat: Chat) -> None:
    """Who has just read of stretches wants to be reminded of those."""
    await chat.say("which stretches help before bed?")
    assert (await chat.say("ok remind me every evening")).startswith("Stretch at 19:00, every day.")


async def test_cancelled(chat: Chat) -> None:
    """Right after a correction, "cancel it" ends the reminder: nobody is reminded who believes it is off."""
    await open_panel(chat, "stretch")
    await chat.say("stretch at 22:30")
    await chat.say("weekdays only")
    assert (await chat.say("cancel it")).startswith("Stretch before bed: this reminder is off now.")


async def test_two_wishes(chat: Chat) -> None:
    """Both are done and told in one message, and taken back by one tap."""
    await open_panel(chat, "stretch")
    said = await chat.say("water every 3 hours from 9 to 18 and stretch at 21:30")
    assert "Water every 3 hours from 09:00 to 18:00" in said
    assert "Stretch at 21:30" in said
    await chat.tap("↩ Undo")
    panel = await chat.say("/reminders")
    assert "💧 Water: off" in panel
    assert "at 22:00" in panel


async def test_one_pause(chat: Chat) -> None:
    """One kind of two cannot be paused; the only one that is on can."""
    await open_panel(chat, "hydration", "stretch")
    assert "A pause is for all reminders" in await chat.say("pause the water for 2 days")
    await chat.say("turn off stretch")
    assert (await chat.say("pause the water for 2 days")).startswith("⏸ Paused until")


async def test_put_off_until_a_time(chat: Chat) -> None:
    """By the person's own clock, in the half of the day that comes first."""
    await open_panel(chat, "hydration")
    chat.clock.forward(hours=5)
    await chat.tick()
    assert "Snoozed until 17:00" in await chat.say("ask me again at 5")


async def test_annoyed(chat: Chat) -> None:
    """Who may be tired of reminders is asked which are to end; without any, it is something else."""
    assert "Which reminders" not in await chat.say("your messages annoy me")
    await open_panel(chat, "hydration", "stretch")
    assert "Which reminders should I stop?" in await chat.say("your messages annoy me")
    assert "All reminders are off" in await chat.say("all")


async def test_not_understood_after_a_reminder(chat: Chat) -> None:
    """A few words that nothing is made of after a reminder: what can be written, not topics."""
    await open_panel(chat, "hydration")
    chat.clock.forward(hours=5)
    await chat.tick()
    said = await chat.say("banana phone wallet")
    assert "I didn't understand that. After a reminder you can write" in said
    assert "None of these" not in labels(chat.ada.last)
