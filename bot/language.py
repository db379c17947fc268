"""What is true of any text: how it is made comparable, words that are nearly alike, and lengths of time."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

ENGLISH = "en"
_INVISIBLE = {"Mn", "Cf"}  # combining marks, zero-width and direction characters
_NOT_WORD = re.compile(r"[^\w']+|_+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_HURRIED = re.compile(r"\b(is|are|was|were|has|have|had|do|does|did|ca|wo|could|should|would|must|ai)nt\b")
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\n+|\s[-\u2013\u2014]\s")
_CLAUSE_END = re.compile(r"[.,;!?](?=\s|$)|\n")


def normalise(text: str) -> str:
    """Lower case words with single spaces: no punctuation, no accents, no invisible characters.

    Letters repeated three times or more ("heeelp") keep two, so that spelling can be corrected.
    """
    lower = text.lower() if text.isascii() else _plain_letters(text)
    words = _NOT_WORD.sub(" ", _STRETCHED.sub(r"\1\1", lower)).split()
    return " ".join(word for w in words if (word := w.strip("'")))


def with_apostrophes(text: str) -> str:
    """A normalised text with "isn't" for "isnt", which a speller takes for "is": the opposite."""
    return _HURRIED.sub(r"\1n't", text)


def _plain_letters(text: str) -> str:
    return without_marks(text.replace("\u2019", "'")).casefold()


def without_marks(text: str) -> str:
    """The text without accents and invisible characters, and with plain letters in place of fancy ones."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if unicodedata.category(c) not in _INVISIBLE)


def sentences(text: str) -> list[str]:
    """The sentences of a message as they stand, split at punctuation, dashes and line ends."""
    return [part for piece in _SENTENCE_END.split(text) if (part := piece.strip())]


def clauses(text: str) -> list[str]:
    """What commas part as well; no comma or dot within a figure does."""
    return [part for piece in _CLAUSE_END.split(text) if (part := piece.strip())]


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


_SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *(
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_VAGUE = {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3, "many": 3}
_UNITS = {"m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1} | dict.fromkeys(
    ["h", "hr", "hrs", "hour", "hours"], 60
)
_FRACTIONS = {"half": 30, "quarter": 15, "quarters": 15}

_NUMBER = "|".join([*NUMBERS, *_VAGUE, r"\d{1,3}"])
_TIME = re.compile(
    rf"\b(?:(?P<fraction>half|(?P<three>three )?quarters?) (?:of )?(?:an? )?(?:hour|hr)"
    rf"|(?P<digits>\d{{1,3}})(?P<glued>{'|'.join(_UNITS)})"
    rf"|(?:(?P<number>{_NUMBER})(?: (?P<more>{'|'.join(_SMALL[1:10])}))? (?:of )?)?"
    rf"(?P<unit>{'|'.join(_UNITS)}))\b"
)


def minutes(text: str) -> list[float]:
    """Every length of time in the text, in minutes; a bare "hours" is two, a bare "minutes" none."""
    return [length for found in _TIME.finditer(text) if (length := _length(found)) is not None]


def _length(found: re.Match[str]) -> float | None:
    if fraction := found["fraction"]:
        return 45 if found["three"] else _FRACTIONS[fraction.split()[-1]]
    if found["digits"]:
        return int(found["digits"]) * _UNITS[found["glued"]]
    unit = _UNITS[found["unit"]]
    if not found["number"]:
        return 120 if found["unit"] in {"hours", "hrs"} else None
    return _count(found["number"], found["more"]) * unit


def _count(number: str, more: str | None) -> int:
    if number.isdigit():
        return int(number)
    return (NUMBERS | _VAGUE)[number] + (NUMBERS[more] if more else 0)
