"""Typo correction towards the words that the knowledge uses."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import pairwise
from math import log

from bot.language import NearWords, nearest

MINIMUM_SIMILARITY = 0.65  # of a typo to its correction; below it, most guesses are wrong ...
MINIMUM_BESIDE_A_NEIGHBOUR = 0.5  # ... unless the knowledge has it beside the same word
MINIMUM_FOR_A_SHORT_WORD = 0.75  # one letter of three changed makes "xie" a "lie" and "lol" "low"
MINIMUM_FOR_A_RARE_WORD = 0.75  # which may be what is meant
SHORTEST = 3  # letters; anything shorter is near to everything
MOST = 40  # corrections a message: a text of nothing but unknown words is no typing error
FREQUENCY_WEIGHT = 0.012
FIRST_LETTER_WEIGHT = 0.06  # people rarely mistype the first letter
SEVERAL = 2  # phrases with a word that belongs to the subject
NEIGHBOUR_WEIGHT = 0.1  # for each side


class Familiarity(Enum):
    """How well a dictionary knows a word."""

    COMMON = "surely a word"
    RARE = "a word, but more often a typing error"
    UNKNOWN = "no word"


class Speller:
    """Replaces unknown words by the likeliest known word of the phrases it has learnt from."""

    def __init__(self, phrases: Iterable[str], familiarity: Callable[[str], Familiarity]) -> None:
        """Learn from normalised `phrases`; words that are `UNKNOWN` in them are taken for typing errors."""
        texts = [["", *phrase.split(), ""] for phrase in phrases]
        self._familiarity = familiarity
        self._count = Counter(
            word for text in texts for word in text if word and familiarity(word) is not Familiarity.UNKNOWN
        )
        learnt = self._count.keys() | {""}
        self._pairs = Counter(pair for text in texts for pair in pairwise(text) if learnt.issuperset(pair))
        # Dictionaries, not sets: among equally likely words every process chooses the same.
        self._after: dict[str, dict[str, None]] = {}
        self._before: dict[str, dict[str, None]] = {}
        for first, second in self._pairs:
            if first and second:  # To begin or to end a message is no company to be known by.
                self._after.setdefault(first, {})[second] = None
                self._before.setdefault(second, {})[first] = None
        self._targets = NearWords(word for word in self._count if len(word) >= SHORTEST and word.isalpha())

    def has_learnt(self, word: str) -> bool:
        """Whether a word stands in several of the phrases."""
        return self._count[word] >= SEVERAL

    def knows(self, word: str) -> bool:
        """Whether a word stands there, or is a common one."""
        return word in self._count or self._familiarity(word) is Familiarity.COMMON

    def correct(self, text: str) -> str:
        """The normalised text with unknown words corrected, where there is something near enough."""
        words = text.split()
        for index, _ in zip(self._doubtful(words), range(MOST), strict=False):
            before = words[index - 1] if index else ""
            after = words[index + 1] if index + 1 < len(words) else ""
            words[index] = self._halves(words[index]) or self._likeliest(words[index], before, after)
        return " ".join(words)

    def _doubtful(self, words: list[str]) -> Iterator[int]:
        """Places of words that the knowledge does not have and that may be typing errors."""
        for index, word in enumerate(words):
            if word in self._count or not (word.isalpha() and word.isascii()):
                continue
            if len(word) < SHORTEST or self._familiarity(word) is not Familiarity.COMMON:
                yield index

    def _likeliest(self, word: str, before: str, after: str) -> str:
        beside = list({**self._after.get(before, {}), **self._before.get(after, {})})
        rare = len(word) >= SHORTEST and self._familiarity(word) is Familiarity.RARE
        near = nearest(word, beside, MINIMUM_FOR_A_RARE_WORD if rare else MINIMUM_BESIDE_A_NEIGHBOUR)
        if len(word) >= SHORTEST and not rare:
            minimum = MINIMUM_SIMILARITY if len(word) > SHORTEST else MINIMUM_FOR_A_SHORT_WORD
            near += self._targets.nearest(word, minimum)

        def likelihood(match: tuple[str, float]) -> float:
            candidate, similarity = match
            return (
                similarity
                + FREQUENCY_WEIGHT * log(self._count[candidate])
                + FIRST_LETTER_WEIGHT * (candidate[0] == word[0])
                + NEIGHBOUR_WEIGHT * ((before, candidate) in self._pairs)
                + NEIGHBOUR_WEIGHT * ((candidate, after) in self._pairs)
            )

        return max(near, key=likelihood)[0] if near else word

    def _halves(self, word: str) -> str:
        """Two neighbouring words written as one ("footcramp"), apart again; "" if it is no such thing."""
        cuts = range(SHORTEST, len(word) - SHORTEST + 1)
        together = [pair for cut in cuts if (pair := (word[:cut], word[cut:])) in self._pairs]
        first, second = max(together, key=lambda pair: self._pairs[pair], default=("", ""))
        return f"{first} {second}".strip()
