"""Rules, days, moments and zones in words."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.reminders.times import EVERY_DAY, INTERVALS, Rule
from bot.views.wording import coming, hours, listed, moment, on_days, place, told
from offline_telegram.html_markup import parse
from tests.views.plans import NOW, PLANNER, days, plan_of, rules

BERLIN = ZoneInfo("Europe/Berlin")


def test_intervals() -> None:
    """As they are said, not in minutes."""
    assert [hours(minutes) for minutes in INTERVALS] == [
        "every hour",
        "every 1½ hours",
        "every 2 hours",
        "every 3 hours",
        "every 4 hours",
    ]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ("0123456", "every day"),
        ("01234", "on weekdays"),
        ("56", "on weekends"),
        ("012345", "every day but Sunday"),
        ("2", "on Wednesday"),
        ("04", "on Monday and Friday"),
        ("135", "on Tuesday, Thursday and Saturday"),
        ("", "on no day"),
    ],
)
def test_days(numbers: str, words: str) -> None:
    """As short as they can be said."""
    assert on_days(frozenset(map(int, numbers))) == words


@given(days, days)
def test_all_days(one: frozenset[int], other: frozenset[int]) -> None:
    """Different days are never said the same."""
    assert (on_days(one) == on_days(other)) == (one == other)


def test_lists() -> None:
    """Commas, and an "and" before the last."""
    assert [listed(list("abc"[:length])) for length in (1, 2, 3)] == ["a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (WATER.default, "Water every 2 hours from 09:00 to 21:00, every day"),
        (
            Rule(time(22, 30), time(6), 90, EVERY_DAY),
            "Water every 1½ hours from 22:30 to 06:00 the next day, every day",
        ),
        (Rule(time(7, 5), time(7, 5), 0, frozenset({6})), "Water at 07:05, on Sunday"),
    ],
)
def test_rules(rule: Rule, words: str) -> None:
    """In one line; what comes once a day has no interval."""
    assert told(WATER, rule) == words


@given(rules(), rules())
def test_all_rules(one: Rule, other: Rule) -> None:
    """Different rules are never said the same."""
    assert (told(STRETCH, one) == told(STRETCH, other)) == (one == other)


@pytest.mark.parametrize(
    ("at", "text", "date_time_format"),
    [
        ("2026-03-01T08:00", "09:00 today", "wt"),
        ("2026-03-01T23:00", "00:00 tomorrow", "wt"),
        ("2026-03-03T08:00", "09:00 on Tuesday", "wt"),
        ("2026-03-07T08:00", "09:00 on Saturday", "wt"),
        ("2026-03-08T08:00", "09:00 on 8 March", "wDt"),
        ("2026-03-29T08:00", "10:00 on 29 March", "wDt"),
        ("2027-01-02T08:00", "09:00 on 2 January 2027", "wDt"),
        ("2026-02-27T08:00", "09:00 on 27 February", "wt"),
    ],
)
def test_moments(at: str, text: str, date_time_format: str) -> None:
    """In the zone of the plan where Telegram does not know better; with the date from a week on."""
    shown, (entity,) = parse(moment(datetime.fromisoformat(at).replace(tzinfo=UTC), BERLIN, NOW))
    assert shown == text
    assert entity["date_time_format"] == date_time_format
    assert datetime.fromtimestamp(entity["unix_time"], UTC).isoformat() == f"{at}:00+00:00"


def test_far_away() -> None:
    """Later than Telegram can count, a moment is plain text."""
    assert moment(datetime(2040, 1, 1, tzinfo=UTC), BERLIN, NOW) == "01:00 on 1 January 2040"


@given(st.datetimes(datetime(2026, 3, 1, 4), datetime(2199, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the zone is beside it
def test_all_moments(at: datetime) -> None:
    """Telegram takes each."""
    assert parse(moment(at, BERLIN, NOW))[0].startswith(f"{at.astimezone(BERLIN):%H:%M} ")


def test_coming() -> None:
    """The times of several kinds are told in their order, those of what is off not at all."""
    both = plan_of(*KINDS.values())
    at_nine = PLANNER.change(both, STRETCH, Rule(time(9, 30), time(9, 30), 0, EVERY_DAY))
    assert parse(coming(at_nine, at_nine.on, NOW, 3))[0] == "09:00 today, 09:30 today, 11:00 today"
    assert not coming(at_nine, (), NOW)
    assert not coming(plan_of(), (STRETCH,), NOW)
    assert not coming(plan_of(STRETCH, zone=None), (STRETCH,), NOW)


def test_coming_after_a_pause() -> None:
    """Nothing comes within a pause, and one that has passed changes nothing."""
    plan = plan_of(STRETCH)
    paused = PLANNER.pause(plan, datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert parse(coming(paused, plan.on, NOW))[0] == "22:00 on Wednesday"
    assert parse(coming(paused, plan.on, datetime(2026, 3, 5, tzinfo=UTC)))[0] == "22:00 today"


def test_places() -> None:
    """With what the clocks there show."""
    assert place("Asia/Kolkata", NOW).endswith("India: now 08:30 there")
