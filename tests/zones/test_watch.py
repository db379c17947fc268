"""The zones in which a clock shows a given time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.zones import Choices, Nothing, Sure, Why, by_clock
from bot.zones.tables import tables

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    "text",
    [
        "8:45",
        "08:45",
        "8.45",
        "8h45",
        "0845",
        "8:45 am",
        "8:45am",
        "8:45 a.m.",
        "8:45:10",
        "it is 8:45 am now",
    ],
)
def test_times_as_people_write_them(text: str, now: datetime) -> None:
    """At 3:00 in London it is 8:45 in Nepal alone."""
    found = by_clock(text, now)
    assert isinstance(found, Sure)
    assert (found.zone.name, found.zone.place) == ("Asia/Kathmandu", "Kathmandu, Nepal")


def test_likely_zones_come_first(now: datetime) -> None:
    """Those of most people, and the offer to type a city."""
    found = by_clock("22:00", now)
    assert isinstance(found, Choices)
    assert found.zones[0].name == "America/New_York"
    assert found.more


def test_the_half_of_the_day(now: datetime) -> None:
    """4:00 may be meant in the afternoon; 04:00 and "4 am" are not."""
    afternoon = "Pacific/Auckland"
    for text, possible in {"4:00": True, "4 pm": True, "16:00": True, "04:00": False, "4 am": False}.items():
        found = by_clock(text, now)
        assert isinstance(found, Choices)
        assert (afternoon in [zone.name for zone in found.zones]) is possible, text


def test_noon_and_midnight() -> None:
    """12 am is the beginning of a day."""
    midnight = datetime(2026, 3, 1, 18, 15, tzinfo=UTC)  # in Nepal
    for text in ("12 am", "0:00", "00:00", "24:00", "12:00 am"):
        found = by_clock(text, midnight)
        assert isinstance(found, Sure), text
        assert found.zone.name == "Asia/Kathmandu"
    assert by_clock("12 pm", midnight) == Nothing(Why.NOBODY)
    assert by_clock("12 pm", midnight + timedelta(hours=12)) == found


@pytest.mark.parametrize("minutes", range(-5, 6))
def test_clocks_may_be_a_little_wrong(minutes: int, now: datetime) -> None:
    """By five minutes, around midnight too."""
    found = by_clock("8:45 am", now + minutes * MINUTE)
    assert isinstance(found, Sure)
    assert found.zone.name == "Asia/Kathmandu"
    assert by_clock("00:00", datetime(2026, 3, 1, 18, 15, tzinfo=UTC) + minutes * MINUTE) == found


@pytest.mark.parametrize("text", ["21:40", "3:06", "9:53 pm"])
def test_a_time_that_no_clock_shows(text: str, now: datetime) -> None:
    """Zones are quarters of an hour apart."""
    assert by_clock(text, now) == Nothing(Why.NOBODY)


@pytest.mark.parametrize(
    "text", ["", "noon", "9", "25:00", "21:60", "13 pm", "utc+5:30", "8:45-9:00", "-3:00", "1.5.26"]
)
def test_no_time_of_day(text: str, now: datetime) -> None:
    """Numbers that are something else, or nothing."""
    assert by_clock(text, now) == Nothing(Why.NO_TIME)


@given(st.text(max_size=200) | st.text("0123456789:.hamp +-", max_size=12))
def test_any_text(text: str) -> None:
    """Never fails."""
    by_clock(text, datetime(2026, 3, 1, 3, 0, tzinfo=UTC))


@settings(max_examples=50)
@given(
    st.deferred(lambda: st.sampled_from(sorted(tables().territory))),
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_everybody_finds_a_zone_that_agrees(zone: str, now: datetime) -> None:
    """Whatever somebody's clock shows, every zone offered shows it too."""
    shown = now.astimezone(ZoneInfo(zone))
    found = by_clock(f"{shown:%H:%M}", now)
    assert not isinstance(found, Nothing)
    offered = found.zones if isinstance(found, Choices) else (found.zone,)
    clocks = {now.astimezone(ZoneInfo(each.name)).time() for each in offered}
    twelve_hours_later = (shown + timedelta(hours=12)).time()
    assert clocks <= {shown.time(), twelve_hours_later}
