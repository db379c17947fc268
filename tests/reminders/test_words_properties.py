"""Tests of bot.reminders.wishes on what nobody thought of."""

import re
from datetime import UTC, datetime, time, timedelta
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.labelled import with_typos
from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.reminders.times import EVERY_DAY, INTERVALS, Rule
from bot.reminders.wishes import Pause, Set, understand
from bot.reminders.wishes import lexer as clauses_module
from bot.reminders.wishes.lexer import clauses
from bot.reminders.wishes.pauses import LONGEST
from bot.reminders.wishes.vocabulary import CANONICAL, FILLERS

NOW = datetime(2026, 3, 11, 14, 30, tzinfo=UTC)
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY = {
    60: "every hour",
    90: "every 1\u00bd hours",
    120: "every 2 hours",
    180: "every 3 hours",
    240: "every 4 hours",
}

TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
DAYS = st.frozensets(st.integers(0, 6))
NUMBERS = st.one_of(st.integers(0, 60).map(str), TIMES.map("{:%H:%M}".format), TIMES.map("{:%H.%M}".format))
WORDS = st.one_of(
    st.sampled_from(sorted(CANONICAL)),
    st.sampled_from(sorted(FILLERS)),
    NUMBERS,
    st.sampled_from([",", "?", "."]),
)
SOME = st.lists(WORDS, max_size=2).map(" ".join)
SHORTHAND = ("it is time", "ever other", "ever 2", "form 9", "8 h 30", "9 pm", "20 5", "tell me 2 drink")
WISHFUL = st.lists(WORDS, max_size=12).map(" ".join)


@st.composite
def windows(draw: st.DrawFn) -> Rule:
    """Rules with a first and a last time."""
    first, last = draw(st.lists(TIMES, min_size=2, max_size=2, unique=True))
    return Rule(first, last, draw(st.sampled_from(INTERVALS)), draw(DAYS))


SINGLE = st.builds(lambda at, days: Rule(at, at, 0, days), TIMES, DAYS)
RULES = st.one_of(windows(), SINGLE)


def check(text: str, old: Rule) -> None:
    """What must be true of whatever is understood."""
    wish = understand(text, NOW)
    if isinstance(wish, Set):
        assert isinstance(wish.rule(old), Rule)
        assert isinstance(wish.rule(wish.kind.default), Rule)
        assert wish.days != frozenset()
    if isinstance(wish, Pause):
        assert NOW < wish.until <= NOW + LONGEST


@given(st.text(), RULES)
def test_any_text_can_be_read(text: str, old: Rule) -> None:
    """In every script, with every character."""
    check(text, old)


@given(st.one_of(WISHFUL, WISHFUL.map("remind me to drink {}".format), WISHFUL.map("pause {}".format)), RULES)
def test_any_order_of_our_own_words_makes_a_valid_wish_or_none(text: str, old: Rule) -> None:
    """However little sense it makes."""
    check(text, old)


@pytest.mark.parametrize("said", SHORTHAND)
@given(before=SOME, after=SOME)
def test_no_shorthand_is_missed(said: str, before: str, after: str) -> None:
    """Where shorthand is not looked for, there is none."""
    text = f"{before} {said} {after}"
    found = clauses(text)
    with patch.object(clauses_module, "_MAY_BE_SHORT", re.compile("")):
        assert clauses(text) == found


@given(
    st.builds(
        Set,
        st.sampled_from(list(KINDS.values())),
        st.sampled_from([None, 0, *INTERVALS]),
        st.none() | TIMES,
        st.none() | TIMES,
        st.none() | DAYS,
    ),
    RULES,
)
def test_a_setting_always_makes_a_valid_rule(wish: Set, old: Rule) -> None:
    """From any old one; with days on which it comes, and with what was said where it goes together."""
    rule = wish.rule(old)
    assert rule.days
    if wish.every and wish.first != wish.last:
        assert rule.every == wish.every
    if wish.first is not None and (wish.every != 0 or wish.last is None):
        assert rule.first == wish.first


def days_in_words(days: frozenset[int]) -> str:
    """As a person would write them."""
    groups = {EVERY_DAY: "every day", frozenset(range(5)): "on weekdays", frozenset({5, 6}): "at weekends"}
    names = [DAY_NAMES[day] for day in sorted(days)]
    return groups.get(days) or "on " + " and ".join([*filter(None, [", ".join(names[:-1])]), names[-1]])


@given(windows(), st.sampled_from(["remind me to drink ", "water reminder ", "drink ", "hydration: "]))
def test_a_window_in_words_is_read_back(rule: Rule, order: str) -> None:
    """Interval, times and days, all as they were meant."""
    if rule.days:
        words = f"{EVERY[rule.every]} from {rule.first:%H:%M} to {rule.last:%H:%M} {days_in_words(rule.days)}"
        assert understand(order + words, NOW) == Set(WATER, rule.every, rule.first, rule.last, rule.days)


@given(SINGLE, st.sampled_from(["remind me to drink ", "water reminder "]))
def test_a_single_time_in_words_is_read_back(rule: Rule, order: str) -> None:
    """As it stands on a clock of 24 hours."""
    if rule.days:
        wish = understand(f"{order}at {rule.first:%H:%M} {days_in_words(rule.days)}", NOW)
        assert wish == Set(WATER, 0, rule.first, rule.first, rule.days)


@given(TIMES.filter(lambda at: at.hour not in {10, 11, 12}))
def test_the_time_of_a_stretch_is_read_back(at: time) -> None:
    """But for those late in the morning: before bed, half past ten is 22:30."""
    assert understand(f"remind me to stretch at {at:%H:%M}", NOW) == Set(STRETCH, 0, at, at)


@given(
    st.integers(1, 366),
    st.sampled_from(["pause until {}", "no reminders until {}", "pause my reminders till {}"]),
)
def test_a_date_in_words_is_read_back(later: int, order: str) -> None:
    """Of the next twelve months, without the year."""
    day = NOW.replace(hour=0, minute=0) + timedelta(days=later)
    if (day.month, day.day) != (3, 12) or later == 1:
        assert understand(order.format(f"{day.day} {day:%B}"), NOW) == Pause(day)
    assert understand(order.format(f"{day:%B} {day.day}, {day.year}"), NOW) == Pause(day)
    assert understand(order.format(f"{day:%Y-%m-%d}"), NOW) == Pause(day)


@pytest.mark.parametrize(
    "text",
    [
        "remind me to drink every 2 hours",
        "stop the stretch reminders",
        "water reminders on weekdays",
        "pause reminders until monday",
    ],
)
def test_most_typing_errors_are_forgiven(text: str) -> None:
    """One or two in a wish: three times in five, at least, it is the same wish."""
    random = Random(5)  # noqa: S311  not a secret
    wish = understand(text, NOW)
    read = [understand(with_typos(text, random), NOW) for _ in range(400)]
    assert sum(each == wish for each in read) >= 240
