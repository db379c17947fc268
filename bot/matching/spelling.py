"""Typo correction towards the words that the knowledge uses."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

MINIMUM_SIMILARITY = 0.65  # of a typo to its correction; below it, most guesses are wrong
SHORTEST = 3  # letters; anything shorter is near to everything
MOST = 40  # corrections a message: a text of nothing but unknown words is no typing error
CANDIDATES = 12
FREQUENCY_WEIGHT = 0.012
FIRST_LETTER_WEIGHT = 0.06  # people rarely mistype the first letter
NEIGHBOUR_WEIGHT = 0.08


class Speller:
    """Replaces unknown words by the likeliest known word of the phrases it has learnt from."""

    def __init__(self, phrases: Iterable[str], known: Callable[[str], bool]) -> None:
        """Learn from normalised `phrases`; `known` says which words are spelt right."""
        texts = [phrase.split() for phrase in phrases]
        self._count: Mapping[str, int] = Counter(word for text in texts for word in text if known(word))
        self._pairs: Mapping[tuple[str, str], int] = Counter(
            pair for text in texts for pair in pairwise(text)
        )
        self._targets = [word for word in self._count if len(word) >= SHORTEST and word.isalpha()]
        self._known = known

    def correct(self, text: str) -> str:
        """The normalised text with unknown words corrected, where there is something near enough."""
        words = text.split()
        doubtful = (index for index, word in enumerate(words) if self._doubtful(word))
        for index, _ in zip(doubtful, range(MOST), strict=False):
            before = words[index - 1] if index else ""
            after = words[index + 1] if index + 1 < len(words) else ""
            words[index] = self._halves(words[index]) or self._nearest(words[index], before, after)
        return " ".join(words)

    def _doubtful(self, word: str) -> bool:
        return len(word) >= SHORTEST and word.isalpha() and word.isascii() and not self._known(word)

    def _nearest(self, word: str, before: str, after: str) -> str:
        def likelihood(match: tuple[str, float, int]) -> float:
            candidate, similarity, _ = match
            return (
                similarity
                + FREQUENCY_WEIGHT * log(self._count[candidate])
                + FIRST_LETTER_WEIGHT * (candidate[0] == word[0])
                + NEIGHBOUR_WEIGHT * ((before, candidate) in self._pairs or (candidate, after) in self._pairs)
            )

        matches = process.extract(
            word,
            self._targets,
            scorer=OSA.normalized_similarity,
            score_cutoff=MINIMUM_SIMILARITY,
            limit=CANDIDATES,
        )
        return max(matches, key=likelihood)[0] if matches else word

    def _halves(self, word: str) -> str:
        """Two neighbouring words written as one ("footcramp"), apart again; "" if it is no such thing."""
        cuts = range(SHORTEST, len(word) - SHORTEST + 1)
        together = [pair for cut in cuts if (pair := (word[:cut], word[cut:])) in self._pairs]
        first, second = max(together, key=lambda pair: self._pairs[pair], default=("", ""))
        return f"{first} {second}".strip()
