"""Tests of bot.language.numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import minutes, normalise


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("for 12 minutes", [12]),
        ("10+ mins", [10]),
        ("45minutes", [45]),
        ("20m", [20]),
        ("2 hrs", [120]),
        ("3h", [180]),
        ("an hour ago", [60]),
        ("a minute", [1]),
        ("eleven minutes", [11]),
        ("twenty five minutes", [25]),
        ("ninety-nine minutes", [99]),
        ("half an hour", [30]),
        ("half of an hour", [30]),
        ("a good half hour", [30]),
        ("quarter of an hour", [15]),
        ("three quarters of an hour", [45]),
        ("a couple of hours", [120]),
        ("a few minutes", [3]),
        ("several hours", [180]),
        ("hours now", [120]),
        ("20-30 minutes", [30]),
        ("5 minutes, then another twenty minutes", [5, 20]),
        ("two minutes and one hour", [2, 60]),
    ],
)
def test_lengths_of_time_are_understood(phrase: str, expected: list[float]) -> None:
    """In figures and in words, by the minute, the hour and parts of it."""
    assert minutes(normalise(phrase)) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        "minutes",
        "the last minute of it",
        "hour after hour",
        "at 10",
        "10 miles",
        "i'm",
        "12 months",
        "min",
        "",
    ],
)
def test_what_names_no_length_has_none(phrase: str) -> None:
    """A number needs a unit, and a unit a number."""
    assert minutes(normalise(phrase)) == []


PIECES = st.sampled_from(
    ["half", "quarter", "three", "of", "an", "a", "hour", "hours", "min", "twenty", "2", "h"]
)


@given(st.lists(PIECES).map(" ".join) | st.text(alphabet="0123456789mhr ²٣½") | st.text())
def test_any_text_has_its_lengths_of_time(text: str) -> None:
    """None is negative, and nothing raises."""
    assert all(length >= 0 for length in minutes(normalise(text)))
