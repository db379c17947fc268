"""Signs of something serious, found by words that occur together in one sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.knowledge import RedFlags, Sign
from bot.language import minutes, normalise, with_apostrophes

# "no sign of swelling", "it isn't hot", "I don't have chest pain"; not "I can't breathe and it is swollen".
_DENIAL = re.compile(
    r"\b(?:no|not|never|nothing|neither|without|nor|(?:is|are|was|were|has|have)n'?t"
    r"|(?:do|does|did)n'?t (?:have|see|notice|get|look|seem|feel))(?: (?!(?:and|but|my|i|it)\b)\w+){0,2} $"
)
_LONGER_THAN = re.compile(r"> (\d+) minutes")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Concept:
    """Words and phrases for one thing, and the shortest time in minutes that stands for it too."""

    phrases: re.Pattern[str] | None
    beginnings: frozenset[str]
    """The first words of the phrases: without any of them there is nothing to look for."""
    longer_than: float | None

    def denied(self, text: str) -> bool:
        """Whether the normalised text says that it is absent."""
        return self.phrases is not None and any(map(_denied, self.phrases.finditer(text)))

    def occurs(self, text: str, words: Iterable[str]) -> bool:
        """Whether the normalised text, of these `words`, speaks of it, and not to say that it is absent."""
        if self.longer_than is not None and any(length > self.longer_than for length in minutes(text)):
            return True
        if self.phrases is None or self.beginnings.isdisjoint(words):
            return False
        return any(not _denied(found) for found in self.phrases.finditer(text))


def _denied(found: re.Match[str]) -> bool:
    return _DENIAL.search(found.string, 0, found.start()) is not None


class SignFinder:
    """Looks for the signs that a knowledge folder names."""

    def __init__(self, flags: RedFlags) -> None:
        self._signs = flags.signs
        self._concepts = {name: _concept(words) for name, words in flags.words.items()}

    def any(self, sentences: Iterable[Iterable[str]]) -> bool:
        """Whether the words of a sign stand in one of the sentences, each in several wordings."""
        return any(self.find(wordings) for wordings in sentences)

    def denied(self, sentences: Iterable[Iterable[str]]) -> bool:
        """Whether one of the sentences says that a part of a sign is absent."""
        named = {name for sign in self._signs for name in sign.all}
        texts = {text for wordings in sentences for text in wordings}
        return any(self._concepts[name].denied(text) for name in named for text in texts)

    def find(self, texts: Iterable[str]) -> Sign | None:
        """The first sign in one of several wordings of a sentence, None if there is none."""
        wordings = [(text, _WORD.findall(text)) for text in dict.fromkeys(texts)]

        @cache  # Several signs share a concept.
        def occurs(concept: str) -> bool:
            return any(self._concepts[concept].occurs(text, words) for text, words in wordings)

        for sign in self._signs:
            if all(map(occurs, sign.all)) and not any(map(occurs, sign.unless)):
                return sign
        return None

    def nearest(self, sentences: Iterable[Iterable[str]]) -> Sign | None:
        """The sign with a question that most of a message's words belong to, its first concept among them.

        None where no first concept is spoken of.
        """
        best, most = None, 0.0
        for texts in sentences:
            wordings = [(text, _WORD.findall(text)) for text in dict.fromkeys(texts)]
            for sign in self._signs:
                found = [
                    any(self._concepts[name].occurs(text, words) for text, words in wordings)
                    for name in sign.all
                ]
                if sign.asks and found[0] and sum(found) / len(found) > most:
                    best, most = sign, sum(found) / len(found)
        return best


def _concept(words: Iterable[str]) -> Concept:
    limits = [float(found[1]) for word in words if (found := _LONGER_THAN.fullmatch(word))]
    written = {with_apostrophes(normalise(word)) for word in words if not _LONGER_THAN.fullmatch(word)}
    phrases = sorted(written, key=lambda phrase: (-len(phrase), phrase))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b") if phrases else None
    beginnings = frozenset(_WORD.findall(phrase)[0] for phrase in phrases)
    return Concept(pattern, beginnings, min(limits, default=None))
