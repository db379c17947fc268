"""Wishes that are no rule for every day, and those that cannot be done."""

from datetime import UTC, date, datetime, time

import pytest

from bot.conversation.goals import Ends, Goal, NoGoal
from bot.conversation.reading import AboutBot, about_bot
from bot.conversation.refusing import Cannot
from bot.conversation.wishing import (
    Limited,
    OnceOnly,
    OtherWish,
    RestToday,
    Shift,
    Tempo,
    TimesADay,
    TwiceADay,
    other_wish,
)
from bot.conversation.wordings import Edge, Move, NextOne, OnAgain, Overview, in_other_words
from bot.reminders.kinds import STRETCH, WATER
from bot.reminders.wishes import End

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("remind me in 20 minutes to drink", OnceOnly(WATER, minutes=20)),
        ("remind me in half an hour", OnceOnly(None, minutes=30)),
        ("remind me tomorrow at 9 to drink", OnceOnly(WATER, at=time(9), tomorrow=True)),
        ("remind me tomorrow to stretch", OnceOnly(STRETCH, tomorrow=True)),
        ("remind me once at 15:00 to drink", OnceOnly(WATER, at=time(15))),
        ("stretch reminder tonight at 10", OnceOnly(STRETCH, at=time(22))),
        ("stretch in the morning too", TwiceADay(STRETCH, (time(8),))),
        ("remind me to stretch at 7 in the morning as well", TwiceADay(STRETCH, (time(7),))),
        ("remind me to stretch at 8 and at 22:00", TwiceADay(STRETCH, (time(8), time(22)))),
        ("water at 9 and 15", TwiceADay(WATER, (time(9), time(15)))),
        ("remind me to drink 3 times a day", TimesADay(3)),
        ("remind me twice a day to drink", TimesADay(2)),
        ("skip the stretch today", RestToday(STRETCH)),
        ("no stretching for the rest of the day", RestToday(STRETCH)),
        ("skip stretching today but keep the water", RestToday(STRETCH)),
        ("stretch in 40 minutes", OnceOnly(STRETCH, minutes=40)),
        ("nudge me in fifteen to drink", OnceOnly(WATER, minutes=15)),
        ("a single stretch reminder tonight at nine", OnceOnly(STRETCH, at=time(21))),
        ("add a stretch in the morning", TwiceADay(STRETCH, (time(8),))),
        ("what time will you ping me next", NextOne()),
        ("is the stretch still on?", Overview()),
        ("back to the usual times", Overview()),
        ("finish the water two hours earlier", Shift(WATER, Move(-120, Edge.LAST))),
        ("fewer pings please", Tempo(None, more=False)),
        ("no water today", RestToday(WATER)),
        ("when is the next one?", NextOne()),
        ("what do I have?", Overview()),
        ("turn it back on", OnAgain()),
        ("stretch half an hour later", Shift(STRETCH, Move(30))),
        ("an hour earlier please", Shift(None, Move(-60))),
        ("only until friday", Ends(End(date(2026, 3, 6)))),
        ("just for two weeks", Ends(End(date(2026, 3, 15)))),
        ("remind me until 20 march", Ends(End(date(2026, 3, 20)))),
        ("no end date", Ends(End(None))),
        ("my goal is 10 glasses", Goal(10)),
        ("no goal", NoGoal()),
        ("my goal is 2 litres a day but I have kidney disease", Limited(wants=True)),
        ("remind me less often", Tempo(None, more=False)),
        ("water more often", Tempo(WATER, more=True)),
        ("remind me to drink every 2 hours, I have kidney disease", Limited(wants=True)),
        ("remind me to drink, my doctor said I should only drink 1.5 litres", Limited(wants=True)),
    ],
)
def test_wishes(text: str, wish: OtherWish) -> None:
    """Each in its own words."""
    assert other_wish(text, NOW) == wish


@pytest.mark.parametrize(
    ("text", "cannot"),
    [
        ("remind me to drink every half hour", Cannot.INTERVAL),
        ("remind me to drink every 5 hours", Cannot.INTERVAL),
        ("remind me to drink after lunch", Cannot.MEAL),
        ("remind me to drink when it's hot", Cannot.WEATHER),
        ("remind me to stretch every other day", Cannot.OTHER_DAYS),
        ("every other day", Cannot.OTHER_DAYS),
        ("remind me to take my magnesium at 8pm", Cannot.ERRAND),
        ("can you remind me to buy bananas", Cannot.ERRAND),
        ("remind my mum to drink", Cannot.SOMEBODY),
        ("on weekends start at 11", Cannot.BY_DAY),
        ("only until it is better", Cannot.END),
        ("remind me to drink when I come back from school", Cannot.MEAL),
        ("remind me to stretch at dusk", Cannot.MEAL),
        ("remind me to drink after each call", Cannot.MEAL),
        ("water only if it's sunny", Cannot.WEATHER),
        ("skip tomorrow", Cannot.LATER_DAY),
        ("pause the stretch until monday", Cannot.ONE_PAUSE),
        ("on mondays stretch at 9 instead of 10", Cannot.BY_DAY),
        ("quieter reminders please", Cannot.MANNER),
        ("remind me about the dentist", Cannot.ERRAND),
    ],
)
def test_impossible(text: str, cannot: Cannot) -> None:
    """What cannot be done is refused by its name, and never bent into something else."""
    assert other_wish(text, NOW) is cannot


@pytest.mark.parametrize(
    "text",
    [
        "remind me to drink every 2 hours from 9 to 18",
        "remind me to drink every 90 minutes",
        "remind me to stretch at 22:00",
        "water at 8, 12, 16 and 20",
        "do I need to drink water in the morning too?",
        "when should I stretch, earlier or later?",
        "does magnesium help?",
        "how long until I can run again?",
        "my calf hurts in the morning and in the evening",
        "remind me to drink after lunch at 13:30",
        "remind me to drink every 2 hours if you can",
        "no more pings",
        "more water or less?",
    ],
)
def test_other_messages(text: str) -> None:
    """Rules for every day and questions are none of these."""
    assert other_wish(text, NOW) is None


def test_in_other_words() -> None:
    """What is put in a way of its own is read like what everybody writes."""
    assert in_other_words("skip today") == "pause for today"
    assert in_other_words("have the day off") == "pause for today"
    assert in_other_words("give me some peace until sunday") == "pause until sunday"
    assert in_other_words("I'm travelling for two weeks") == "pause for two weeks"
    assert in_other_words("no more reminders from tomorrow") == "stop all reminders"
    assert in_other_words("the water should begin at 8") == "water from 8"
    assert in_other_words("every hour is too often, better every 4") == "remind me to drink every 4 hours"
    assert in_other_words("not this week") == "pause this week"
    assert in_other_words("water at noon") == "remind me to drink at noon"
    assert in_other_words("stop reminding me") == "stop reminding me"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("what do you know about me?", AboutBot.STORED),
        ("who runs this bot?", AboutBot.HUMAN),
        ("I want to speak to a human about my data", AboutBot.HUMAN),
        ("fuck you", AboutBot.ABUSE),
        ("send feet pics", AboutBot.ABUSE),
        ("wtf do i do my toes are stuck", None),
        ("my foot hurts like shit", None),
        ("this fucking cramp won't stop", None),
        ("what do you know about magnesium?", None),
    ],
)
def test_about_the_bot(text: str, wanted: AboutBot | None) -> None:
    """Who swears because it hurts abuses nobody."""
    assert about_bot(text) is wanted
