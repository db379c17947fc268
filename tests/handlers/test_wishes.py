"""Wishes about reminders in a person's own words, and the commands that are short for some."""

from zoneinfo import ZoneInfo

import pytest

from bot.storage import Store
from offline_telegram import LocalTelegram
from tests.conftest import Chat, labels
from tests.handlers.reminding import open_panel, times
from tests.storage.plans import subscribe

BUTTONS = ["↩ Undo", "🔔 My reminders"]


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        (
            "remind me to drink every 2 hours from 9 to 18",
            "Water every 2 hours from 09:00 to 18:00, every day. Next: 09:00 today.",
        ),
        ("stretch reminder at half past ten", "Stretch at 22:30, every day. Next: 22:30 today."),
        (
            "water reminders on weekdays only",
            "Water every 2 hours from 09:00 to 21:00, on weekdays. Next: 09:00 tomorrow.",
        ),
        (
            "remnid me to drnk evry 3 huors",
            "Water every 3 hours from 09:00 to 21:00, every day. Next: 09:00 today.",
        ),
        ("/ask remind me to stretch at 21:00", "Stretch at 21:00, every day. Next: 21:00 today."),
        ("pause till monday", "⏸ Paused until 00:00 tomorrow. Then they start again on their own."),
        (
            "no more water reminders",
            "Water: this reminder is off now. Still on: stretch before bed.",
        ),
    ],
)
async def test_a_wish(chat: Chat, said: str, understood: str) -> None:
    """It is granted at once, and what was understood is repeated in a line, with a way back."""
    before = await open_panel(chat, "hydration", "stretch")
    limits = len(chat.ada.inbox)
    assert await chat.say(said) == understood
    assert labels(chat.ada.last) == BUTTONS
    assert len(chat.ada.inbox) == limits + 1
    assert (await chat.tap("↩ Undo")).startswith("↩ Undone.")
    assert await chat.say("/reminders") == before


async def test_the_first_wish(chat: Chat) -> None:
    """The zone is asked for in the same breath; then the wish holds."""
    text = await chat.say("remind me to drink every 2 hours from 9 to 18")
    assert text.startswith("Water every 2 hours from 09:00 to 18:00, every day.\n\n🌍 Where do you live?")
    assert labels(chat.ada.last) == ["📍 Share location", "🕒 Choose by the clock", *BUTTONS]
    text = await chat.say("berln")
    assert "every 2 hours from 09:00 to 18:00, every day\nNext: 09:00 today, 11:00 today" in text
    assert len([message for message in chat.ada.inbox if "heart failure" in message.text]) == 1


async def test_next_time(chat: Chat) -> None:
    """Telegram shows it by the reader's own clock."""
    await open_panel(chat, "stretch")
    await chat.say("stretch reminder at 23:00")
    assert times(chat.ada.last) == ["2026-03-01T22:00+00:00 wt"]


async def test_stop(chat: Chat, telegram: LocalTelegram) -> None:
    """/stop ends all at once, says how they come back, and can be undone."""
    before = await open_panel(chat, "hydration", "stretch")
    text = await chat.say("/stop")
    assert text.startswith("All reminders are off. You won't get any more.")
    assert "/reminders" in text
    sent = len(telegram.requests_to("sendMessage"))
    for _ in range(30):
        chat.clock.forward(hours=1)
        await chat.tick()
    assert len(telegram.requests_to("sendMessage")) == sent
    chat.clock.forward(hours=-30)
    await chat.tap("↩ Undo")
    assert await chat.say("/reminders") == before


@pytest.mark.parametrize("said", ["/stop", "stop", "stop reminding me", "/pause", "/pause 3 days"])
async def test_nothing_to_stop(chat: Chat, said: str) -> None:
    """Where no reminders are on, that is what is said."""
    assert await chat.say(said) == "No reminders are on, so you won't get any."
    assert labels(chat.ada.last) == ["🔔 My reminders"]


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("/pause 3 days", "04:00 on Wednesday"),
        ("/pause till monday", "00:00 tomorrow"),
        ("/pause for a week", "04:00 on 8 March"),
        ("/PAUSE until friday", "00:00 on Friday"),
    ],
)
async def test_pause(chat: Chat, said: str, until: str) -> None:
    """/pause takes a length or a day."""
    await open_panel(chat, "hydration")
    assert await chat.say(said) == f"⏸ Paused until {until}. Then they start again on their own."
    assert f"⏸ Paused until {until}" in await chat.tap("🔔 My reminders")


@pytest.mark.parametrize(
    "said", ["/pause", "/pause until yesterday", "/pause a bit", "/pause whenever, you know"]
)
async def test_pause_for_how_long(chat: Chat, said: str) -> None:
    """Without a length that makes sense it is asked for, and nothing changes."""
    before = await open_panel(chat, "hydration")
    await chat.say(said)
    assert labels(chat.ada.last) == ["1 day", "3 days", "A week", "Until Monday", "◀ Back"]
    assert await chat.say("/reminders") == before
    await chat.tap("⏸ Pause")
    assert "⏸ Paused until 00:00 tomorrow" in await chat.tap("Until Monday")


async def test_resuming(chat: Chat) -> None:
    """A pause ends by words, too."""
    await open_panel(chat, "hydration")
    await chat.say("/pause 3 days")
    assert await chat.say("resume") == "▶ Your reminders are back on. Next: 09:00 today."
    assert await chat.say("resume") == "Your reminders aren't paused. Next: 09:00 today."


async def test_resuming_nothing(chat: Chat) -> None:
    """Where nothing is on, both kinds are offered."""
    assert await chat.say("resume my reminders") == "No reminders are on, so you won't get any."
    assert labels(chat.ada.last) == ["💧 Remind me to drink", "🌙 Remind me to stretch"]


async def test_looking(chat: Chat) -> None:
    """Who wants to see them is shown the panel."""
    before = await open_panel(chat, "hydration")
    assert await chat.say("show my reminders") == before


@pytest.mark.parametrize(
    "said",
    [
        "remind me to drink every 0 minutes",
        "remind me to drink at 25:00",
        "pause until yesterday",
    ],
)
async def test_nonsense(chat: Chat, said: str) -> None:
    """What cannot be gets a question that helps, and changes nothing."""
    before = await open_panel(chat, "hydration")
    await chat.say(said)
    assert chat.ada.last.buttons
    assert await chat.say("/reminders") == before


async def test_no_kind_named(chat: Chat) -> None:
    """Then the one that is on is meant; but only water comes every few hours."""
    await open_panel(chat, "stretch")
    assert (await chat.say("remind me on weekdays only")).startswith("Stretch at 22:00, on weekdays.")
    assert (await chat.say("remind me every 3 hours")).startswith("Water every 3 hours")


async def test_urgent_first(chat: Chat) -> None:
    """No wish keeps an alarm back."""
    before = await open_panel(chat, "hydration")
    text = await chat.say("stop reminding me. my calf is swollen, hot and red")
    assert text.startswith("⚠️ Please read this first.")
    assert await chat.say("/reminders") == before


async def test_an_edited_wish(chat: Chat) -> None:
    """What it says last holds, and the answer changes with it."""
    await open_panel(chat, "hydration")
    wish = chat.ada.say("remind me to drink every 3 hours")
    await chat.settle()
    messages = len(chat.ada.inbox)
    chat.ada.edit(wish, "remind me to drink every 4 hours")
    await chat.settle()
    assert chat.ada.last.text.startswith("Water every 4 hours")
    assert len(chat.ada.inbox) == messages


async def test_questions_about_reminders(chat: Chat) -> None:
    """They are answered with the panel, or with the way to it."""
    await chat.say("how do I get reminders?")
    assert {"🔔 My reminders", "💧 Switch water on"} & set(labels(chat.ada.last))


async def test_a_day_of_the_new_zone(chat: Chat, store: Store) -> None:
    """A pause until a day lasts until that day where somebody has moved to."""
    await store.change(chat.ada.id, subscribe())
    await chat.say("i live in berlin")
    await chat.say("pause till monday")
    await chat.say("i moved to new york")
    plan = await store.plan(chat.ada.id)
    assert plan.zone == "America/New_York"
    assert plan.paused_until
    ends = plan.paused_until.astimezone(ZoneInfo(plan.zone))
    assert (ends.weekday(), ends.hour, ends.minute) == (0, 0, 0)


async def test_resume(chat: Chat, store: Store) -> None:
    """/resume ends a pause."""
    await store.change(chat.ada.id, subscribe())
    await chat.say("pause for 3 days")
    assert (await store.plan(chat.ada.id)).paused_until
    await chat.say("/resume")
    assert (await store.plan(chat.ada.id)).paused_until is None
