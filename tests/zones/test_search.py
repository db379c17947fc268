"""From what a person typed to the zone that is meant."""

import time
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.zones import Choices, Found, Nothing, Sure, Why, Zone, canonical, find, label
from bot.zones.atlas import atlas
from bot.zones.tables import MOST_CHOICES, tables

LONGEST_BUTTON = 40
SLOW = 0.5
"""Seconds of the processor: many times what is usual, and enough to read the atlas."""


def zones(found: Found) -> list[Zone]:
    """The zone or the zones to choose from."""
    match found:
        case Sure(zone):
            return [zone]
        case Choices(several):
            return list(several)
        case Nothing():
            return []


def names(text: str, now: datetime) -> list[str]:
    """The names of the zones to choose from."""
    found = find(text, now)
    assert isinstance(found, Choices), found
    return [zone.name for zone in found.zones]


def place(text: str, now: datetime) -> tuple[str, str]:
    """The zone that is meant for sure, and what it is called."""
    found = find(text, now)
    assert isinstance(found, Sure), found
    return found.zone.name, found.zone.place


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("berlni", "Europe/Berlin"),
        ("new yrok", "America/New_York"),
        ("newyork", "America/New_York"),
        ("sao paolo", "America/Sao_Paulo"),
        ("tokio", "Asia/Tokyo"),
        ("munich germny", "Europe/Berlin"),
        ("los angelos", "America/Los_Angeles"),
        ("san fransisco", "America/Los_Angeles"),
        ("melborne", "Australia/Melbourne"),
        ("istambul", "Europe/Istanbul"),
        ("johanesburg", "Africa/Johannesburg"),
        ("buenos aries", "America/Argentina/Buenos_Aires"),
        ("cpae town", "Africa/Johannesburg"),
        ("frankf", "Europe/Berlin"),
        ("cambrige ma", "America/New_York"),
        ("germny", "Europe/Berlin"),
    ],
)
def test_misspelt_places(typed: str, zone: str, now: datetime) -> None:
    """Swapped, missing, wrong letters; a space too few; a name only begun."""
    assert place(typed, now)[0] == zone


@pytest.mark.parametrize(
    ("typed", "zone", "title"),
    [
        ("BERLIN", "Europe/Berlin", "Berlin, Germany"),
        ("  são   paulo ", "America/Sao_Paulo", "Sao Paulo, Brazil"),
        ("cologne", "Europe/Berlin", "Köln, Germany"),
        ("Москва", "Europe/Moscow", "Moscow, Russia"),
        ("東京", "Asia/Tokyo", "Tokyo, Japan"),
        ("bombay", "Asia/Kolkata", "Mumbai, India"),
        ("nyc", "America/New_York", "New York, United States"),
        ("the uk", "Europe/London", "London, United Kingdom"),
        ("Deutschland", "Europe/Berlin", "Berlin, Germany"),
        ("kosovo", "Europe/Belgrade", "Kosovo"),
        ("Tel Aviv", "Asia/Jerusalem", "Tel Aviv, Israel"),
        ("Iceland", "Atlantic/Reykjavik", "Reykjavik, Iceland"),
        ("arizona", "America/Phoenix", "Phoenix, United States"),
        ("washington state", "America/Los_Angeles", "Seattle, Washington"),
    ],
)
def test_names_of_places(typed: str, zone: str, title: str, now: datetime) -> None:
    """Of cities, countries and states, in many languages, old ones and nicknames."""
    assert place(typed, now) == (zone, title)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("i live in the uk", "Europe/London"),
        ("I am in Berlin, Germany right now", "Europe/Berlin"),
        ("a small town near munich", "Europe/Berlin"),
        ("a village in France", "Europe/Paris"),
        ("Birmingham, Alabama", "America/Chicago"),
        ("birmingham al", "America/Chicago"),
        ("Alabama, Birmingham", "America/Chicago"),
        ("london ontario", "America/Toronto"),
        ("portland, me", "America/New_York"),
        ("San Jose Costa Rica", "America/Costa_Rica"),
        ("Los Angeles, California, USA", "America/Los_Angeles"),
        ("Kleinkleckersdorf, Germany", "Europe/Berlin"),
    ],
)
def test_words_around_a_name(typed: str, zone: str, now: datetime) -> None:
    """What a place is in decides which is meant, or stands for a place too small to be known."""
    assert place(typed, now)[0] == zone


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("springfield", ["America/Chicago", "America/New_York", "America/Los_Angeles"]),
        ("birmingham", ["Europe/London", "America/Chicago"]),
        ("portland", ["America/Los_Angeles", "America/New_York"]),
        ("georgia", ["America/New_York", "Asia/Tbilisi"]),
        ("congo", ["Africa/Kinshasa", "Africa/Lubumbashi", "Africa/Brazzaville"]),
        ("ist", ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
        ("bst", ["Europe/London", "Asia/Dhaka"]),
        ("texas", ["America/Chicago", "America/Denver"]),
        ("paris, texas", ["America/Chicago", "America/Denver"]),
        ("indonesia", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
    ],
)
def test_ambiguous_names_give_choices(typed: str, expected: list[str], now: datetime) -> None:
    """The likeliest first, and each clock once."""
    assert names(typed, now) == expected


@pytest.mark.parametrize("typed", ["usa", "U.S.A.", "america", "us", "untied states"])
def test_the_united_states_ask_further(typed: str, now: datetime) -> None:
    """With the zones of most people, and a hint that there are more."""
    found = find(typed, now)
    assert isinstance(found, Choices)
    assert [zone.name for zone in found.zones[:4]] == [
        "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Denver"
    ]  # fmt: skip
    assert found.more


@pytest.mark.parametrize(
    ("typed", "zone", "title"),
    [
        ("Europe/Berlin", "Europe/Berlin", "Berlin, Germany"),
        ("america/new york", "America/New_York", "New York, United States"),
        ("US/Eastern", "America/New_York", "New York, United States"),
        ("Europe/Kiev", "Europe/Kyiv", "Kyiv, Ukraine"),
        ("Asia/Calcutta", "Asia/Kolkata", "Kolkata, India"),
        ("Europe/Oslo", "Europe/Oslo", "Oslo, Norway"),
        ("Etc/GMT-2", "Etc/GMT-2", "UTC+2"),
        ("utc", "Etc/UTC", "UTC"),
    ],
)
def test_iana_names(typed: str, zone: str, title: str, now: datetime) -> None:
    """As they are today and as they were, in any case."""
    assert place(typed, now) == (zone, title)


def test_every_iana_name(now: datetime) -> None:
    """Leads to its present name; those of letters alone may be an abbreviation or a country too."""
    for name in available_timezones() - {"Factory", "localtime"}:
        if not name.isalpha():
            assert place(name, now)[0] == canonical(name)


def test_every_territory(now: datetime) -> None:
    """The name of each country leads to a zone of it."""
    for code, title in atlas().titles.items():
        if own := tables().zones.get(code):
            assert {zone.name for zone in zones(find(title, now))} & set(own), title


def test_distances_from_utc(now: datetime) -> None:
    """The zones of people so far away now, and last the zone that always is."""
    assert names("utc+2", now)[0] == "Africa/Johannesburg"
    assert names("utc+2", now)[-1] == "Etc/GMT-2"
    assert names("i am in GMT -5", now)[-1] == "Etc/GMT+5"
    assert place("+5:45", now)[0] == "Asia/Kathmandu"
    assert place("utc-3:30", now)[0] == "America/St_Johns"
    assert place("UTC+0", now)[0] == "Etc/UTC"
    assert find("utc+20", now) == Nothing(Why.NOBODY)


def test_distances_depend_on_the_season(now: datetime) -> None:
    """London is an hour ahead of UTC in summer alone."""
    summer = datetime(2026, 7, 1, tzinfo=UTC)
    ahead = [zone.name for zone in zones(find("utc+1", summer))]
    assert "Europe/London" in ahead
    assert "Europe/London" not in names("utc+1", now)


@pytest.mark.parametrize(
    "typed", ["atlantis", "narnia", "nowhere", "asdfghjkl", "hello", "no", "+49 170 1234567"]
)
def test_unknown_places(typed: str, now: datetime) -> None:
    """No guess is better than a wild one."""
    assert find(typed, now) == Nothing(Why.UNKNOWN)


@pytest.mark.parametrize("typed", ["", "  ", "?!", "🦶", "\0"])
def test_nothing_readable(typed: str, now: datetime) -> None:
    """There is no word in it."""
    assert find(typed, now) == Nothing(Why.EMPTY)


some_names = st.deferred(lambda: st.sampled_from(list(islice(atlas().named, 0, None, 7))))
typed_texts = st.one_of(
    st.text(max_size=300),
    st.text("abcdefgh ,+-:/12", max_size=120),
    st.lists(some_names, min_size=1, max_size=4).flatmap(
        lambda parts: st.sampled_from([", ", " "]).map(lambda gap: gap.join(parts))
    ),
    st.tuples(some_names, st.integers(0, 20), st.characters()).map(
        lambda typo: typo[0][: typo[1]] + typo[2] + typo[0][typo[1] + 1 :]
    ),
)


def test_many_at_once_do_not_keep_others_waiting(now: datetime) -> None:
    """What is no place is looked for in half a millisecond; comparing all names would take fifty."""
    texts = [f"my feet hurt so much every {night}" for night in ("night", "nihgt", "nigth", "nght")]
    find(texts[0], now)
    began = time.process_time()
    for text in texts * 25:
        find(text, now)
    assert time.process_time() - began < SLOW


moments = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=60)
@given(typed_texts, moments)
def test_whatever_is_typed(text: str, now: datetime) -> None:
    """It never fails, takes long, or finds a zone that cannot be loaded or has no room on a button."""
    began = time.process_time()
    found = find(text, now)
    assert time.process_time() - began < SLOW
    for zone in zones(found):
        assert ZoneInfo(zone.name).key == zone.name == canonical(zone.name)
        assert zone.place
        assert len(label(zone, now)) <= LONGEST_BUTTON
    if isinstance(found, Choices):
        assert 2 <= len({zone.name for zone in found.zones}) == len(found.zones) <= MOST_CHOICES
