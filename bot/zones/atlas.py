"""The places that people name, and the zones they are in."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from operator import itemgetter

from bot.zones.tables import tables
from bot.zones.text import normalise

NAMED_AFTER_PLACES = ("Africa", "America", "Asia", "Atlantic", "Europe", "Indian", "Pacific")
EVERYWHERE = ""
"""The code of all territories together."""


class Kind(StrEnum):
    """What a name stands for."""

    ZONE = "zone"
    """The place that a zone is named after."""
    CITY = "city"
    """A city, an island: anything within one zone."""
    TERRITORY = "territory"
    """A country, or a part of one that has an ISO 3166 code."""
    REGION = "region"
    """A state or province."""
    AREA = "area"
    """Several territories."""
    TIME = "time"
    """No place but a time: "Eastern Time"."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a name stands for."""

    name: str
    kind: Kind
    code: str
    """Of the territory, or territory-region; of an area the territories."""
    zones: tuple[str, ...]
    """The one with most people first."""
    people: int
    """Those in cities, as far as they are known."""


@dataclass(frozen=True)
class Atlas:
    """All places."""

    named: Mapping[str, tuple[Place, ...]]
    """By their normalised names, in many languages."""
    coded: Mapping[str, tuple[Place, ...]]
    """Territories and regions by codes such as "us" and "tx"."""
    exemplars: Mapping[str, Place]
    """The places that zones are named after."""
    biggest: Mapping[tuple[str, str], Place]
    """The biggest city in the part of a region that is in a zone."""
    people: Mapping[tuple[str, str], int]
    """How many live in the cities of a territory or region, or EVERYWHERE, that are in a zone."""
    titles: Mapping[str, str]
    """What territories and regions are called, by code."""


@cache
def atlas() -> Atlas:
    """The atlas, read at the first call."""
    rows = [*_rows("places.tsv"), *_rows("more_places.tsv")]
    cities = [place for place, _ in rows if place.kind in (Kind.ZONE, Kind.CITY)]
    people = _people(cities)
    places = [(_completed(place, people), names) for place, names in rows]
    named: defaultdict[str, tuple[Place, ...]] = defaultdict(tuple)
    coded: defaultdict[str, tuple[Place, ...]] = defaultdict(tuple)
    for place, names in places:
        alone = (place,)  # shared by most names of a place
        for name in (normalise(place.name), *names):
            named[name] = (*named[name], place) if name in named else alone
        if place.kind in (Kind.TERRITORY, Kind.REGION):
            coded[place.code.rpartition("-")[2].lower()] += alone
    exemplars = {place.zones[0]: place for place in cities if place.kind is Kind.ZONE}
    _add_other_names(named)
    _add_old_names(named, exemplars)
    return Atlas(
        named=dict(named),
        coded=dict(coded),
        exemplars=exemplars,
        biggest={(city.code, city.zones[0]): city for city in sorted(cities, key=lambda city: city.people)},
        people=people,
        titles={place.code: place.name for place, _ in places if place.kind in (Kind.TERRITORY, Kind.REGION)},
    )


def _rows(file: str) -> Iterator[tuple[Place, list[str]]]:
    for kind, name, code, zones, people, others in _lines(file):
        yield (
            Place(name, Kind(kind), code, tuple(zones.split(",")), int(people)),
            others.split("|") if others else [],
        )


def _lines(file: str) -> Iterator[list[str]]:
    lines = (files("bot.zones") / "data" / file).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines if not line.startswith("#"))


def _people(cities: list[Place]) -> Counter[tuple[str, str]]:
    people: Counter[tuple[str, str]] = Counter()
    for city in cities:
        territory = city.code.partition("-")[0]
        for code in {EVERYWHERE, territory, city.code}:
            people[code, city.zones[0]] += city.people
    return people


def _completed(place: Place, people: Counter[tuple[str, str]]) -> Place:
    """The place with the zones that follow from its code, and with the people in its zones."""
    match place.kind:
        case Kind.ZONE | Kind.CITY:
            return place
        case Kind.TERRITORY:
            counts = Counter({zone: people[place.code, zone] for zone in tables().zones[place.code]})
        case Kind.REGION:
            counts = Counter({zone: count for (code, zone), count in people.items() if code == place.code})
        case Kind.AREA:
            counts = Counter(dict(_main_zone(code, people) for code in place.code.split(",")))
        case Kind.TIME:
            counts = Counter({zone: people[EVERYWHERE, zone] for zone in place.zones})
    return replace(place, zones=tuple(zone for zone, _ in counts.most_common()), people=counts.total())


def _main_zone(code: str, people: Counter[tuple[str, str]]) -> tuple[str, int]:
    return max(((zone, people[code, zone]) for zone in tables().zones[code]), key=itemgetter(1))


def _add_other_names(named: defaultdict[str, tuple[Place, ...]]) -> None:
    for name, code, others in _lines("other_names.tsv"):
        meant = tuple(place for place in named[normalise(name)] if place.code == code)
        for other in others.split("|"):
            named[other] += meant


def _add_old_names(named: defaultdict[str, tuple[Place, ...]], exemplars: Mapping[str, Place]) -> None:
    """What zones are and were called: "Europe/Kiev", and "Kiev" alone."""
    for old, zone in tables().current.items():
        if zone in exemplars:
            continent, _, city = old.partition("/")
            for name in (old, city) if continent in NAMED_AFTER_PLACES else (old,):
                key = normalise(name)
                if all(zone not in place.zones for place in named[key]):
                    named[key] += (exemplars[zone],)
