"""What somebody has done lately, and for how many days in a row."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.reminders.progress import Mark, Streak, day_of, local_day, progress, streak
from bot.reminders.times import EVERY_DAY

TODAY = date(2026, 3, 8)
DAY = timedelta(days=1)


def days(pattern: str) -> set[date]:
    """The days done, from a word in which x is done and . is missed, and the last sign is today."""
    return {TODAY - DAY * ago for ago, sign in enumerate(reversed(pattern)) if sign == "x"}


@pytest.mark.parametrize(
    ("pattern", "current", "longest"),
    [
        ("", 0, 0),
        ("x", 1, 1),
        ("x.", 1, 1),
        ("x..", 1, 1),
        ("x...", 0, 1),
        ("xxx", 3, 3),
        ("xxx.", 3, 3),
        ("xx.x", 3, 3),
        ("xx.x.x", 2, 3),
        ("xx.xxxxx.x", 6, 7),
        ("xx.xxxxxx.x", 9, 9),
        ("xxx..xx", 2, 3),
        ("xxxxxxxxx....x", 1, 9),
        ("x.xxxxxx.xxxxxx.", 13, 13),
        ("....", 0, 0),
    ],
)
def test_streaks(pattern: str, current: int, longest: int) -> None:
    """One missed day in seven is forgiven; today is not missed before it is over."""
    assert streak(days(pattern), TODAY) == Streak(current, longest)


def test_days_off() -> None:
    """Who is only reminded on weekdays misses no weekend; what is done there counts all the same."""
    weekdays = [TODAY - DAY * ago for ago in range(21) if (TODAY - DAY * ago).weekday() < 5]
    assert streak(weekdays, TODAY, range(5)) == Streak(15, 15)
    assert streak([*weekdays, TODAY], TODAY, range(5)) == Streak(16, 16)
    assert streak(weekdays, TODAY) == Streak(5, 5)
    assert streak(weekdays[-1:], TODAY, ()) == Streak(1, 1)


def test_later_days() -> None:
    """Somebody who has flown west has done something tomorrow already: it waits until then."""
    assert streak([TODAY, TODAY + DAY], TODAY) == Streak(1, 1)


def allowed(done: set[date], first: date, last: date, today: date, week: frozenset[int]) -> bool:
    """Whether no seven days of a stretch of time hold two missed ones: the rule as it is told to people."""
    span = [first + DAY * number for number in range((last - first).days + 1)]
    missed = [day for day in span if day not in done and day != today and day.weekday() in week]
    return all(sum(start <= day < start + 7 * DAY for day in missed) <= 1 for start in span)


@given(
    st.sets(st.integers(0, 40)),
    st.frozensets(st.sampled_from(sorted(EVERY_DAY))) | st.just(EVERY_DAY),
)
def test_the_rule(agos: set[int], week: frozenset[int]) -> None:
    """Both streaks are the best that the rule allows, tried out for every possible beginning and end."""
    done = {TODAY - DAY * ago for ago in agos}
    counts = {
        (first, last): sum(last <= ago <= first for ago in agos)
        for first in range(41)
        for last in range(first + 1)
        if allowed(done, TODAY - DAY * first, TODAY - DAY * last, TODAY, week)
    }
    current = max((count for (_, last), count in counts.items() if last == 0), default=0)
    assert streak(done, TODAY, week) == Streak(current, max(counts.values(), default=0))


@given(st.sets(st.integers(0, 40), min_size=1), st.integers(0, 40))
def test_more_is_never_less(agos: set[int], another: int) -> None:
    """A further day done breaks no streak."""
    before = streak({TODAY - DAY * ago for ago in agos}, TODAY)
    after = streak({TODAY - DAY * ago for ago in {*agos, another}}, TODAY)
    assert after.current >= before.current
    assert after.longest >= before.longest


def test_a_week() -> None:
    """The last seven days, oldest first, each kind by itself."""
    marks = [
        *[Mark(WATER, TODAY)] * 3,
        Mark(STRETCH, TODAY - DAY),
        Mark(WATER, TODAY - 6 * DAY),
        Mark(WATER, TODAY - 7 * DAY),
    ]
    water = progress(marks, WATER, TODAY)
    assert water.week == (1, 0, 0, 0, 0, 0, 3)
    assert water.done_today == 3
    assert water.days == tuple(date(2026, 3, day) for day in range(2, 9))
    stretch = progress(marks, STRETCH, TODAY)
    assert stretch.week == (0, 0, 0, 0, 0, 1, 0)
    assert stretch.streak == Streak(1, 1)
    assert not stretch.done_today


@given(
    st.lists(
        st.builds(Mark, st.sampled_from(list(KINDS.values())), st.dates(date(2026, 2, 1), date(2026, 3, 12)))
    )
)
def test_any_order(marks: list[Mark]) -> None:
    """Nothing depends on the order in which things were done."""
    assert progress(marks, WATER, TODAY) == progress(marks[::-1], WATER, TODAY)


def test_local_days() -> None:
    """The day is that of the calendar on the person's wall."""
    moment = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    assert local_day(moment, "Europe/Berlin") == date(2026, 3, 9)
    assert local_day(moment, "America/New_York") == local_day(moment, None) == date(2026, 3, 8)


@pytest.mark.parametrize(("hours", "day"), [(0, 8), (3, 8), (12, 8), (13, 9), (100, 13)])
def test_done_late(hours: int, day: int) -> None:
    """A stretch at midnight counts for the evening; a button tapped days later counts for that day."""
    due = datetime(2026, 3, 8, 21, 0, tzinfo=UTC)
    assert day_of(due, due + timedelta(hours=hours), "Europe/Berlin") == date(2026, 3, day)
