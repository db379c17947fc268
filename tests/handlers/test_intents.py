"""What somebody wants done, in words that no list has."""

from datetime import UTC, datetime, time

import pytest

from bot.reminders.kinds import WATER
from bot.storage import Store
from tests.conftest import Chat, labels
from tests.handlers.reminding import open_panel

DUE = datetime(2026, 3, 2, 18, 0, 5, tzinfo=UTC)
"""The time of a glass of water in Berlin."""


LATE_HUSBAND = (
    "My late husband used to bring me a glass at four every afternoon. Could you do that? Just the one."
)
"""A wish that is told rather than said."""


@pytest.fixture
async def reminded(chat: Chat) -> Chat:
    """Somebody in Berlin who has both kinds on, and has just been reminded to drink."""
    await open_panel(chat, "hydration", "stretch")
    chat.clock.now = DUE
    await chat.tick()
    assert chat.ada.last.text.startswith("💧")
    return chat


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("emptied my flask on the bus, all of it", "💧 Done."),
        ("my hands are full with the twins, ask me in 40 minutes", "💧 Snoozed until 19:40 today."),
        ("nappy emergency over here, not this minute, ask me again", "💧 When should I remind you again?"),
        ("who on earth ordered these messages", "💧 Because you asked me to:"),
        ("j'ai déjà bu un grand verre", "💧 Done."),
        ("jetzt gerade passt es nicht, ich koche", "💧 When should I remind you again?"),
    ],
)
async def test_under_a_reminder(reminded: Chat, text: str, answer: str) -> None:
    """Counted, put off, or explained, in English or not; asked back where something is missing."""
    assert (await reminded.say(text)).startswith(answer)


@pytest.mark.parametrize(
    "text",
    [
        "I am grateful, but I believe I can manage by myself from here",
        "wife says my phone never stops beeping, get rid of it",
        "non voglio più ricevere questi avvisi",
        "mam już dość tych wiadomości",
    ],
)
async def test_an_end_is_never_missed(chat: Chat, store: Store, text: str) -> None:
    """Somebody who has had enough is asked which are to end, or hears that they have ended."""
    await open_panel(chat, "hydration", "stretch")
    answer = await chat.say(text)
    plan = await store.plan(chat.ada.id)
    assert answer.startswith("Which reminders should I stop?") or not plan.on


@pytest.mark.parametrize(
    "text",
    [
        "weekdays i should have said",
        "leave out saturdays, that's our day of rest",
        "22:45 suits me better",
        "actually make the stretch 10",
    ],
)
async def test_a_change(chat: Chat, text: str) -> None:
    """What is said of days and times is set, and repeated with the way back."""
    await open_panel(chat, "stretch")
    await chat.say("stretch at 22:30")
    assert (await chat.say(text)).startswith("Stretch at 22:")
    assert "↩ Undo" in labels(chat.ada.last)


@pytest.mark.parametrize(
    "text",
    [
        "take the middle one out, I drink with lunch anyway",
        "friday only: nothing after 4 pm, I sit in a coach",
        "so will the first one come today already?",
        "on alternate days at 10:30 is plenty",
    ],
)
async def test_nothing_is_bent(chat: Chat, store: Store, text: str) -> None:
    """What cannot be done to the letter changes nothing, and no answer says that it did."""
    await open_panel(chat, "hydration")
    await chat.say("water every 2 hours from 9 to 21")
    before = await store.plan(chat.ada.id)
    await chat.say(text)
    assert await store.plan(chat.ada.id) == before


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("nothing past 6 pm, I run to the loo all night", "Water every 2 hours from 09:00 to 18:00"),
        ("the 9 pm one can go, else I'm up all night", "Water every 2 hours from 09:00 to 19:00"),
        ("that's too much, every 3 would do", "Water every 3 hours from 09:00 to 21:00"),
        ("cut it in half would you", "Water every 4 hours from 09:00 to 21:00"),
    ],
)
async def test_a_little_different(chat: Chat, text: str, answer: str) -> None:
    """Another end of the day, another pace: the rest of the rule stays."""
    await open_panel(chat, "hydration")
    await chat.say("water every 2 hours from 9 to 21")
    assert (await chat.say(text)).startswith(answer)


async def test_the_other_kind(chat: Chat, store: Store) -> None:
    """Who meant the other kind gets that one at the same time, and the first one is as it was."""
    await open_panel(chat)
    await chat.say("remind me every day at 9 pm")
    await chat.say("it's for the water, not the legs")
    plan = await store.plan(chat.ada.id)
    assert [kind.id for kind in plan.on] == ["hydration"]
    assert plan.reminders[WATER].rule.first == plan.reminders[WATER].rule.last == time(21)


@pytest.mark.parametrize("yes", ["yes", "do it", "✅ Yes"])
async def test_what_is_not_sure_is_asked(chat: Chat, store: Store, yes: str) -> None:
    """What it takes a message for is said before it is done, and is done by a yes, with a way back."""
    await open_panel(chat, "hydration")
    before = await store.plan(chat.ada.id)
    asked = await chat.say(LATE_HUSBAND)
    assert "Water at 16:00" in asked
    assert await store.plan(chat.ada.id) == before
    await (chat.tap(yes) if "✅" in yes else chat.say(yes))
    assert (await store.plan(chat.ada.id)).reminders[WATER].rule.first == time(16)
    await chat.say("undo")
    assert (await store.plan(chat.ada.id)).reminders[WATER].rule == before.reminders[WATER].rule


async def test_a_proposal_refused(chat: Chat, store: Store) -> None:
    """A no changes nothing, nor does a yes to a question whose reminders have been changed since."""
    await open_panel(chat, "hydration")
    before = await store.plan(chat.ada.id)
    await chat.say(LATE_HUSBAND)
    await chat.say("no")
    assert await store.plan(chat.ada.id) == before
    await chat.say(LATE_HUSBAND)
    await chat.say("water every 3 hours")
    await chat.tap("✅ Yes")
    assert any("changed since" in message.text for message in chat.ada.inbox)
    assert (await store.plan(chat.ada.id)).reminders[WATER].rule.every == 180


async def test_a_sign_comes_first(reminded: Chat) -> None:
    """Whatever else is wanted."""
    answer = await reminded.say("can't drink now, my calf is hot and swollen and I can hardly breathe")
    assert "112" in answer


@pytest.mark.parametrize(
    "text",
    [
        "stage 4 kidneys, want to set up water alerts morning and evening for the foot cramps",
        "mum 79 weak heart, hospital said litre and half max. can you set the drink water pings for her",
        "remind me hourly for a glass of water. i have weak heart, doctor said 1.5 litre max with my tablet",
    ],
)
async def test_water_with_an_illness(chat: Chat, store: Store, text: str) -> None:
    """Who tells of an illness with which more to drink may do harm is sent to their doctor, in any words."""
    assert (await chat.say(text)).startswith("Then follow your doctor, not my reminders.")
    assert not (await store.plan(chat.ada.id)).on
