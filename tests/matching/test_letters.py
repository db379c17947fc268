"""How alike texts are in letters."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.similarity import Letters, index, sequences

texts = st.lists(st.text("abc d", max_size=12), min_size=1, max_size=6)


def test_sequences_know_where_a_word_begins_and_ends() -> None:
    """Spaces are part of them, and none reaches into the next word."""
    assert sequences("a toe") == {" a ", " to", "toe", "oe ", " toe", "toe "}
    assert sequences("toe a toe") == sequences("a toe")


def test_likeness_is_the_share_of_sequences_in_common() -> None:
    """As a cosine: those in common beside the mean size of both."""
    likeness = Letters(index(["a toe", "toes", "knee"])).likeness("a toe")
    assert likeness == pytest.approx([1, 3 / sqrt(6 * 7), 0])


def test_a_slip_leaves_most_in_common() -> None:
    """More than another word has."""
    slipped, other = Letters(index(["crampp", "stamps"])).likeness("cramp")
    assert slipped > 0.6
    assert other < 0.3


@given(texts, st.text("abc d", max_size=12))
def test_looking_up_finds_what_comparing_finds(listed: list[str], text: str) -> None:
    """Whatever the texts are, the empty one included."""
    own = sequences(text)
    expected = [
        len(own & theirs) / sqrt(len(own) * len(theirs)) if own and theirs else 0
        for theirs in map(sequences, listed)
    ]
    assert Letters(index(listed)).likeness(text) == pytest.approx(np.array(expected), abs=1e-6)


def test_other_alphabets_have_letters_too() -> None:
    """And unlike ones have nothing in common."""
    assert Letters(index(["脚抽筋", "cramp"])).likeness("脚抽筋") == pytest.approx([1, 0])
