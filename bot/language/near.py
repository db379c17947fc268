"""Words that are like another word, looked for among thousands of them."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST = 12

_BITS = 32
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
        self._letters = letter_sets(self._words)

    def nearest(self, word: str, minimum: float) -> list[tuple[str, float]]:
        """The same as the function of this name."""
        # The similarity is 1 less the edits for each letter of the longer word. An edit makes a word one
        # letter longer at most.
        edits = (1 - minimum) * np.maximum(self._lengths, len(word)) + _ROUNDING
        differing = np.bitwise_count(self._letters ^ letter_set(word))
        possible = (differing <= 2 * edits) & (np.abs(self._lengths - len(word)) <= edits)
        return nearest(word, [self._words[place] for place in np.flatnonzero(possible)], minimum)


def letter_set(word: str) -> np.uint32:
    """A bit for each letter that occurs; other alphabets share the bits.

    An edit makes at most two of them differ: it puts one letter in the place of another.
    """
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % _BITS
    return np.uint32(bits)


def letter_sets(words: Sequence[str]) -> npt.NDArray[np.uint32]:
    """The same for many words, of which none is empty."""
    lengths = np.fromiter(map(len, words), np.int32, len(words))
    codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.bitwise_or.reduceat(np.uint32(1) << codes % _BITS, np.cumsum(lengths) - lengths)
