"""Tests of bot.reminders.times."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.kinds import STRETCH, WATER, Kind, jitter
from bot.reminders.times import EVERY_DAY, INTERVALS, Rule, next_time, next_times
from tests.reminders.oracle import PERIODS, changes, struck, watch, zone_names

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
BERLIN = ZoneInfo("Europe/Berlin")
HOURLY = Rule(time(0), time(23), 60, EVERY_DAY)
ROUND_THE_CLOCK = [Rule(time(0, minute), time(23, minute), 60, EVERY_DAY) for minute in (0, 15, 30)]


def utc(written: str) -> datetime:
    """A moment written as 2025-03-30 01:00."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def daily(written: str, *days: int) -> Rule:
    """One time a day, on these days of the week or else on all."""
    at = time.fromisoformat(written)
    return Rule(at, at, 0, frozenset(days) or EVERY_DAY)


def local(rule: Rule, zone: ZoneInfo, now: datetime, count: int) -> list[str]:
    """The next times, as the clock on the wall shows them."""
    return [f"{moment.astimezone(zone):%a %H:%M}" for moment in next_times(rule, zone, now, count)]


def rules() -> st.SearchStrategy[Rule]:
    """Any rule with at least one day."""
    times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
    days = st.frozensets(st.sampled_from(sorted(EVERY_DAY)), min_size=1)

    def rule(first: time, last: time, every: int, days: frozenset[int]) -> Rule:
        return Rule(first, last, every if first != last else 0, days)

    windows = st.builds(rule, times, times, st.sampled_from(INTERVALS), days)
    return st.one_of(windows, st.builds(lambda at, days: Rule(at, at, 0, days), times, days))


def moments() -> st.SearchStrategy[datetime]:
    """Any moment of the periods, between two minutes as well."""
    periods = [[datetime.combine(day, time()) for day in period] for period in PERIODS]
    return st.one_of([st.datetimes(*period, timezones=st.just(UTC)) for period in periods])


def zones() -> st.SearchStrategy[ZoneInfo]:
    """Any zone of the tz database."""
    return st.deferred(lambda: st.sampled_from(zone_names())).map(ZoneInfo)


@pytest.mark.parametrize(
    ("zone", "rule", "now", "expected"),
    [
        ("Europe/Berlin", daily("02:30"), "2025-03-29 12:00", ["2025-03-30 01:00", "2025-03-31 00:30"]),
        ("Europe/Berlin", daily("02:30"), "2025-10-25 12:00", ["2025-10-26 00:30", "2025-10-27 01:30"]),
        ("Europe/Berlin", daily("02:30"), "2025-10-26 01:10", ["2025-10-27 01:30"]),
        ("Australia/Lord_Howe", daily("02:10"), "2024-10-05 12:00", ["2024-10-05 15:30"]),
        ("Australia/Lord_Howe", daily("01:45"), "2024-04-06 12:00", ["2024-04-06 14:45", "2024-04-07 15:15"]),
        ("America/Havana", daily("00:30"), "2024-03-10 00:00", ["2024-03-10 05:00", "2024-03-11 04:30"]),
        ("America/Havana", daily("00:30"), "2024-11-03 00:00", ["2024-11-03 04:30", "2024-11-04 05:30"]),
        ("Asia/Beirut", daily("00:00"), "2024-03-30 12:00", ["2024-03-30 22:00", "2024-03-31 21:00"]),
        ("Asia/Beirut", daily("23:30"), "2024-10-26 12:00", ["2024-10-26 20:30", "2024-10-27 21:30"]),
        ("Africa/Cairo", daily("00:30", FRIDAY), "2024-04-25 12:00", ["2024-04-25 22:00"]),
        ("Africa/Cairo", daily("23:30"), "2024-10-31 12:00", ["2024-10-31 20:30", "2024-11-01 21:30"]),
        ("Africa/Casablanca", daily("02:30"), "2024-03-09 12:00", ["2024-03-10 01:30", "2024-03-11 02:30"]),
        ("Africa/Casablanca", daily("02:30"), "2024-04-13 12:00", ["2024-04-14 02:00", "2024-04-15 01:30"]),
        ("Antarctica/Troll", daily("02:59"), "2024-03-30 12:00", ["2024-03-31 01:00", "2024-04-01 00:59"]),
        ("Antarctica/Casey", daily("01:00", FRIDAY), "2010-03-04 15:30", ["2010-03-11 17:00"]),
        ("America/Nuuk", daily("23:30", SATURDAY), "2024-03-30 12:00", ["2024-03-31 01:00"]),
        (
            "Pacific/Apia",
            daily("12:00", FRIDAY),
            "2011-12-29 12:00",
            ["2011-12-30 10:00", "2012-01-05 22:00"],
        ),
        ("Pacific/Kwajalein", daily("12:00"), "1993-08-20 23:59", ["1993-08-21 00:00", "1993-08-21 12:00"]),
    ],
)
def test_a_time_comes_once_when_the_clock_changes(
    zone: str, rule: Rule, now: str, expected: list[str]
) -> None:
    """Shown twice, at the first of the two; jumped over, at the jump; on its own day of the week."""
    found = next_times(rule, ZoneInfo(zone), utc(now), len(expected))
    assert found == [utc(moment) for moment in expected]


@pytest.mark.parametrize(
    ("zone", "now", "expected"),
    [
        ("Europe/Berlin", "2025-03-29 23:30", ["Sun 01:00", "Sun 03:00", "Sun 04:00"]),
        ("Antarctica/Troll", "2024-03-30 23:30", ["Sun 00:00", "Sun 03:00", "Sun 04:00"]),
        ("Antarctica/Troll", "2024-10-26 22:30", ["Sun 01:00", "Sun 02:00", "Sun 03:00"]),
        ("Pacific/Apia", "2011-12-30 08:30", ["Thu 23:00", "Sat 00:00", "Sat 01:00"]),
    ],
)
def test_times_that_fall_together_come_as_one(zone: str, now: str, expected: list[str]) -> None:
    """An hourly reminder never comes twice at a moment, not even after a day that was left out."""
    assert local(HOURLY, ZoneInfo(zone), utc(now), 3) == expected


def test_a_window_ends_with_the_last_step_that_fits() -> None:
    """From first to last, both included, and no further."""
    rule = Rule(time(9), time(14), 120, EVERY_DAY)
    assert local(rule, BERLIN, utc("2025-01-01 00:00"), 4) == [
        "Wed 09:00",
        "Wed 11:00",
        "Wed 13:00",
        "Thu 09:00",
    ]
    rule = Rule(time(9), time(11), 120, EVERY_DAY)
    assert local(rule, BERLIN, utc("2025-01-01 00:00"), 3) == ["Wed 09:00", "Wed 11:00", "Thu 09:00"]


def test_a_window_goes_across_midnight() -> None:
    """Without losing its step."""
    rule = Rule(time(22, 30), time(2), 90, EVERY_DAY)
    assert local(rule, BERLIN, utc("2025-01-01 12:00"), 4) == [
        "Wed 22:30",
        "Thu 00:00",
        "Thu 01:30",
        "Thu 22:30",
    ]


def test_a_time_after_midnight_belongs_to_its_own_day() -> None:
    """Weekdays only means nothing on Saturday at one, and something on Monday at one."""
    rule = Rule(time(23), time(1), 120, frozenset(range(5)))
    friday = utc("2025-01-03 12:00")
    assert local(rule, BERLIN, friday, 3) == ["Fri 23:00", "Mon 01:00", "Mon 23:00"]


def test_days_are_those_of_the_person() -> None:
    """Monday morning at the date line is Sunday in UTC, and Sunday evening in Honolulu Monday."""
    kiritimati, honolulu = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Pacific/Honolulu")
    assert next_time(daily("08:00", MONDAY), kiritimati, utc("2025-01-01 00:00")) == utc("2025-01-05 18:00")
    assert next_time(daily("20:00", SUNDAY), honolulu, utc("2025-01-01 00:00")) == utc("2025-01-06 06:00")


def test_a_year_has_every_evening_once() -> None:
    """At ten by the clock on the wall, through both changes."""
    evenings = next_times(STRETCH.default, BERLIN, utc("2024-12-31 23:00"), 365)
    assert [f"{moment.astimezone(BERLIN):%H:%M}" for moment in evenings] == ["22:00"] * 365
    dates = [moment.astimezone(BERLIN).date() for moment in evenings]
    assert dates == [dates[0] + DAY * number for number in range(365)]
    assert (dates[0].isoformat(), dates[-1].isoformat()) == ("2025-01-01", "2025-12-31")


def test_a_rule_without_days_rests() -> None:
    """It has no next time."""
    rule = Rule(time(9), time(21), 60, frozenset())
    assert next_time(rule, BERLIN, utc("2025-01-01 00:00")) is None
    assert next_times(rule, BERLIN, utc("2025-01-01 00:00"), 3) == []


def test_a_time_without_zone_is_no_moment() -> None:
    """It is refused rather than read in the zone of the machine."""
    with pytest.raises(TypeError, match="naive"):
        next_time(HOURLY, BERLIN, utc("2025-01-01 00:00").replace(tzinfo=None))


def test_every_change_of_every_zone_agrees_with_a_watched_clock() -> None:
    """Whenever one asks, before, during and after it."""
    for change, zone in changes().items():
        readings = list(islice(watch(zone, change.moment - HOUR), 6 * 60))
        asked = [moment for moment, _ in readings[: 5 * 60 : 10]]
        for rule in ROUND_THE_CLOCK:
            due = list(struck(rule, readings))
            expected = [next(moment for moment in due if moment > now) for now in asked]
            assert [next_time(rule, zone, now) for now in asked] == expected, (zone, change, rule)


@settings(max_examples=100, derandomize=True)
@given(rules(), zones(), moments())
def test_any_rule_agrees_with_a_watched_clock(rule: Rule, zone: ZoneInfo, now: datetime) -> None:
    """Any times and days, in any zone, at any moment of years full of changes."""
    watched = watch(zone, now.replace(second=0, microsecond=0) - 5 * HOUR)
    assert next_time(rule, zone, now) == next(due for due in struck(rule, watched) if due > now)


@settings(max_examples=200, derandomize=True)
@given(rules(), zones(), moments(), st.floats(0, 1, exclude_max=True), zones())
def test_the_next_time_stays_until_it_comes(
    rule: Rule, zone: ZoneInfo, now: datetime, part: float, elsewhere: ZoneInfo
) -> None:
    """It lies ahead, asking again before it comes changes nothing, and neither does where one asks."""
    due = next_time(rule, zone, now)
    assert due
    assert due > now
    assert due.tzinfo is UTC
    later = min(now + (due - now) * part, due - timedelta.resolution)
    assert next_time(rule, zone, later.astimezone(elsewhere)) == due


@settings(max_examples=100, derandomize=True)
@given(rules(), zones(), moments())
def test_the_next_times_follow_each_other(rule: Rule, zone: ZoneInfo, now: datetime) -> None:
    """Each is the next time after the one before."""
    found = next_times(rule, zone, now, 5)
    assert found == [next_time(rule, zone, moment) for moment in [now, *found[:-1]]]


@pytest.mark.parametrize(("kind", "minutes"), [(WATER, 20), (STRETCH, 90)])
def test_lateness_has_a_limit(kind: Kind, minutes: int) -> None:
    """Up to it a reminder is sent, beyond it skipped."""
    due = utc("2025-01-01 22:00")
    assert not kind.is_too_late(due, due + MINUTE * minutes)
    assert kind.is_too_late(due, due + MINUTE * minutes + timedelta.resolution)


def test_jitter_is_for_ever() -> None:
    """These very numbers, in every process and version, or reminders move when the bot is updated."""
    spread = timedelta(minutes=5)
    people = [(42, WATER), (42, STRETCH), (-1001234567890, STRETCH)]
    assert [jitter(*person, spread).seconds for person in people] == [27, 250, 88]


def test_jitter_spreads_people_evenly() -> None:
    """Every second gets about its share, of neighbouring ids too."""
    spread = timedelta(minutes=2)
    shares = Counter(jitter(chat_id, STRETCH, spread) for chat_id in range(60_000))
    assert sorted(shares) == [timedelta(seconds=second) for second in range(120)]
    assert 400 < min(shares.values()) < max(shares.values()) < 600


def test_no_spread_is_no_jitter() -> None:
    """Everybody at once, where that is set."""
    assert jitter(42, WATER, timedelta(0)) == timedelta(0)
