"""A place with what it is in."""

import pytest

from bot.zones.search import in_area, nearly_in_area, without_fillers


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("i live in the uk", "uk"),
        ("tokyo time", "tokyo"),
        ("stoke on trent", "stoke on trent"),
        ("my place", "my place"),
    ],
)
def test_fillers(words: str, name: str) -> None:
    """They go from both ends, not from within, and not if nothing else is there."""
    assert without_fillers(words) == name


@pytest.mark.parametrize(
    "text", ["Cambridge, Massachusetts", "massachusetts cambridge", "Cambridge MA", "cambridge, ma, usa"]
)
def test_a_place_in_an_area(text: str) -> None:
    """With a comma or without, either way round, by name or code."""
    assert {meaning.place.code for meaning in in_area(text)} == {"US-MA"}


def test_errors_in_one_of_the_two() -> None:
    """In the place or in the area."""
    for text in ("cambrige, massachusetts", "cambridge, masachusetts"):
        assert in_area(text) == []
        assert {meaning.place.code for meaning in nearly_in_area(text)} == {"US-MA"}


def test_an_area_alone() -> None:
    """Is better than nothing, for places that are not known."""
    assert {meaning.place.name for meaning in nearly_in_area("Kleinkleckersdorf, Germany")} == {"Germany"}
    assert nearly_in_area("Kleinkleckersdorf") == []
