"""A further kind of reminder is one more row of the table, and nothing else."""

from datetime import time, timedelta

import pytest

from bot.reminders.kinds import KINDS, Counted, Daily, Kind
from bot.reminders.times import EVERY_DAY, Rule
from tests.conftest import Chat, labels
from tests.handlers.reminding import open_panel

WALK = Kind(
    id="walk",
    code="w",
    icon="👟",
    name="Walk",
    title="A short walk",
    verb="walk",
    default=Rule(time(17), time(17), 0, EVERY_DAY),
    example="walk at 17:30",
    lateness=timedelta(hours=1),
    texts=("Time for a walk.", "Ten minutes of walking?"),
    done=Daily(heading="Walked", cheer="Well walked!"),
)
LOOK_UP = Kind(
    id="look",
    code="l",
    icon="👀",
    name="Look",
    title="Look up",
    verb="look up",
    default=Rule(time(10), time(16), 60, EVERY_DAY),
    example="look up from 9 to 17",
    lateness=timedelta(minutes=10),
    texts=("Look up.", "Look far away."),
    done=Counted(heading="Looks", one="look", many="looks", plenty=3, enough="That is plenty."),
)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two more of them: one comes once a day, one every hour."""
    for kind in (WALK, LOOK_UP):
        monkeypatch.setitem(KINDS, kind.id, kind)


async def test_once_a_day(chat: Chat) -> None:
    """It is switched on and set in the panel, comes at its time, is done, and stands in the chart."""
    await open_panel(chat, "hydration")
    assert "👟 A short walk: on\nat 17:00, every day\nNext: 17:00 today" in await chat.tap(
        "👟 Switch walk on"
    )
    assert "remind you to walk?" in await chat.tap("At 17:00")
    assert "at 04:00, every day\nNext: 04:00 tomorrow" in await chat.tap("04:00")
    assert await chat.tap("panel:days/w") == "A short walk: on which days?"
    assert "at 04:00, on weekdays" in await chat.tap("Weekdays")
    chat.clock.forward(days=1)
    await chat.tick()
    assert chat.ada.last.text in {f"👟 {text}" for text in WALK.texts}
    assert labels(chat.ada.last) == ["✅ Done", "⏰ Snooze", "Skip", "🔔 My reminders"]
    assert await chat.tap("✅ Done") == "👟 Done, and counted for today. Well walked!"
    text = await chat.say("/progress")
    assert "👟 Walk\nDone today, 1 of 7 days" in text
    assert "photo" in chat.ada.last.content


async def test_every_hour(chat: Chat) -> None:
    """The same with a window, whose ends are set in the panel, and with a count."""
    await open_panel(chat, "look")
    assert "remind you to look up?" in await chat.tap("Every hour")
    assert "every 2 hours from 10:00 to 16:00" in await chat.tap("Every 2 hours")
    assert "Look up: from when?" in await chat.tap("From 10:00")
    assert "every 2 hours from 05:00 to 16:00" in await chat.tap("05:00")
    for hour in range(1, 8, 2):
        chat.clock.forward(hours=hour - chat.clock.now.hour + 3)
        await chat.tick()
        assert chat.ada.last.text.removeprefix("👀 ") in LOOK_UP.texts
        await chat.tap("✅ Done")
    assert chat.ada.last.text == "👀 Done. That makes 4 looks today. That is plenty."
    assert "👀 Look\n4 looks today, 4 in all" in await chat.say("/progress")


async def test_undo(chat: Chat) -> None:
    """One button takes back the end of all of them."""
    before = await open_panel(chat, "hydration", "stretch", "walk", "look")
    await chat.say("/stop")
    await chat.tap("↩ Undo")
    assert await chat.say("/reminders") == before


async def test_earlier_undo(chat: Chat) -> None:
    """A button from before there was this kind leaves it as it is."""
    await open_panel(chat, "hydration", "walk")
    plan = await chat.say("/reminders")
    chat.ada.forge("undo:e62baa:540.1260.120.127.1,1320.1320.0.127.0,")
    await chat.settle()
    assert await chat.say("/reminders") == plan
    await chat.tap("💧 Switch water off")
    chat.ada.forge("undo:e62baa:540.1260.120.127.1,1320.1320.0.127.0,")
    await chat.settle()
    assert await chat.say("/reminders") == plan
