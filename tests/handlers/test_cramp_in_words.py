"""A cramp right now, told in words, and by the clock."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import Watched
from tests.conftest import Chat, Clock, Start, labels
from tests.handlers.reminding import open_panel
from tests.handlers.stretching import Countdowns, heading

pytestmark = pytest.mark.usefixtures("countdowns")

URGENT = "⚠️ Ten minutes are over."
START = "▶ Start: stretch with me"
PASSED = "Good, it's over!"


async def minutes(chat: Chat, number: int) -> None:
    """Let minutes pass, one at a time."""
    for _ in range(number):
        chat.clock.forward(minutes=1)
        await chat.settle()


def urgent(chat: Chat) -> list[str]:
    """The urgent advice that has come."""
    return [message.text for message in chat.ada.inbox if message.text.startswith(URGENT)]


async def test_ten_minutes(chat: Chat) -> None:
    """The urgent advice comes by itself, once, and says what to do if it has passed."""
    await chat.say("/cramp")
    await minutes(chat, 9)
    assert not urgent(chat)
    await minutes(chat, 1)
    assert len(urgent(chat)) == 1
    assert "get medical help today" in chat.ada.last.text
    assert labels(chat.ada.last) == ["✅ It has passed", "Danger signs and when to get help"]
    await minutes(chat, 30)
    assert len(urgent(chat)) == 1


async def test_fifteen_minutes_of_stretching(chat: Chat, countdowns: Countdowns) -> None:
    """It comes in the middle of a countdown, which ends; from then on "still there" leads to it."""
    await chat.say("/cramp")
    await chat.tap(START)
    for _ in range(9):
        await countdowns.forward(60)
        await chat.tap("Still there")
        await chat.tap("▶ Another round")
    await countdowns.forward(55)
    await chat.settle()
    chat.clock.forward(seconds=30)
    await chat.settle()
    assert len(urgent(chat)) == 1
    assert not countdowns.running
    assert (await chat.say("still there")).startswith(URGENT)


async def test_a_restart_before(start: Start) -> None:
    """Ten minutes are ten minutes, though the process was another one for most of them."""
    async with start() as chat:
        ada = chat.ada
        await chat.say("/cramp")
        await minutes(chat, 4)
    async with start() as chat:
        chat.ada = ada
        await minutes(chat, 5)
        assert not urgent(chat)
        await minutes(chat, 1)
        assert len(urgent(chat)) == 1
        await minutes(chat, 30)
    async with start() as chat:
        chat.ada = ada
        await minutes(chat, 30)
        assert len(urgent(chat)) == 1


async def test_a_restart_meanwhile(start: Start, clock: Clock) -> None:
    """When the process was away at ten minutes it comes as soon as it is back, if it still can help."""
    async with start() as chat:
        ada = chat.ada
        await chat.say("/cramp")
    clock.forward(minutes=25)
    async with start() as chat:
        chat.ada = ada
        await minutes(chat, 1)
        assert len(urgent(chat)) == 1
        await chat.say("/cramp")
    clock.forward(hours=3)
    async with start() as chat:
        chat.ada = ada
        await minutes(chat, 30)
        assert len(urgent(chat)) == 1


async def test_told_again_after_a_restart(start: Start) -> None:
    """Who sends the command again has the cramp since the first time; "still there" leads to the advice."""
    async with start() as chat:
        ada = chat.ada
        await chat.say("/cramp")
        await minutes(chat, 8)
    async with start() as chat:
        chat.ada = ada
        await chat.say("/cramp")
        await minutes(chat, 2)
        assert len(urgent(chat)) == 1
        assert (await chat.say("still there")).startswith(URGENT)


@pytest.mark.parametrize("said", ["it's gone", "✅ It has passed", "/forget"])
async def test_passed_and_then_a_restart(start: Start, engine: AsyncEngine, said: str) -> None:
    """Then nothing comes, and nothing of it is stored."""
    async with start() as chat:
        ada = chat.ada
        await chat.say("/cramp")
        assert len(await Watched(engine).all()) == 1
        if said.startswith("✅"):
            await chat.tap(START)
            await chat.tap(said)
        else:
            await chat.say(said)
        if said == "/forget":
            await chat.tap("Yes, delete everything")
        assert await Watched(engine).all() == []
    async with start() as chat:
        chat.ada = ada
        await minutes(chat, 30)
        assert not urgent(chat)


async def test_passed_after_a_restart(start: Start) -> None:
    """What was begun with another process is understood as well."""
    async with start() as chat:
        ada = chat.ada
        await chat.say("/cramp")
    async with start() as chat:
        chat.ada = ada
        await minutes(chat, 3)
        assert (await chat.say("it's gone")).startswith(PASSED)
        await minutes(chat, 30)
        assert not urgent(chat)


async def test_two_processes(start: Start) -> None:
    """It comes once, whoever looks after it."""
    async with start() as chat:
        await chat.say("/cramp")
        async with start() as other:
            await minutes(chat, 15)
            await other.settle()
            assert len(urgent(chat)) == 1


@pytest.mark.parametrize("said", ["it's gone", "better now", "✅ It has passed"])
async def test_nothing_comes_after_it_has_passed(chat: Chat, said: str) -> None:
    """Whether that was said or tapped."""
    await chat.say("/cramp")
    if said.startswith("✅"):
        await chat.tap(START)
        await chat.tap(said)
    else:
        assert (await chat.say(said)).startswith(PASSED)
    await minutes(chat, 30)
    assert not urgent(chat)


async def test_by_the_first_one(chat: Chat) -> None:
    """Who sends the command again has the cramp since the first time."""
    await chat.say("/cramp")
    await minutes(chat, 6)
    await chat.say("/cramp")
    await minutes(chat, 4)
    assert len(urgent(chat)) == 1
    await minutes(chat, 10)
    assert len(urgent(chat)) == 1


async def test_a_question_is_no_cramp(chat: Chat) -> None:
    """Who only asks how to stop one is left alone after ten minutes, unless they say it is still there."""
    await chat.say("how do I stop a cramp?")
    await minutes(chat, 12)
    assert not urgent(chat)
    await chat.say("how do I stop a cramp?")
    assert (await chat.say("not yet")).startswith("Let's try that again.")
    await minutes(chat, 10)
    assert len(urgent(chat)) == 1


async def test_did_it_pass(chat: Chat, countdowns: Countdowns) -> None:
    """What the buttons say can be written, and what a countdown shows ends with that."""
    await chat.say("/cramp")
    message = chat.ada.last
    await chat.tap(START)
    await countdowns.forward(60)
    assert message.text == "Did it pass?"
    assert (await chat.say("no")).startswith("Let's try that again.")
    await chat.tap("▶ Another round")
    assert (await chat.say("yes it's gone")).startswith(PASSED)
    assert not countdowns.running


async def test_said_to_be_long(chat: Chat) -> None:
    """Who says that it lasts for longer than ten minutes is believed, also at the next word."""
    await chat.say("/cramp")
    assert (await chat.say("20 minutes now")).startswith(URGENT)
    assert (await chat.say("still there")).startswith(URGENT)
    assert (await chat.say("should I call someone?")).startswith("Yes, today.")


async def test_a_sign(chat: Chat) -> None:
    """Of something serious: it comes before all of this."""
    await chat.say("/cramp")
    assert (await chat.say("no, and my calf is swollen and hot")).startswith("⚠️ Please read this first.")


async def test_why(chat: Chat) -> None:
    """A question in between is answered, and the cramp is not forgotten."""
    await chat.say("/cramp")
    assert (await chat.say("why did that happen?")).startswith("Often nobody finds the cause.")
    assert (await chat.say("ok it's gone")).startswith(PASSED)


async def test_stop_in_a_cramp(chat: Chat, countdowns: Countdowns) -> None:
    """It ends the countdown, not the reminders."""
    await open_panel(chat, "hydration")
    await chat.say("/cramp")
    await chat.tap(START)
    assert await chat.say("stop") == "Did it pass?"
    assert not countdowns.running
    assert "Water: on" in await chat.say("/reminders")


async def test_stop_in_a_stretch(chat: Chat, countdowns: Countdowns) -> None:
    """It ends the stretch, and asks before it ends reminders; the second time it is no question."""
    await open_panel(chat, "hydration")
    await chat.say("/stretch")
    assert heading(chat.ada.last)
    assert (await chat.say("stop")).startswith("I've stopped the stretch. Your reminders are still on.")
    assert not countdowns.running
    assert "Water: on" in await chat.say("/reminders")
    await chat.say("/stretch")
    await chat.say("stop")
    assert (await chat.say("yes")).startswith("Water: this reminder is off now.")


async def test_stop_in_a_stretch_without_reminders(chat: Chat) -> None:
    """There is nothing to ask."""
    await chat.say("/stretch")
    assert await chat.say("stop") == "I've stopped the stretch. /stretch starts it again."
