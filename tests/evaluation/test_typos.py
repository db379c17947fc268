"""Typing errors made on purpose."""

from random import Random
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.evaluation.labelled import MOST_SLIPS, with_typos

SEEDS = st.integers(0, 10_000).map(Random)
LETTERS = st.characters(categories=["L"])


@given(
    text=st.text(LETTERS, min_size=1, max_size=40) | st.sampled_from(["a", "aa", "would a massage help?"]),
    random=SEEDS,
)
def test_there_are_one_or_two_slips(text: str, random: Random) -> None:
    """Never none; a letter that is swapped and then parted from the other counts for more."""
    assert 1 <= OSA.distance(text, with_typos(text, random)) <= 2 * MOST_SLIPS


@given(text=st.text(st.characters(exclude_categories=["L"])), random=SEEDS)
def test_a_text_without_letters_stays(text: str, random: Random) -> None:
    """There is nothing to mistype."""
    assert with_typos(text, random) == text


def test_the_same_seed_makes_the_same_typing_errors() -> None:
    """So that figures can be compared; another seed makes others."""
    questions = ["would a massage help?", "why do my feet cramp at night", "shoes"]
    first, second, other = (
        [with_typos(question, random) for question in questions] for random in map(Random, (1, 1, 2))
    )
    assert first == second
    assert first != other


@pytest.mark.parametrize("random", [*map(Random, range(3))])
def test_every_kind_of_slip_occurs(random: Random) -> None:
    """In a long enough run."""
    word = "cramp"
    typed = {with_typos(word, random) for _ in range(300)}
    cuts = [(word[:place], word[place:]) for place in range(len(word))]
    letters = [(before, letter, after) for before, after in cuts for letter in ascii_lowercase]
    assert typed & {before + after[1:] for before, after in cuts}
    assert typed & {before + letter + after for before, letter, after in letters}
    assert typed & ({before + letter + after[1:] for before, letter, after in letters} - {word})
    assert typed & {before + after[1] + after[0] + after[2:] for before, after in cuts[:-1]}
