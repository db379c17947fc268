"""Words that are like another word, looked for among thousands of them."""

from collections.abc import Iterable

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST = 12

_ROUNDING = 1e-6


def nearest(word: str, words: Iterable[str], minimum: float) -> list[tuple[str, float]]:
    """The `MOST` words likest to `word`, best first, with how alike they are: from `minimum` to 1."""
    scorer = OSA.normalized_similarity
    found = process.extract(word, words, scorer=scorer, score_cutoff=minimum, limit=MOST)
    return [(near, similarity) for near, similarity, _ in found]


class NearWords:
    """Finds what `nearest` finds in a fixed list of words, and compares few of them letter by letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)
        self._lengths = np.array([len(word) for word in self._words])
        self._letters = np.array([_letters(word) for word in self._words], dtype=np.uint32)

    def nearest(self, word: str, minimum: float) -> list[tuple[str, float]]:
        """The same as the function of this name."""
        # The similarity is 1 less the edits for each letter of the longer word. An edit makes a word one
        # letter longer at most, and at most puts one letter in the place of another.
        edits = (1 - minimum) * np.maximum(self._lengths, len(word)) + _ROUNDING
        differing = np.bitwise_count(self._letters ^ np.uint32(_letters(word)))
        possible = (differing <= 2 * edits) & (np.abs(self._lengths - len(word)) <= edits)
        return nearest(word, [self._words[place] for place in np.flatnonzero(possible)], minimum)


def _letters(word: str) -> int:
    """A bit for each letter that occurs; other alphabets share the bits."""
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % 32
    return bits
