"""The button that takes a change of the reminders back."""

import pytest

from tests.conftest import Chat, Start, labels
from tests.handlers.reminding import open_panel


async def test_undo(chat: Chat) -> None:
    """What holds again is said in the place of what was undone."""
    await open_panel(chat, "hydration")
    await chat.say("remind me to drink every 4 hours")
    messages = len(chat.ada.inbox)
    assert await chat.tap("↩ Undo") == (
        "↩ Undone.\nWater every 2 hours from 09:00 to 21:00, every day.\nNext: 09:00 today."
    )
    assert labels(chat.ada.last) == ["🔔 My reminders"]
    assert len(chat.ada.inbox) == messages


async def test_undoing_the_first_wish(chat: Chat) -> None:
    """Then nothing is on."""
    await chat.say("remind me to drink every 4 hours")
    assert await chat.tap("↩ Undo") == "↩ Undone.\nNo reminders are on."


async def test_without_a_time_zone(chat: Chat) -> None:
    """It is asked for again, and the answer is understood."""
    await chat.say("remind me to drink every 4 hours")
    await chat.say("/stop")
    assert "Where do you live?" in await chat.tap("↩ Undo")
    assert "Next: 09:00 today" in await chat.say("berlin")


async def test_undoing_a_pause_within_a_pause(chat: Chat) -> None:
    """The earlier one holds again."""
    await open_panel(chat, "hydration")
    await chat.say("/pause 3 days")
    before = await chat.say("/reminders")
    await chat.say("/pause 10 days")
    await chat.tap("↩ Undo")
    assert await chat.say("/reminders") == before


async def test_changed_since(chat: Chat) -> None:
    """An undo would also take back what was done later: it is refused, with a word."""
    await open_panel(chat, "hydration")
    await chat.say("remind me to drink every 4 hours")
    undo = chat.ada.last
    await chat.say("remind me to drink every 3 hours")
    press = chat.ada.tap("↩ Undo", undo)
    await chat.settle()
    assert press.answer
    assert "changed since" in press.answer.text
    assert "every 3 hours" in await chat.say("/reminders")


async def test_after_a_restart(start: Start) -> None:
    """The button holds all there is to know."""
    async with start() as chat:
        before = await open_panel(chat, "hydration", "stretch")
        await chat.say("/stop")
        ada = chat.ada
    async with start() as chat:
        ada.tap("↩ Undo")
        ada.say("/reminders")
        await chat.settle()
        assert ada.last.text == before


@pytest.mark.parametrize(
    "state", ["", ",", "1,2,3", "540.1260.120.127.1,1320.1320.0.127.0,99999999999999", "a.b.c.d.e,1,"]
)
async def test_forged_buttons(chat: Chat, caplog: pytest.LogCaptureFixture, state: str) -> None:
    """What no button carries changes nothing."""
    before = await open_panel(chat, "hydration")
    await chat.say("/stop")
    button = chat.ada.last.buttons[0][0]["callback_data"]
    digest = button.split(":")[1]
    chat.ada.forge(f"undo:{digest}:{state}")
    await chat.settle()
    assert "Water: off" in await chat.say("/reminders")
    chat.ada.forge(button)
    await chat.settle()
    assert await chat.say("/reminders") == before
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
