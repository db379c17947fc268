"""A message in the words the knowledge uses: spelling corrected, synonyms replaced."""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from bot.knowledge import Knowledge
from bot.language import normalise
from bot.matching.spelling import Familiarity, Speller


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
        normalised = normalise(text)
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
