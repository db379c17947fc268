"""Names that are nearly what was typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import log10
from typing import TYPE_CHECKING

from bot.zones.atlas import Kind, Place, atlas
from bot.zones.text import normalise

if TYPE_CHECKING:
    from bot.zones.names import Names

EDIT = 9.0
"""What a wrong letter costs, shared by the letters: in seven as much as twentyfold people gain."""
FIRST_LETTER = 1.0  # people rarely mistype the first letter
OTHER_NAME = 1.0
"""What it costs that a misspelt name is not the one the place has here but, say, its name in Finnish."""
BEGUN = 1.0
"""What it costs that a name is only begun: "frankf"."""
SHORTEST_BEGINNING = 5
FEWEST = 100_000
"""People that any place counts as: islands are known beyond their size."""
SHORTEST = 4
"""Letters of a name that can be misspelt; and abbreviations never are, or "there" would be a time in Iran."""
EDITS = ((12, 3), (9, 2), (SHORTEST, 1))  # letters from which so many edits are believable


@dataclass(frozen=True, slots=True)
class Meaning:
    """What may be meant."""

    place: Place
    likelihood: float
    """As a power of ten: a place with ten times the people is one more."""


def exact(words: str) -> list[Meaning]:
    """The places of exactly this name."""
    return [Meaning(place, weight(place)) for place in atlas().named.get(words, ())]


def near(words: str) -> list[Meaning]:
    """The places with a name near to this, or with one that begins so."""
    named = atlas().named
    return [
        Meaning(place, weight(place) - cost - OTHER_NAME * (normalise(place.name) != name))
        for name, cost in chain(_misspelt(words), _begun(words))
        for place in named[name]
        if place.kind is not Kind.TIME or " " in name
    ]


def weight(place: Place) -> float:
    """How likely it is that a place of this size is meant."""
    return log10(place.people + FEWEST)


@cache
def _names() -> "Names":
    """The names that can be misspelt or begun, put in order at the first call.

    numpy is imported only then: a backup does not wait for it.
    """
    from bot.zones.names import Names  # noqa: PLC0415 - see above

    return Names(name for name in atlas().named if len(name) >= SHORTEST)


def _misspelt(words: str) -> Iterator[tuple[str, float]]:
    most = next((edits for letters, edits in EDITS if len(words) >= letters), 0)
    for name, edits in _names().misspelt(words, most) if most else ():
        yield name, EDIT * edits / len(words) + FIRST_LETTER * (name[0] != words[0])


def _begun(words: str) -> Iterator[tuple[str, float]]:
    if len(words) >= SHORTEST_BEGINNING:
        yield from ((name, BEGUN) for name in _names().begun(words))
