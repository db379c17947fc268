"""Buttons in people's chats go on to work: a line for each form of callback data that was ever sent.

Nothing may be taken away here; a new form of a button is one more line.
"""

import pytest

from tests.conftest import Chat, labels
from tests.handlers.reminding import open_panel

pytestmark = pytest.mark.usefixtures("countdowns")

DUE = 1772330400
"""02:00 UTC, an hour before the tests begin."""
SENT = [
    ("open:shoes", "About shoes that fit"),
    ("choose:shoes", "About shoes that fit"),
    ("page:0", "Stopping a cramp right now"),
    ("page:1", "What a foot cramp is"),
    ("none:topics", "Stopping a cramp right now"),
    ("up:shoes", "Thank you!"),
    ("down:shoes", "All topics"),
    ("down:shoes,socks,running", "Cramps while running and training"),
    ("panel:show", "Switch water off"),
    ("panel:back", "Switch water off"),
    ("panel:want/hydration", "Switch water off"),
    ("panel:want/stretch", "Switch stretch off"),
    ("panel:on/stretch", "Switch stretch off"),
    ("panel:off/hydration", "Water: off"),
    ("panel:every", "remind you to drink?"),
    ("panel:every/240", "every 4 hours from 09:00 to 21:00"),
    ("panel:first", "Water: from when?"),
    ("panel:first/480", "every 2 hours from 08:00 to 21:00"),
    ("panel:last", "Water: until when?"),
    ("panel:last/1080", "every 2 hours from 09:00 to 18:00"),
    ("panel:time", "remind you to stretch?"),
    ("panel:time/1290", "at 21:30, every day"),
    ("panel:days/hydration", "Water: on which days?"),
    ("panel:days/stretch/31", "at 22:00, on weekdays"),
    ("panel:day/hydration/126", "Water: on which days?"),
    ("panel:goal/h", "How many glasses a day"),
    ("panel:goal/h/8", "🎯 Your goal: 8 glasses a day"),
    ("panel:goal/h/0", "🎯 Set a daily goal"),
    ("panel:glass/h/2000/250", "🎯 Your goal: 8 glasses a day"),
    ("panel:pause", "Pause for how long?"),
    ("panel:pause/3", "Paused until 04:00 on Wednesday"),
    ("panel:pause/monday", "Paused until 00:00 tomorrow"),
    ("panel:resume", "Next: 09:00 today"),
    ("zone:ask", "Where do you live?"),
    ("zone:clock", "What time is it for you now?"),
    ("zone:share", "Tap the button below to share where you are"),
    ("zone:Asia/Tokyo", "Tokyo"),
    ("zone:Etc/GMT-1", "UTC+1: now 04:00 there"),
    ("zone:+330", "Kolkata"),
    ("zone:-60", "Cape Verde"),
    ("privacy:export", "Everything I keep about this chat"),
    ("privacy:ask", "Yes, delete everything"),
    ("privacy:forget", "nothing about this chat"),
    ("privacy:keep", "stays as it is"),
    ("privacy:no-questions", "You may keep my questions"),
    ("privacy:questions", "Don't keep my questions"),
    ("cramp:start", "Step 1 of 3"),
    ("cramp:ask", "Did it pass?"),
    ("cramp:passed", "Good, it's over!"),
    ("cramp:still", "▶ Another round"),
    ("cramp:long", "Please read this first"),
    (f"done:h:{DUE}", "the first glass today"),
    (f"done:s:{DUE}", "counted for today. Sleep well!"),
    (f"undone:h:{DUE}", "⏰ Snooze"),
    (f"snooze:h:{DUE}", "60 minutes"),
    (f"snoozed:h:{DUE}:30", "💧 Snoozed until 04:30 today."),
    (f"awake:h:{DUE}", "⏰ Snooze"),
    (f"unsnooze:s:{DUE}", "▶ Start, step by step"),
    (f"skip:s:{DUE}", "🌙 Skipped."),
    (f"routine:go/standing/0/{DUE}", "Calf: get ready"),
    (f"routine:go/seated/3/{DUE}", "Both legs, sitting: stretch · 2 of 3"),
    (f"routine:pause/standing/7/{DUE}", "Back of the thigh: get ready"),
    (f"routine:stop/seated/0/{DUE}", "🌙 Stopped."),
]


@pytest.mark.parametrize(("data", "shown"), SENT, ids=[data for data, _ in SENT])
async def test_sent_before(chat: Chat, data: str, shown: str) -> None:
    """It does what it did when it was sent."""
    await open_panel(chat, "hydration")
    press = chat.ada.forge(data)
    await chat.settle()
    assert press.answer
    seen = [press.answer.text, chat.ada.last.text, *labels(chat.ada.last)]
    assert [text for text in seen if shown in text]


UNDONE = [
    (
        "undo:e62baa:540.1260.120.127.1,1320.1320.0.127.0,",
        "Water every 2 hours from 09:00 to 21:00, every day.",
    ),
    ("undo:Pjm_//heotSt_skuuOd-", "Water every 2 hours from 09:00 to 21:00, every day."),
    ("undo:Pjm_//h0otSt_fe4iskuuOd-", "every day, up to and including Saturday, 5 December."),
    ("undo:e62baa:480.1200.90.31.1,1290.1290.0.96.1,", "Stretch at 21:30, on weekends."),
    ("undo:e62baa:540.1260.120.127.1,1320.1320.0.127.0,1772683200", "Your reminders are paused."),
]


@pytest.mark.parametrize(("data", "shown"), UNDONE)
async def test_undo_sent_before(chat: Chat, data: str, shown: str) -> None:
    """It leads back to what was before the reminders were stopped."""
    await open_panel(chat, "hydration")
    await chat.say("/stop")
    chat.ada.forge(data)
    await chat.settle()
    assert shown in chat.ada.last.text


async def test_undo_sent_before_another_change(chat: Chat) -> None:
    """It is refused, as it would take that change back, too."""
    await open_panel(chat, "hydration")
    press = chat.ada.forge(UNDONE[0][0])
    await chat.settle()
    assert press.answer
    assert "changed since" in press.answer.text
