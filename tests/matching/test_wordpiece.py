"""How the English encoder cuts a text into pieces."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.encoders import LONGEST_WORD, WordPiece, load_wordpiece

BEGIN, END, UNKNOWN = 101, 102, 100


@cache
def pieces() -> WordPiece:
    """The vocabulary that ships."""
    return load_wordpiece()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("foot", [3329]),
        ("My foot!", [2026, 3329, 999]),
        ("cramping", [13675, 16613, 2075]),
        ("CRAMPING", [13675, 16613, 2075]),
        ("café", [7668]),
        ("", []),
        ("\U00012000", [UNKNOWN]),
        ("a" * (LONGEST_WORD + 1), [UNKNOWN]),
    ],
)
def test_the_pieces_are_those_that_the_model_was_trained_on(text: str, expected: list[int]) -> None:
    """By the numbers of BERT's own vocabulary: whole words, parts, no accents, one for what is unknown."""
    assert pieces()(text, 128) == [BEGIN, *expected, END]


@given(st.text(max_size=400), st.integers(2, 64))
def test_any_text_has_pieces(text: str, most: int) -> None:
    """Never more than asked for, always between the marks, each with a number of the vocabulary."""
    found = pieces()(text, most)
    assert found[0] == BEGIN
    assert found[-1] == END
    assert len(found) <= most
    assert all(0 <= number < len(pieces().numbers) for number in found)
