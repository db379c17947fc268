"""Which time zones a text may mean."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import chain, permutations
from math import log10

from bot.zones.atlas import LONGEST, Names, Place, PlaceKind, atlas, named, normalise, title
from bot.zones.clocks import abbreviations, fixed, one_a_clock, one_a_territory, people, read_offset, zones_at
from bot.zones.tables import MOST_CHOICES, UTC, Choices, Found, Nothing, Sure, Why, Zone, tables

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
        if place.kind is not PlaceKind.TIME or " " in name
    ]


def weight(place: Place) -> float:
    """How likely it is that a place of this size is meant."""
    return log10(place.people + FEWEST)


@cache
def _names() -> Names:
    """The names that can be misspelt or begun, put in order at the first call."""
    return Names(name for name in atlas().named if len(name) >= SHORTEST)


def _misspelt(words: str) -> Iterator[tuple[str, float]]:
    most = next((edits for letters, edits in EDITS if len(words) >= letters), 0)
    for name, edits in _names().misspelt(words, most) if most else ():
        yield name, EDIT * edits / len(words) + FIRST_LETTER * (name[0] != words[0])


def _begun(words: str) -> Iterator[tuple[str, float]]:
    if len(words) >= SHORTEST_BEGINNING:
        yield from ((name, BEGUN) for name in _names().begun(words))


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
_WIDE = {PlaceKind.TERRITORY, PlaceKind.REGION, PlaceKind.AREA}


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


LEAD = 1.0
"""The power of ten by which a meaning must be likelier than all others to be for sure."""
LEAST = 3.4
"""The likelihood, as a power of ten, below which nothing is for sure."""


def find(text: str, now: datetime) -> Found:
    """The zone of a city, country, state, abbreviation, distance from UTC or IANA name; typos allowed.

    Abbreviations and distances depend on the season; for the rest `now` tells which zones agree from here on.
    """
    text = text[:LONGEST]
    if zone := _by_name(text):
        return Sure(named(zone))
    if (ahead := read_offset(text)) is not None:
        return at_offset(ahead, now)
    words = normalise(text)
    if not words:
        return Nothing(Why.EMPTY)
    name = without_fillers(words)
    meanings = _exactly(words, now) or in_area(text) or _exactly(name, now)
    return _decide(meanings or near(words) or near(name) or nearly_in_area(text), now)


def at_offset(ahead: timedelta, now: datetime) -> Found:
    """The zones of people so far ahead of UTC now, and the zone that always is."""
    if not ahead:
        return Sure(named(UTC))
    zones = [named(zone) for zone in one_a_territory(zones_at(ahead, now), now)]
    always = fixed(ahead)
    if not always:
        return found(zones, Why.NOBODY)
    shown = zones[: MOST_CHOICES - 1]
    return found([*shown, named(always)], more=len(zones) > len(shown))


def found(zones: Sequence[Zone], why: Why = Why.UNKNOWN, *, more: bool = False) -> Found:
    """As many zones as there are buttons for; `why` there is nothing, if there is nothing."""
    if not zones:
        return Nothing(why)
    if len(zones) == 1:
        return Sure(zones[0])
    return Choices(tuple(zones[:MOST_CHOICES]), more or len(zones) > MOST_CHOICES)


def _by_name(text: str) -> str | None:
    """The zone of an IANA name; one of letters alone is as likely an abbreviation."""
    name = text.strip().replace(" ", "_").lower()
    current = tables().current.items() if not name.isalpha() else ()
    return next((zone for old, zone in current if old.lower() == name), None)


def _exactly(words: str, now: datetime) -> list[Meaning]:
    return _times(words, now) or exact(words)


def _times(words: str, now: datetime) -> list[Meaning]:
    """The zones that use an abbreviation."""
    zones = abbreviations(now.year).get(words)
    if not zones:
        return []
    times = (place for place in atlas().named.get(words, ()) if place.kind is PlaceKind.TIME)
    using = tuple(dict.fromkeys((*zones, *(zone for place in times for zone in place.zones))))
    time = Place(words, PlaceKind.TIME, "", using, sum(map(people, using)))
    return [Meaning(time, weight(time))]


def _decide(meanings: list[Meaning], now: datetime) -> Found:
    ordered = sorted(meanings, key=lambda meaning: -meaning.likelihood)
    best = ordered[0].likelihood if ordered else 0.0
    faintest = best - LEAD if best >= LEAST else 0.0
    zones: dict[str, Zone] = {}
    for meaning in ordered:
        if meaning.likelihood > faintest:
            for zone in _zones(meaning.place, now):
                zones.setdefault(zone.name, zone)
    if best < LEAST and len(zones) == 1:
        return Nothing(Why.UNKNOWN)
    return found(list(zones.values()))


def _zones(place: Place, now: datetime) -> list[Zone]:
    match place.kind:
        case PlaceKind.ZONE | PlaceKind.CITY:
            return [Zone(place.zones[0], title(place))]
        case PlaceKind.TERRITORY:
            return [named(zone) for zone in one_a_clock(place.zones, now)]
        case PlaceKind.REGION:
            biggest = atlas().biggest
            return [Zone(zone, title(biggest[place.code, zone])) for zone in one_a_clock(place.zones, now)]
        case PlaceKind.AREA | PlaceKind.TIME:
            return [named(zone) for zone in one_a_territory(place.zones, now)]
