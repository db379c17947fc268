"""Tests of bot.language.near."""

from hypothesis import given
from hypothesis import strategies as st

from bot.language import NearWords, nearest

WORDS = st.text("abcdeéж", min_size=1, max_size=9)


@given(WORDS, st.lists(WORDS, max_size=40), st.sampled_from([0.5, 0.65, 0.75, 1.0]))
def test_nothing_near_is_passed_over(word: str, words: list[str], minimum: float) -> None:
    """What is found is what comparing with every word finds, in the same order."""
    assert NearWords(words).nearest(word, minimum) == nearest(word, words, minimum)


def test_the_best_come_first() -> None:
    """With how alike they are."""
    assert NearWords(["crane", "ramp", "cramp", "foot"]).nearest("crmap", 0.5) == [
        ("cramp", 0.8),
        ("ramp", 0.6),
    ]
