"""Tests of bot.reminders.times."""

import re
from datetime import UTC, time

import pytest

from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.reminders.times import EVERY_DAY, INTERVALS, Rule, RuleError


def test_the_defaults_are_what_people_are_told() -> None:
    """Water every two hours by day, a stretch before bed, every day."""
    assert {kind: kind.default for kind in KINDS.values()} == {
        WATER: Rule(time(9), time(21), 120, EVERY_DAY),
        STRETCH: Rule(time(22), time(22), 0, EVERY_DAY),
    }


@pytest.mark.parametrize("every", INTERVALS)
def test_every_interval_on_offer_makes_a_rule(every: int) -> None:
    """By day, across midnight, and longer than the window."""
    for last in (time(21), time(2), time(9, 30)):
        assert Rule(time(9), last, every, EVERY_DAY).every == every


def test_a_rule_may_rest() -> None:
    """Without days it stays a rule, to be woken again."""
    assert not Rule(time(22), time(22), 0, frozenset()).days


@pytest.mark.parametrize(
    ("first", "last", "every", "days", "message"),
    [
        (
            time(9),
            time(21),
            45,
            EVERY_DAY,
            "every 45 minutes from 09:00 to 21:00 is not offered: set every to 60, 90, 120, 180 or 240",
        ),
        (time(9), time(21), 0, EVERY_DAY, "every 0 minutes from 09:00 to 21:00 is not offered"),
        (time(9), time(21), -60, EVERY_DAY, "every -60 minutes from 09:00 to 21:00 is not offered"),
        (
            time(22),
            time(22),
            60,
            EVERY_DAY,
            "22:00 is a single time a day: set every to 0, or another last time",
        ),
        (
            time(9, 0, 30),
            time(21),
            60,
            EVERY_DAY,
            "first is 09:00:30: give whole minutes, such as 09:00",
        ),
        (time(9), time(21, 0, 0, 1), 60, EVERY_DAY, "last is 21:00:00.000001: give whole minutes"),
        (
            time(9, tzinfo=UTC),
            time(21),
            60,
            EVERY_DAY,
            "first has a time zone: give the time alone, the zone is the person's",
        ),
        (time(9), time(21, tzinfo=UTC), 60, EVERY_DAY, "last has a time zone"),
        (time(9), time(21), 60, {0, 7, -1}, "days contain [-1, 7]: use 0 for Monday to 6 for Sunday"),
    ],
)
def test_what_nobody_could_keep_is_refused(
    first: time, last: time, every: int, days: set[int], message: str
) -> None:
    """With what to change."""
    with pytest.raises(RuleError, match=re.escape(message)):
        Rule(first, last, every, frozenset(days))
