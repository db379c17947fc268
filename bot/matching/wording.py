"""A message in the words the knowledge uses: spelling corrected, synonyms replaced."""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import resources
from itertools import pairwise
from math import log

from bot.knowledge import Knowledge
from bot.language import NearWords, nearest, normalise, with_apostrophes

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
            if first and second:  # Don't count the start or end of a message as a neighbouring word.
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


def load_dictionary() -> Mapping[str, int]:
    """English words and how often they occur, from the dictionary inside the pyspellchecker package."""
    packed = resources.files("spellchecker").joinpath("resources", "en.json.gz").read_bytes()
    words: dict[str, int] = json.loads(gzip.decompress(packed))
    return words


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in the forms in which it is compared and searched."""

    written: str
    normalised: str
    corrected: str
    plain: str

    @property
    def forms(self) -> tuple[str, str, str]:
        """Those that are normalised, the least changed first."""
        return self.normalised, self.corrected, self.plain


COMMON = 1_000
"""Occurrences in the dictionary from which a word is taken for what it is."""


class Wording:
    """Rewords text; the same text always comes out the same."""

    def __init__(self, speller: Speller, synonyms: Mapping[str, str]) -> None:
        self._speller = speller
        self._synonyms: dict[str, dict[tuple[str, ...], str]] = {}
        for phrase in sorted(synonyms, key=len, reverse=True):
            if words := tuple(normalise(phrase).split()):
                self._synonyms.setdefault(words[0], {})[words] = normalise(synonyms[phrase])

    def read(self, text: str) -> Reading:
        """The text normalised, then also corrected, then also in plain words."""
        normalised = with_apostrophes(normalise(text))
        corrected = self._speller.correct(normalised)
        return Reading(text, normalised, corrected, self._plain(corrected))

    def knows(self, word: str) -> bool:
        """Whether a word, in lower case, is one of the dictionary or of the knowledge, and no rare one."""
        return self._speller.knows(word)

    def is_topical(self, word: str) -> bool:
        """Whether the knowledge itself has a word, and not only here and there."""
        return self._speller.has_learnt(word)

    def of(self, text: str) -> str:
        """The text in plain words."""
        return self.read(text).plain

    def _plain(self, text: str) -> str:
        words, plain, at = text.split(), [], 0
        while at < len(words):
            phrases = self._synonyms.get(words[at], {})
            found = next(
                (phrase for phrase in phrases if tuple(words[at : at + len(phrase)]) == phrase), None
            )
            plain.append(phrases[found] if found else words[at])
            at += len(found) if found else 1
        return " ".join(plain)


def wording(knowledge: Knowledge, dictionary: Mapping[str, int]) -> Wording:
    """The wording of a knowledge folder.

    Words count as spelt right when they stand in the dictionary, the vocabulary, a title or among keywords:
    the other questions may be written with typos, as people write.
    """
    vocabulary = knowledge.vocabulary
    right = set(_words([*vocabulary.common, *vocabulary.synonyms, *vocabulary.synonyms.values()]))
    for entry in knowledge.entries.values():
        right.update(_words([entry.title, *entry.keywords]))

    def familiarity(word: str) -> Familiarity:
        if word in right or dictionary.get(word, 0) >= COMMON:
            return Familiarity.COMMON
        return Familiarity.RARE if word in dictionary else Familiarity.UNKNOWN

    phrases = [normalise(phrase) for phrase in _phrases(knowledge)]
    return Wording(Speller(phrases, familiarity), vocabulary.synonyms)


def _phrases(knowledge: Knowledge) -> Iterable[str]:
    for entry in knowledge.entries.values():
        yield from (entry.title, *entry.questions, *entry.enquiries, *entry.keywords)
    yield from knowledge.not_covered
    yield from knowledge.vocabulary.synonyms


def _words(phrases: Iterable[str]) -> Iterable[str]:
    return (word for phrase in phrases for word in normalise(phrase).split())
