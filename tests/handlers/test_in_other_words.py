"""Wishes and replies in unusual words: each is done as it is meant, or asked about, and never bent."""

import pytest

from bot.storage import Database
from tests.conftest import Chat
from tests.handlers.reminding import open_panel
from tests.handlers.stretching import reminded

UNCHANGED = "I haven't changed anything."


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("and to drink water too", "Water every 2 hours from 09:00 to 21:00, every day."),
        ("not the drinking one then. just the strech one at half 9 in the evning", "Stretch at 21:30, every"),
        ("fine. remind me to drink before lunch", "I can't know when that is for you."),
        ("remind me to drink water, but only on ride days", "I can't know when that is for you."),
        ("remind me to take my water tablets", "I can only remind you of two things"),
        ("Could I have a reminder to drink water, please? Ten in the morning would do nicely.", "Did I get"),
    ],
)
async def test_beside_a_stretch(chat: Chat, said: str, answer: str) -> None:
    """What the words leave open is not made up."""
    await open_panel(chat, "stretch")
    assert (await chat.say(said)).startswith(answer)


async def test_both_in_one_breath(chat: Chat) -> None:
    """A time "before bed" can be meant for one of them only."""
    await open_panel(chat)
    said = await chat.say("fine. remind me to stretch before bed and drink water")
    assert "Water every 2 hours" in said
    assert "Stretch at 22:00" in said


async def test_only_one_of_them(chat: Chat) -> None:
    """The one that is named first stays, and the other ends."""
    await open_panel(chat, "hydration", "stretch")
    assert (await chat.say("actually only the stretching one, not the water")).startswith("Water: this rem")
    assert "Next: 22:00" in await chat.say("/reminders")


@pytest.mark.parametrize(
    "said", ["no hang on, 9.30 is better for the stretch", "hold on, half nine works better for the strech"]
)
async def test_a_better_time(chat: Chat, said: str) -> None:
    """The kind that was just set may be named."""
    await open_panel(chat)
    await chat.say("remind me to stretch at 10 pm")
    assert (await chat.say(said)).startswith("Stretch at 21:30, every day.")


@pytest.mark.parametrize(
    ("wish", "said", "answer"),
    [
        ("remind me to drink every 2 hours", "oh wait three", "Water every 3 hours from 09:00 to 21:00"),
        ("remind me to drink every hour", "gosh no that's a lot, every other hour", "Water every 2 hours"),
        (
            "remind me to drink at 9 and 15",
            "15 is not good for me I have the school run, put 16 please",
            "Water at 09:00 and 16:00",
        ),
        (
            "remind me to stretch at 22:00",
            "My wife goes to bed at ten, the phone would wake her. Could we say a quarter of an hour before?",
            "Stretch at 21:45",
        ),
        (
            "remind me to stretch at 21:00",
            "only until sunday, then my holiday is finish",
            "Stretch at 21:00, every day, up to and including Sunday",
        ),
        (
            "remind me to drink every 2 hours",
            "not everyday. only tue n thu",
            "Water every 2 hours from 09:00 to",
        ),
        (
            "remind me to drink every 2 hours",
            "No sorry, not on Saturday and Sunday, I am free then",
            "Water every 2 hours from 09:00 to 21:00, on weekdays.",
        ),
        (
            "remind me to stretch at 9:30 pm",
            "stretches at 10 every night please love, not half past nine",
            "Stretch at 22:00",
        ),
        (
            "remind me to stretch at 10 pm",
            "no wait, weekdays only, I'm out on weekends. and make it half past ten",
            "Stretch at 22:30, on weekdays.",
        ),
        (
            "remind me to drink every 2 hours",
            "sorry, not so early, start from 8. and sunday no",
            "Water every 2 hours from 08:00 to 21:00, every day but Sunday.",
        ),
        (
            "remind me to stretch at 22:15",
            "Sorry, a quarter past ten is too late, make it quarter to ten please. And not on Wednesday",
            "Stretch at 21:45, every day but Wednesday.",
        ),
        ("stretch at 22:00 on tuesdays", "make it monday not tuesday", "Stretch at 22:00, on Monday."),
        ("remind me to stretch at 10 pm", "No, 9.30 in the evening instead of 10", "Stretch at 21:30"),
    ],
)
async def test_corrected(chat: Chat, wish: str, said: str, answer: str) -> None:
    """What was just set is changed as it is meant, whatever is told beside that."""
    await open_panel(chat)
    await chat.say(wish)
    assert (await chat.say(said)).startswith(answer)


async def test_thanks_and_undone(chat: Chat) -> None:
    """Thanks, and a word for what is right, keep nobody from taking a change back."""
    await open_panel(chat, "stretch")
    await chat.say("stretch at 21:00")
    assert (await chat.say("thanks but that's not correct, put it back how it was")).startswith("↩ Undone.")


async def test_a_third_time(chat: Chat) -> None:
    """There is no place for it, and the word "that" has no time in it."""
    await open_panel(chat)
    await chat.say("remind me to drink at 9 and 15")
    assert UNCHANGED in await chat.say("and 6pm too, forgot that one")


async def test_nothing_after_six(chat: Chat, database: Database) -> None:
    """Under a reminder, too, it is about every day, and puts nothing off until six in the morning."""
    await reminded(chat, database)
    said = await chat.say("Too late in the evening for me, I'm up all night. Nothing after 6 pm please.")
    assert "18:00" in said


async def test_less_often(chat: Chat) -> None:
    """However politely it is said."""
    await open_panel(chat, "hydration")
    said = await chat.say("could you please make these a bit less often, Sir, my phone is buzzing at work")
    assert said.startswith("Water every 3 hours")


@pytest.mark.parametrize("said", ["thx bro", "thanks dude", "cheers love"])
async def test_thanks_to_somebody(chat: Chat, said: str) -> None:
    """It ends nothing."""
    await open_panel(chat, "stretch")
    await chat.say("stretch at 21:00")
    assert (await chat.say(said)).startswith("You're welcome.")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("wyłącz przypominanie o wodzie, rozciąganie może zostać", "Next: 22:00"),
        ("ok im done w the stretching thing, keep nagging me bout water tho", "Water: on"),
        ("scrap the evening one and the day ones", "Water: off"),
    ],
)
async def test_what_may_stay(chat: Chat, said: str, left: str) -> None:
    """It does, and the other ends, or nothing does before it was asked about."""
    await open_panel(chat, "hydration", "stretch")
    await chat.say(said)
    assert left in await chat.say("/reminders")


async def test_water_tablets(chat: Chat) -> None:
    """They are no wish."""
    assert (await chat.say("could it be my tablets? I take water tablets and a statin")).startswith(
        "About medicines and cramps"
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("water once a day at 9pm. then im going to bed, night toaster", "Water at 21:00, every day."),
        ("please remind me of the stretching at 21 hours", "Stretch at 21:00, every day."),
        (
            "I wish to take water hourly from 6 in the morning till 6 in the evening, Sundays excluded.",
            "Water every hour from 06:00 to 18:00, every day but Sunday.",
        ),
        ("naw, switch the stretch one on. ten at night. glasgow", "Stretch at 22:00, every day. Next:"),
    ],
)
async def test_a_wish_among_other_words(chat: Chat, said: str, answer: str) -> None:
    """It is done; a place beside it is where somebody lives."""
    assert (await chat.say(said)).startswith(answer)


@pytest.mark.parametrize(
    "said", ["I said: Leeds love, Yorkshire. best place on earth", "eh? you asked where I live. Leeds"]
)
async def test_a_place_among_other_words(chat: Chat, said: str) -> None:
    """Who was asked where they live has answered."""
    await chat.say("remind me to stretch at ten")
    await chat.say(said)
    assert "London, United Kingdom" in await chat.say("/reminders")


@pytest.mark.parametrize(
    "said",
    [
        "And the why? Evening vs morning",
        "You know I'm on a water tablet. So is your drink reminder even safe for me?",
        "I didn't ask for a reminder. Should someone on diuretics drink extra water or not?",
        "i drink plenty. why still",
        "no not a reminder. asking why cramps if i drink enough",
    ],
)
async def test_a_question_changes_nothing(chat: Chat, said: str) -> None:
    """Whatever it has in common with a wish."""
    await open_panel(chat, "stretch")
    before = await chat.say("/reminders")
    answer = await chat.say(said)
    assert UNCHANGED not in answer
    assert not answer.startswith(("Stretch at", "All reminders", "Which"))
    assert await chat.say("/reminders") == before


@pytest.mark.parametrize(
    "said",
    [
        "wait not sunday am at church. and start at 8 not 7",
        "n pls not 8 pm, stop at 6. baby slps then",
        "more water in the mornings, less arvo",
        "yes correct now. thank you bro, go back work",
        "water every 3 hrs and the other thing at 21:20, thank you very much",
        "extra glass 2moro at 4pm after my match, keep the normal one",
        "good. also sometimes my ankle swells up both sides by evening, is it the standing",
        "Thank you so much, I shall not stop them, I promise. You have been most patient. Good night.",
    ],
)
async def test_half_understood(chat: Chat, said: str) -> None:
    """Nothing is changed by a part of it."""
    await open_panel(chat, "hydration")
    await chat.say("remind me to drink every 2 hours")
    before = await chat.say("/reminders")
    await chat.say("remind me to drink every 2 hours")
    await chat.say(said)
    assert await chat.say("/reminders") == before
