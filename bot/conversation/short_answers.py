"""The one sentence of an entry that answers a question about it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from rapidfuzz import fuzz

from bot.conversation.after_answer import Side, side_of
from bot.conversation.words import plain, without_courtesy
from bot.knowledge import Entry

ALIKE = 92
"""Of 100: how near a question comes to one that an entry foresees."""
_EVERYWHERE = frozenset(
    [
        "cramp",
        "cramps",
        "cramping",
        "foot",
        "feet",
        "legs",
        "what",
        "when",
        "which",
        "does",
        "this",
        "that",
        "with",
        "from",
        "have",
    ]
)
SHORT_WORD = 3
"""Letters of words that say little."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])|\n+")
_MARKER = re.compile(r"^(?:[-*]|\d+\.) ")
_TELLING: Mapping[Side, re.Pattern[str]] = MappingProxyType(
    {
        side: re.compile(pattern, re.IGNORECASE)
        for side, pattern in {
            Side.HOW_LONG: r"\b(?:\d+|a few|some|three|two|six|ten|half an?|an) (?:to \d+ |of )?"
            r"(?:seconds?|minutes?|hours?|days?|weeks?|months?)\b",
            Side.HOW_OFTEN: r"\b(?:times|every (?:day|night|evening|week)|daily|a (?:day|week|night)|once"
            r"|twice)\b",
            Side.HOW_MUCH: r"\b(?:\d+|one|two|a|several) (?:to \d+ |of )?(?:glass(?:es)?|cups?|lit(?:re"
            r"|er)s?|mg|grams?"
            r"|times|teaspoons?)\b",
            Side.WHEN: r"\b(?:before|after|during|in the (?:evening|morning)|at night|bedtime)\b",
            Side.DANGER: r"\b(?:harmless|harmful|dangerous|serious|safe|side effects?|risks?|poisonous"
            r"|see a doctor"
            r"|medical help|ask (?:a|your) (?:doctor|pharmacist|midwife)|doctor|midwife)\b",
            Side.BABY: r"\b(?:baby|unborn|pregnan\w+)\b",
            Side.WHY: r"\b(?:because|causes?|caused|reasons?|comes? from|due to|brings?|lack of|so that)\b",
        }.items()
    }
)


def foreseen(entry: Entry, text: str) -> str | None:
    """The sentence for a question that the entry foresees."""
    words = without_courtesy(plain(text))
    side = side_of(words)
    for detail in entry.details:
        asks = [without_courtesy(plain(asked)) for asked in detail.asks]
        if any(words == asked or fuzz.ratio(words, asked) >= ALIKE for asked in asks):
            return detail.says
        if side and any(side_of(asked) is side for asked in asks):
            return detail.says
    return None


def sentence(entry: Entry, side: Side) -> str | None:
    """The sentence of the answer that speaks of it; None if none does."""
    telling = _TELLING.get(side)
    return next(filter(telling.search, _sentences(entry)), None) if telling else None


def fitting(entry: Entry, question: str) -> str | None:
    """The sentence of the answer that has most of a question's words; None if none has enough of them."""
    known = frozenset(plain(entry.title).split()) | _EVERYWHERE
    asked = frozenset(word for word in plain(question).split() if len(word) > SHORT_WORD) - known
    scored = [(len(asked & frozenset(plain(each).split())), each) for each in _sentences(entry)]
    most = max((score for score, _ in scored), default=0)
    return next(each for score, each in scored if score == most) if most >= min(2, len(asked)) > 0 else None


def short(entry: Entry) -> str:
    """The answer in a sentence or two."""
    written: str | None = getattr(entry, "short", None)
    return written or " ".join(_sentences(entry)[:2])


def _sentences(entry: Entry) -> list[str]:
    found = [_MARKER.sub("", part.strip()) for part in _SENTENCE.split(entry.answer)]
    return [part for part in found if part and not part.endswith(":")]
