"""A place with what it is in: "Birmingham, Alabama", "munich germny", "a village in France"."""

from collections.abc import Callable, Iterator
from itertools import permutations

from bot.zones.atlas import Kind, Place, atlas
from bot.zones.spelling import Meaning, exact, near
from bot.zones.text import normalise

_AROUND = (
    "a am around at based big central city close currently from here i im in is it its just live living me "
    "my near now of on our place please right set small somewhere state the time timezone to town use "
    "village we zone"
)
FILLERS = frozenset(_AROUND.split())
"""Words that people write around a name."""
Search = Callable[[str], list[Meaning]]
Pair = tuple[str, str]
MOST_PIECES = 3
MOST_WORDS = 4
"""In the name of a country, when no comma parts it from the place: a bound on the work for long texts."""
_WIDE = {Kind.TERRITORY, Kind.REGION, Kind.AREA}


def without_fillers(words: str) -> str:
    """The name alone in "i live in the uk" or "tokyo time"."""
    kept = words.split()
    while kept and kept[0] in FILLERS:
        del kept[0]
    while kept and kept[-1] in FILLERS:
        del kept[-1]
    return " ".join(kept) or words


def in_area(text: str) -> list[Meaning]:
    """The places of a name that are in what stands beside it."""
    return _inside(_pairs(text), exact, _areas)


def nearly_in_area(text: str) -> list[Meaning]:
    """The same with typing errors in one of the two; what it is in alone, if the place is not known."""
    pairs = _pairs(text)
    alone = pairs if "," in text else pairs[::2]
    return _inside(pairs, near, _areas) or _inside(pairs, exact, _misspelt_areas) or _wide(alone)


def _inside(pairs: list[Pair], places: Search, areas: Callable[[str], list[Place]]) -> list[Meaning]:
    for place, area in pairs:
        if around := areas(area):
            inside = [meaning for meaning in places(place) if _is_in(meaning.place, around)]
            if inside:
                return inside
    return []


def _wide(pairs: list[Pair]) -> list[Meaning]:
    """The first that a place may be in, whatever the place."""
    areas = ([m for m in exact(area) if m.place.kind in _WIDE] for _, area in pairs)
    return next(filter(None, areas), [])


def _pairs(text: str) -> list[Pair]:
    """A place and what it may be in: either way round, and without a comma at every gap between words."""
    pieces = [piece for part in text.split(",")[:MOST_PIECES] if (piece := without_fillers(normalise(part)))]
    return list(permutations(pieces, 2)) if len(pieces) > 1 else list(_halves("".join(pieces)))


def _halves(words: str) -> Iterator[Pair]:
    """The last words may be a country, and of few words the first too."""
    split = words.split()
    for cut in range(max(1, len(split) - MOST_WORDS), len(split)):
        start, end = " ".join(split[:cut]), " ".join(split[cut:])
        yield start, end
        yield end, start


def _areas(words: str) -> list[Place]:
    called = (*atlas().coded.get(words, ()), *atlas().named.get(words, ()))
    return [place for place in called if place.kind in _WIDE]


def _misspelt_areas(words: str) -> list[Place]:
    return [meaning.place for meaning in near(words) if meaning.place.kind in _WIDE]


def _is_in(place: Place, areas: list[Place]) -> bool:
    codes = {code for area in areas for code in area.code.split(",")}
    return place.code in codes or place.code.partition("-")[0] in codes
