"""Names of places as people type them: made comparable, and found though misspelt."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language import letter_set, letter_sets

LONGEST = 100
"""Characters read of a message: no name of a place is longer, and nothing is slow."""
_UNMARKED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
        "ə": "a",
    }
)
_ACCENTS = re.compile("[\\u0300-\\u036f\\u0591-\\u05c7\\u064b-\\u065f]")
"""Of Latin, Greek, Cyrillic, Hebrew and Arabic letters; those of other scripts are vowels."""
_SILENT = str.maketrans("", "", "'.`\u00b4\u02bb\u02bc\u2019")
_WORD_CATEGORIES = {"L", "M", "N"}
_SHORT = {"saint": "st", "sankt": "st", "mount": "mt", "fort": "ft"}


def normalise(text: str) -> str:
    """Lower case words with single spaces: no accents, no punctuation, "Saint" as "st" and "&" as "and"."""
    words = _letters(text[:LONGEST].translate(_SILENT).replace("&", " and ")).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def _letters(text: str) -> str:
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).translate(_UNMARKED)
    return "".join(c if unicodedata.category(c)[0] in _WORD_CATEGORIES else " " for c in plain)


class Names:
    """Names in their order, of which none is empty; 20 bytes for each besides the names themselves."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        lengths = np.fromiter(map(len, self._names), np.int32, len(self._names))
        by_length = np.argsort(lengths, kind="stable")
        self._by_length = by_length.astype(np.int32)
        self._lengths = lengths[by_length]
        self._letters = letter_sets(self._names)[by_length]
        self._alphabetical = array("i", sorted(range(len(self._names)), key=self._names.__getitem__))

    def misspelt(self, typed: str, most: int) -> Iterator[tuple[str, int]]:
        """The names at most so many edits from what was typed, with how many."""
        # An edit makes a name one letter longer at most.
        shortest, longest = self._lengths.searchsorted((len(typed) - most, len(typed) + most + 1))
        differing = np.bitwise_count(self._letters[shortest:longest] ^ letter_set(typed))
        possible = differing <= 2 * most
        places = np.sort(self._by_length[shortest:longest][possible])
        names = [self._names[place] for place in places.tolist()]
        for name, edits, _ in process.extract_iter(typed, names, scorer=OSA.distance, score_cutoff=most):
            yield name, edits

    def begun(self, typed: str) -> Iterator[str]:
        """The names that begin with what was typed."""
        first = bisect_left(self._alphabetical, typed, key=self._names.__getitem__)
        after = bisect_right(
            self._alphabetical, typed, first, key=lambda place: self._names[place][: len(typed)]
        )
        return (self._names[place] for place in sorted(self._alphabetical[first:after]))
