"""Follow-ups: what leans on what was said before ("why?"), and what in an entry speaks of a question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeAlias

import numpy as np

from bot.knowledge import Detail, Entry, Knowledge
from bot.language import normalise
from bot.matching.encoders import Encoder, Vector
from bot.matching.similarity import Matrix, meanings

MOST_WORDS = 7
"""Of a message that leans on another; a longer one says what it is about."""

_WORDS = """
it it's its this that that's these those them they he she his her one ones
why what which who whom how when where long much many often longer more else soon
and but or so ok okay also then
a an the well too kind most not no if for of to in on with at by from about i i'm we me my is are was be \
been do does did don't doesn't isn't can could should would will may might have has had get got come take \
make use try work works help helps happen happens mean say tell really actually exactly though just even \
only very some any each there please every time times
am is are was were do does did can could should would will may might has have
"""
_POINTING, _ASKING, _JOINING, _EMPTY, _AUXILIARIES = (
    frozenset(line.split()) for line in _WORDS.strip().splitlines()
)
_SAYS_NOTHING = _POINTING | _ASKING | _JOINING | _EMPTY
"""Words that name nothing that an entry could be about."""
_EXPLETIVE = re.compile(r"^(?:is|was) it (?:\w+ ){1,2}to |^would it be (?:\w+ ){1,2}to ")
"""How "is it safe to run" begins, in which "it" points at nothing; in "is it safe to do that" a word does."""
_BESIDES = (" too", " as well", " then", " instead", " again")


class Leaning(Enum):
    """How much a message needs what was said before it."""

    NOT = "it speaks for itself"
    PARTLY = "it names something, and may be clear all the same"
    WHOLLY = "it names nothing"


def leaning(text: str) -> Leaning:
    """How much a message in plain words leans on another."""
    if len(text.split()) > MOST_WORDS:
        return Leaning.NOT
    text = _EXPLETIVE.sub("", text)
    words = text.split()
    if _SAYS_NOTHING.issuperset(words) and not (_POINTING | _ASKING).isdisjoint(words):
        return Leaning.WHOLLY
    begins = len(words) > 1 and words[0] in _JOINING | _ASKING
    if begins or not _POINTING.isdisjoint(words) or text.endswith(_BESIDES):
        return Leaning.PARTLY
    return Leaning.NOT


def asks(text: str) -> bool:
    """Whether a normalised text begins like a question: "and can I keep going"."""
    opening = next((word for word in text.split() if word not in _JOINING), "")
    return opening in _AUXILIARIES | _ASKING


SPEAKS_OF_IT = 0.5
"""Cosine between the meanings of a question and a passage from which the passage is told."""
REPEATED = 0.6
"""Share of a detail's words, by their beginnings, that what everybody reads first has already."""
_SHORT, _BEGINNING = 3, 5
_FORESEEN = 0.1
"""How much nearer than a detail a sentence must be: only the detail was written to stand alone."""

DetailNames: TypeAlias = Mapping[str, Sequence[tuple[str, Detail]]]
"""Of each entry what its details are asked for by name, with a space on either side; the longest first."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or two that stand alone; `foreseen` if an editor wrote them for such a question."""

    says: str
    foreseen: bool = False


@dataclass(frozen=True)
class Passages:
    """The passages of each entry, with a row of meaning for each: what they say, or a way to ask for it."""

    of_entry: Mapping[str, tuple[Sequence[Passage], Matrix]]

    def of(self, entry: Entry, readings: Sequence[Vector]) -> str | None:
        """What the entry says to a question, read in these ways; None if nothing in it speaks of that."""
        found = (self._nearest(entry, meaning) for meaning in readings)
        passage, likeness = max(found, key=lambda each: each[1])
        return passage.says if likeness >= SPEAKS_OF_IT else None

    def _nearest(self, entry: Entry, meaning: Vector) -> tuple[Passage, float]:
        passages, rows = self.of_entry[entry.id]
        likeness = rows @ meaning
        lead = likeness + [_FORESEEN if passage.foreseen else 0.0 for passage in passages]
        best = int(lead.argmax())
        return passages[best], float(likeness[best])


def passages_of(knowledge: Knowledge, encoder: Encoder, cache: Path | None = None) -> Passages:
    """Of all entries; what the folder `cache` has is not encoded again."""
    written = {entry.id: _written(entry) for entry in knowledge.entries.values()}
    texts = [text for some in written.values() for text, _ in some]
    rows = meanings(encoder, texts, cache, of="passages")
    ends = np.cumsum([len(some) for some in written.values()])[:-1]
    each = zip(written.items(), np.split(rows, ends), strict=True)
    return Passages({key: ([passage for _, passage in some], matrix) for (key, some), matrix in each})


def names_of(knowledge: Knowledge) -> DetailNames:
    """Of all entries. A detail that says no more than what everybody reads first has no names."""
    return {entry.id: _names(entry) for entry in knowledge.entries.values()}


def _written(entry: Entry) -> list[tuple[str, Passage]]:
    said = [(text, Passage(text)) for text in entry.sentences]
    foreseen = [
        (text, Passage(each.says, foreseen=True))
        for each in entry.details
        for text in (each.says, *each.asks)
    ]
    return [*said, *foreseen]


def _names(entry: Entry) -> list[tuple[str, Detail]]:
    named = [
        (f" {name} ", detail)
        for detail in entry.details
        if not _repeats(detail.says, entry.short or "")
        for name in map(normalise, detail.asks)
        if not asks(name)
    ]
    return sorted(named, key=lambda each: -len(each[0]))


def _repeats(says: str, first: str) -> bool:
    read = {word[:_BEGINNING] for word in normalise(first).split()}
    words = [word[:_BEGINNING] for word in normalise(says).split() if len(word) > _SHORT]
    return sum(word in read for word in words) >= REPEATED * len(words)
