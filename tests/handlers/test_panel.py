"""The panel of reminders, and what its buttons do."""

import pytest

from offline_telegram import LocalTelegram
from tests.conftest import Chat, Start, labels
from tests.handlers.reminding import open_panel, times


async def test_at_first(chat: Chat) -> None:
    """All is off; the usual times are said aloud, and each kind is switched on by one tap."""
    assert await chat.say("/reminders") == (
        "Your reminders\n\n"
        "💧 Water: off\nevery 2 hours from 09:00 to 21:00, every day\n\n"
        "🌙 Stretch before bed: off\nat 22:00, every day\n\n"
        "🌍 Time zone: not known yet"
    )
    assert labels(chat.ada.last) == ["💧 Switch water on", "🌙 Switch stretch on", "🌍 Time zone"]


async def test_switched_on(chat: Chat) -> None:
    """What is on says when it comes next, by the clock of the zone, and has its settings under it."""
    text = await open_panel(chat, "hydration")
    assert (
        "💧 Water: on\nevery 2 hours from 09:00 to 21:00, every day\nNext: 09:00 today, 11:00 today" in text
    )
    assert "🌙 Stretch before bed: off" in text
    assert "🌍 Berlin, Germany: now 04:00 there" in text
    assert labels(chat.ada.last) == [
        "💧 Switch water off",
        "Every 2 hours",
        "Every day",
        "From 09:00",
        "To 21:00",
        "🎯 Set a daily goal",
        "🌙 Switch stretch on",
        "🌍 Time zone",
        "⏸ Pause",
    ]


async def test_next_times(chat: Chat) -> None:
    """Telegram shows them by the reader's own clock."""
    await open_panel(chat, "hydration")
    assert times(chat.ada.last) == ["2026-03-01T08:00+00:00 wt", "2026-03-01T10:00+00:00 wt"]


@pytest.mark.parametrize(
    ("menu", "choice", "shown"),
    [
        ("Every 2 hours", "Every 1½ hours", "every 1½ hours from 09:00 to 21:00, every day"),
        ("Every 2 hours", "Every hour", "every hour from 09:00 to 21:00, every day"),
        ("From 09:00", "07:00", "every 2 hours from 07:00 to 21:00, every day"),
        ("To 21:00", "18:00", "every 2 hours from 09:00 to 18:00, every day"),
        ("To 21:00", "02:00", "every 2 hours from 09:00 to 02:00 the next day, every day"),
        ("Every day", "Weekdays", "every 2 hours from 09:00 to 21:00, on weekdays"),
        ("Every day", "Weekends", "every 2 hours from 09:00 to 21:00, on weekends"),
    ],
)
async def test_two_taps(chat: Chat, menu: str, choice: str, shown: str) -> None:
    """One tap opens a menu in the place of the panel, a second one chooses and leads back."""
    await open_panel(chat, "hydration")
    messages = len(chat.ada.inbox)
    await chat.tap(menu)
    assert "◀ Back" in labels(chat.ada.last)
    text = await chat.tap(choice)
    assert shown in text
    assert text.startswith("Your reminders")
    assert len(chat.ada.inbox) == messages


@pytest.mark.parametrize("menu", ["Every 2 hours", "From 09:00", "To 21:00", "Every day", "⏸ Pause"])
async def test_back(chat: Chat, menu: str) -> None:
    """Out of every menu a tap leads back, with nothing changed."""
    before = await open_panel(chat, "hydration")
    assert await chat.tap(menu) != before
    assert await chat.tap("◀ Back") == before


async def test_the_stretch(chat: Chat) -> None:
    """It comes once a day, at a time of the evening."""
    await open_panel(chat, "stretch")
    await chat.tap("At 22:00")
    assert labels(chat.ada.last)[:-1] == ["21:00", "21:30", "✓ 22:00", "22:30", "23:00", "23:30"]
    text = await chat.tap("22:30")
    assert "🌙 Stretch before bed: on\nat 22:30, every day\nNext: 22:30 today, 22:30 tomorrow" in text


async def test_single_days(chat: Chat) -> None:
    """Each day goes off and on by itself, and the menu stays until it is left."""
    await open_panel(chat, "stretch")
    await chat.tap("Every day")
    for day in ("✓ Tue", "✓ Wed", "✓ Sun"):
        await chat.tap(day)
    assert labels(chat.ada.last)[3:-1] == ["✓ Mon", "Tue", "Wed", "✓ Thu", "✓ Fri", "✓ Sat", "Sun"]
    text = await chat.tap("◀ Back")
    assert "at 22:00, on Monday, Thursday, Friday and Saturday" in text
    assert "Next: 22:00 tomorrow, 22:00 on Thursday" in text
    assert "4 days a week" in labels(chat.ada.last)


async def test_the_last_day(chat: Chat) -> None:
    """One day at least is left: to have none, the reminder is switched off."""
    await open_panel(chat, "stretch")
    for button in ("Every day", "Weekends", "Weekends", "✓ Sat", "✓ Sun"):
        await chat.tap(button)
    assert "at 22:00, on Sunday" in await chat.tap("◀ Back")


@pytest.mark.parametrize(
    ("length", "until", "following"),
    [
        ("1 day", "04:00 tomorrow", "09:00 tomorrow"),
        ("3 days", "04:00 on Wednesday", "09:00 on Wednesday"),
        ("A week", "04:00 on 8 March", "09:00 on 8 March"),
        ("Until Monday", "00:00 tomorrow", "09:00 tomorrow"),
    ],
)
async def test_pausing(chat: Chat, length: str, until: str, following: str) -> None:
    """A pause says when it ends and what comes then; it can be ended before."""
    before = await open_panel(chat, "hydration")
    await chat.tap("⏸ Pause")
    text = await chat.tap(length)
    assert f"⏸ Paused until {until}" in text
    assert f"Next: {following}" in text
    assert await chat.tap("▶ Resume") == before


async def test_switching_off(chat: Chat) -> None:
    """A tap does it; the times are kept for the next time."""
    await open_panel(chat, "hydration")
    await chat.tap("Every 2 hours")
    await chat.tap("Every 3 hours")
    assert "💧 Water: off\nevery 3 hours" in await chat.tap("💧 Switch water off")
    assert "💧 Water: on\nevery 3 hours" in await chat.tap("💧 Switch water on")


async def test_fluid_limits(chat: Chat) -> None:
    """Whom a reminder to drink is not for is said once, and not for the stretch."""
    await open_panel(chat, "stretch")
    said = [message.text for message in chat.ada.inbox]
    assert not [text for text in said if "heart failure" in text]
    for label in ("on", "off", "on"):
        await chat.tap(f"💧 Switch water {label}")
    said = [message.text for message in chat.ada.inbox]
    (limits,) = [text for text in said if "heart failure" in text]
    assert "follow your doctor" in limits


async def test_after_a_restart(start: Start) -> None:
    """The panel and its buttons work on."""
    async with start() as chat:
        before = await open_panel(chat, "hydration")
        ada = chat.ada
    async with start() as chat:
        for button in ("From 09:00", "◀ Back"):
            ada.tap(button)
            await chat.settle()
        assert ada.last.text == before


async def test_from_elsewhere(chat: Chat) -> None:
    """The answers about drinking and about the stretch offer the matching reminder; they stay as they are."""
    await open_panel(chat, "hydration")
    answer = await chat.say("should I stretch before bed?")
    assert answer.startswith("About")
    text = await chat.tap("🌙 Remind me to stretch")
    assert "🌙 Stretch before bed: on" in text
    assert [message.text for message in chat.ada.inbox][-2:] == [answer, text]


async def test_a_panel_that_is_gone(chat: Chat, telegram: LocalTelegram) -> None:
    """A tap on a panel that was deleted in the meantime is answered in a new message."""
    await open_panel(chat, "hydration")
    panel = chat.ada.last
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": panel.id})
    press = chat.ada.forge("panel:every", panel)
    await chat.settle()
    assert press.answer
    assert chat.ada.last.text == "How often should I remind you to drink?"


@pytest.mark.parametrize(
    "data",
    [
        "panel:",
        "panel:?",
        "panel:on",
        "panel:on/beer",
        "panel:days/beer",
        "panel:every/61",
        "panel:every/x",
        "panel:first/1440",
        "panel:time/-1",
        "panel:days/stretch/0",
        "panel:days/stretch/128",
        "panel:pause/2",
        "panel:show/me",
        "panel:resume/1",
    ],
)
async def test_forged_buttons(chat: Chat, caplog: pytest.LogCaptureFixture, data: str) -> None:
    """What no button carries changes nothing."""
    before = await open_panel(chat, "hydration")
    press = chat.ada.forge(data)
    await chat.settle()
    assert press.answer
    assert "no longer works" in press.answer.text
    assert await chat.say("/reminders") == before
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_unblocked(chat: Chat, telegram: LocalTelegram) -> None:
    """Whoever comes back by a tap finds everything off, and switches on what they want."""
    await open_panel(chat, "hydration")
    chat.ada.block()
    chat.clock.forward(hours=5, seconds=1)
    await chat.tick()
    chat.ada.unblock()
    assert "🌙 Stretch before bed: on\nat 22:00, every day\nNext: 22:00 today" in await chat.tap(
        "🌙 Switch stretch on"
    )
    assert "💧 Water: off" in chat.ada.last.text
    assert telegram.requests_to("sendMessage")


async def test_unreachable(chat: Chat) -> None:
    """The panel promises nothing that does not come."""
    await open_panel(chat, "hydration")
    chat.ada.block()
    chat.clock.forward(hours=5, seconds=1)
    await chat.tick()
    chat.ada.unblock()
    assert "💧 Water: off" in await chat.say("/reminders")
