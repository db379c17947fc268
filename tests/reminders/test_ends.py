"""The last day of a reminder: in words, and over a year of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.kinds import KINDS, STRETCH, WATER, Kind, jitter
from bot.reminders.plan import Plan, Planner, without_ended
from bot.reminders.times import EVERY_DAY, Rule, RuleError, next_time
from bot.reminders.wishes import Doubt, End, Pause, Set, Show, understand
from bot.reminders.wishes.pauses import LONGEST

NOW = datetime(2026, 3, 11, 14, 30, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("remind me to drink only until friday", date(2026, 3, 13)),
        ("stretch until wednesday", date(2026, 3, 18)),
        ("stretch at 22:00 until 5 april", date(2026, 4, 5)),
        ("stretch at 22:00, until april 5th", date(2026, 4, 5)),
        ("water every 2 hours from 9 to 18 until 5.4.", date(2026, 4, 5)),
        ("water until 2026-04-05", date(2026, 4, 5)),
        ("water until the 20th", date(2026, 3, 20)),
        ("water until 11 march", date(2026, 3, 11)),
        ("stretch until 8 april at 21:00", date(2026, 4, 8)),
        ("water until april", date(2026, 3, 31)),
        ("water until next week", date(2026, 3, 15)),
        ("water until the weekend", date(2026, 3, 13)),
        ("water until the end of the month", date(2026, 3, 31)),
        ("stretch until tomorrow", date(2026, 3, 12)),
        ("stretch till christmas", date(2026, 12, 25)),
        ("remind me to drink for two weeks", date(2026, 3, 24)),
        ("stretch for a fortnight", date(2026, 3, 24)),
        ("remind me to drink every 2 hours for the next 3 days", date(2026, 3, 13)),
        ("remind me to stretch this week", date(2026, 3, 15)),
        ("remind me to drink every hour today", date(2026, 3, 11)),
        ("water every 2 hours but only until friday", date(2026, 3, 13)),
        ("stretch forever", None),
        ("stretch with no end", None),
    ],
)
def test_in_words(text: str, day: date | None) -> None:
    """A day that is named is one of the reminder's; a length counts from today."""
    wish = understand(text, NOW)
    assert isinstance(wish, Set)
    assert wish.ends == End(day)


def test_beside_other_things() -> None:
    """What else is said is heard as without an end."""
    wish = understand("water every 90 minutes from 8 to 20 on weekdays until 5 april", NOW)
    days = frozenset(range(5))
    assert wish == Set(WATER, 90, time(8), time(20), days, ends=End(date(2026, 4, 5)))
    assert understand("remind me this weekend to stretch", NOW) == Set(
        STRETCH, days=frozenset({5, 6}), ends=End(date(2026, 3, 15))
    )


@pytest.mark.parametrize(
    "text",
    [
        "remind me to drink from monday to friday",
        "remind me to drink monday until friday",
        "water from 9.00 until 18.10",
        "remind me to drink until 8 in the evening",
        "remind me to stretch 5 days a week",
        "remind me to drink for 3 days a week",
    ],
)
def test_no_end(text: str) -> None:
    """Days of the week, times of day, and how often a week are none."""
    wish = understand(text, NOW)
    assert isinstance(wish, Set)
    assert wish.ends is None


@pytest.mark.parametrize(
    "text",
    [
        "remind me to drink until yesterday",
        "stretch until 31 april",
        "water until 5 april 2031",
        "water until 5 april 2025",
        "remind me to drink for 5 years",
        "remind me to drink for half a day",
    ],
)
def test_impossible_ends(text: str) -> None:
    """What has passed, is far away or does not exist is asked about."""
    assert understand(text, NOW) == Show(Doubt.END)


@pytest.mark.parametrize(
    "text", ["pause until friday", "no water reminders until friday", "no reminders for 2 weeks"]
)
def test_pauses(text: str) -> None:
    """Until when nothing shall come is a pause, as ever."""
    assert isinstance(understand(text, NOW), Pause)


_NAMED = [
    *(
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "tomorrow",
        "today",
        "april",
    ),
    *("the 1st", "the 31st", "next week", "next month", "the end of the week", "christmas", "new year"),
]
_DATES = st.dates(date(2026, 1, 1), date(2029, 12, 31))
_ENDS = st.one_of(
    st.dates(date(2024, 1, 1), date(2033, 1, 1)).map("until {:%d %B %Y}".format),
    _DATES.map("until {:%d %B}".format),
    _DATES.map("until {0.day}.{0.month}.".format),
    _DATES.map("until {:%d/%m}".format),
    st.sampled_from(_NAMED).map("until {}".format),
    st.builds(
        "for {} {}s".format, st.integers(0, 500), st.sampled_from(["day", "night", "week", "month", "year"])
    ),
)


def moments(years: int) -> st.SearchStrategy[datetime]:
    """Any minute in so many years, in UTC."""
    minutes = st.integers(0, years * 365 * 24 * 60)
    return minutes.map(lambda later: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=later))


_PLACES = st.sampled_from(["Europe/Berlin", "Pacific/Kiritimati", "America/Los_Angeles"])
_MOMENTS = st.builds(lambda at, place: at.astimezone(ZoneInfo(place)), moments(3), _PLACES)


@given(
    _ENDS,
    _MOMENTS,
    st.sampled_from(["water {}", "remind me to drink every 2 hours {}", "stretch at 22:00 {}"]),
)
def test_never_in_the_past(end: str, now: datetime, said: str) -> None:
    """Whatever day is understood is today or later, and within a year."""
    wish = understand(said.format(end), now)
    if isinstance(wish, Set) and wish.ends and wish.ends.day:
        assert now.date() <= wish.ends.day <= now.date() + LONGEST


def test_is_a_day() -> None:
    """Anything else is refused, as a damaged database may hold it."""
    with pytest.raises(RuleError, match="give a day"):
        Rule(time(9), time(9), 0, EVERY_DAY, 739_000)  # type: ignore[arg-type]


_ZONES = st.sampled_from(
    ["Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia", "Africa/Cairo"]
)


@settings(max_examples=30)
@given(
    kind=st.sampled_from(list(KINDS.values())),
    zone=_ZONES,
    spread=st.integers(0, 15).map(lambda minutes: timedelta(minutes=minutes)),
    began=moments(1),
    lasts=st.integers(0, 365),
    moved=st.tuples(st.integers(0, 400), _ZONES),
)
def test_a_year_of_the_clock(  # noqa: PLR0913, PLR0917 - each is drawn
    kind: Kind, zone: str, spread: timedelta, began: datetime, lasts: int, moved: tuple[int, str]
) -> None:
    """Nothing is due after the last day, also after a move; then it counts as off."""
    now, until = began, began.astimezone(ZoneInfo(zone)).date() + timedelta(days=lasts)
    later = jitter(1, kind, spread)
    first = Planner(now, spread)
    plan = first.switch(first.move(Plan(1), zone), kind, on=True)
    rule = Rule(time(0, 30), time(23, 30), 240, EVERY_DAY, until)
    plan = first.change(plan, kind, rule)
    while due := plan.reminders[kind].next_at:
        now = max(now, due)
        planner = Planner(now, spread)
        if now >= began + timedelta(days=moved[0]) and plan.zone != moved[1]:
            plan = planner.move(plan, moved[1])
            continue
        assert (due - later).astimezone(ZoneInfo(str(plan.zone))).date() <= until
        plan = planner.wake(plan, kind, due)
    assert next_time(rule, ZoneInfo(str(plan.zone)), now - later) is None
    assert without_ended(plan, began + timedelta(days=400)).on == ()
