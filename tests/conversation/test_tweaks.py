"""Small changes of a rule that is there."""

from datetime import UTC, datetime, time

import pytest

from bot.conversation.tweaks import tweak_in
from bot.conversation.words import plain
from bot.reminders.times import EVERY_DAY, Rule

NOW = datetime(2026, 12, 2, 20, tzinfo=UTC)
DAY = Rule(time(9), time(21), 120, EVERY_DAY)
EVENING = Rule(time(19), time(19), 0, EVERY_DAY)
WEEKDAYS = Rule(time(21), time(21), 0, frozenset(range(5)))
THREE = Rule(time(8), time(16), 240, EVERY_DAY)


def tweaked(rule: Rule, said: str) -> Rule | None:
    """The rule after somebody has written that."""
    tweak = tweak_in(plain(said), NOW)
    return tweak(rule) if tweak else None


@pytest.mark.parametrize(
    ("said", "first", "last", "every"),
    [
        ("nothing past 6 pm, I'll be running to the loo all night", 9, 18, 120),
        ("leave me alone before 10, I sleep long", 10, 21, 120),
        ("better finish at 18, else I am up all night", 9, 18, 120),
        ("not before 8 and not after 19", 8, 19, 120),
        ("that's too much, 3 is enough", 9, 21, 180),
        ("every 3 would do", 9, 21, 180),
        ("the 9 pm one can go", 9, 19, 120),
        ("drop the first", 11, 21, 120),
        ("leave out the last one", 9, 19, 120),
    ],
)
def test_a_day(said: str, first: int, last: int, every: int) -> None:
    """Where it begins, where it ends, how often, and without one of its times."""
    assert tweaked(DAY, said) == Rule(time(first), time(last), every, EVERY_DAY)


def test_the_other_half() -> None:
    """A morning that was taken for an evening."""
    assert tweaked(EVENING, "the other 7") == Rule(time(7), time(7), 0, EVERY_DAY)
    assert tweaked(EVENING, "no, the other one") == Rule(time(7), time(7), 0, EVERY_DAY)
    assert tweaked(EVENING, "the other 8") is None


def test_more_days() -> None:
    """They are added to those that there are."""
    saturday = tweaked(WEEKDAYS, "Saturday too please, I work Saturdays")
    assert saturday == Rule(time(21), time(21), 0, frozenset(range(6)))
    assert tweaked(WEEKDAYS, "also on weekends") == Rule(time(21), time(21), 0, EVERY_DAY)
    assert tweaked(DAY, "saturdays too") is None


def test_the_middle_one() -> None:
    """Of three times a day two are left."""
    assert tweaked(THREE, "take the middle one out") == Rule(time(8), time(16), 480, EVERY_DAY)
    assert tweaked(DAY, "take the middle one out") is None


@pytest.mark.parametrize(
    "said",
    [
        "friday only: no water after 4 pm",
        "nothing after 6 pm tomorrow",
        "nothing before 10 or after 8 pm and 3 glasses",
        "2 glasses a day is enough",
        "not after 6 pm but at 22:15",
        "I have cramps after 6 pm",
    ],
)
def test_what_is_more_than_that(said: str) -> None:
    """A single day, an amount, and numbers that would get lost are none."""
    assert tweaked(DAY, said) is None
