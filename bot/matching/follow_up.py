"""What leans on what was said before ("why?", "what about my calf"), and what is asked for by name."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TypeAlias

from bot.knowledge import Detail, Knowledge
from bot.language import normalise

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


DetailNames: TypeAlias = Mapping[str, Sequence[tuple[str, Detail]]]

REPEATED = 0.6
"""Share of a detail's words, by their beginnings, that what everybody reads first has already."""
_SHORT, _BEGINNING = 3, 5


def names_of(knowledge: Knowledge) -> DetailNames:
    """Of each entry what its details are asked for by name, not by a question; the longest first.

    A detail that says no more than what everybody reads first has no names.
    """
    return {
        entry.id: sorted(
            (
                (f" {name} ", detail)
                for detail in entry.details
                if not _repeats(detail.says, entry.short or "")
                for name in map(normalise, detail.asks)
                if not asks(name)
            ),
            key=lambda named: -len(named[0]),
        )
        for entry in knowledge.entries.values()
    }


def _repeats(says: str, first: str) -> bool:
    read = {word[:_BEGINNING] for word in normalise(first).split()}
    words = [word[:_BEGINNING] for word in normalise(says).split() if len(word) > _SHORT]
    return sum(word in read for word in words) >= REPEATED * len(words)
