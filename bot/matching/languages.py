"""Which language a message is in: by its script, or by the letters that stand together in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import log

from bot.language import ENGLISH, normalise

LONGEST = 3
"""Letters of a sequence, with the spaces around a word."""
SMOOTHING = 0.3
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7af"),
    ("zh", "\u4e00", "\u9fff"),
    ("th", "\u0e00", "\u0e7f"),
    ("ru", "\u0400", "\u04ff"),
    ("ar", "\u0600", "\u06ff"),
)


class LanguageGuesser:
    """Naive Bayes over sequences of letters (Cavnar and Trenkle 1994), learnt from examples."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """Learn from texts with the codes of their languages."""
        words: dict[str, Counter[str]] = {}
        for text, language in texts:
            words.setdefault(language, Counter()).update(normalise(text).split())
        self._counts = {language: _counted(found) for language, found in words.items()}
        self._totals = {language: counts.total() for language, counts in self._counts.items()}
        self._kinds = len({sequence for counts in self._counts.values() for sequence in counts}) or 1

    def guess(self, text: str) -> str:
        """The code of the likeliest language; English for what no language claims."""
        if script := _script(text):
            return script
        found = list(_sequences(text)) if any(map(str.isalpha, text)) else []
        if not found or len(self._counts) < 2:  # noqa: PLR2004 - a choice needs two
            return ENGLISH
        return max(
            self._counts, key=lambda language: (self._likelihood(language, found), language == ENGLISH)
        )

    def knows(self, language: str, word: str) -> bool:
        """Whether a normalised word occurs in a language's texts, or is not written in ASCII."""
        return not word.isascii() or f" {word} " in self._counts.get(language, ())

    def _likelihood(self, language: str, found: list[str]) -> float:
        counts = self._counts[language]
        total = log(self._totals[language] + SMOOTHING * self._kinds)
        return sum(log(counts[sequence] + SMOOTHING) - total for sequence in found)


def _script(text: str) -> str | None:
    """The language of a script that has only one here, if most letters are of it."""
    letters = [letter for letter in text if letter.isalpha()]
    for language, first, last in _SCRIPTS:
        share = sum(first <= letter <= last for letter in letters)
        if share and share * (3 if language == "ja" else 2) >= len(letters):
            return language
    return None


def _counted(words: Counter[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, times in words.items():
        for sequence in _of(word):
            counts[sequence] += times
    return counts


def _sequences(text: str) -> Iterator[str]:
    return (sequence for word in normalise(text).split() for sequence in _of(word))


def _of(word: str) -> Iterator[str]:
    marked = f" {word} "
    yield from (marked[start : start + LONGEST] for start in range(len(marked) - LONGEST + 1))
    yield marked
