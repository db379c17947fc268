"""The places of the world, what zones are called for people, and names found though misspelt."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from operator import itemgetter
from zoneinfo import ZoneInfo

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language import letter_set, letter_sets
from bot.zones.tables import UTC, Zone, canonical, tables

LONGEST = 100
"""Characters read of a message: no name of a place is longer, and nothing is slow."""
_UNMARKED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
        "ə": "a",
    }
)
_ACCENTS = re.compile("[\\u0300-\\u036f\\u0591-\\u05c7\\u064b-\\u065f]")
"""Of Latin, Greek, Cyrillic, Hebrew and Arabic letters; those of other scripts are vowels."""
_SILENT = str.maketrans("", "", "'.`\u00b4\u02bb\u02bc\u2019")
_WORD_CATEGORIES = {"L", "M", "N"}
_SHORT = {"saint": "st", "sankt": "st", "mount": "mt", "fort": "ft"}


def normalise(text: str) -> str:
    """Lower case words with single spaces: no accents, no punctuation, "Saint" as "st" and "&" as "and"."""
    words = _letters(text[:LONGEST].translate(_SILENT).replace("&", " and ")).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def _letters(text: str) -> str:
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).translate(_UNMARKED)
    return "".join(c if unicodedata.category(c)[0] in _WORD_CATEGORIES else " " for c in plain)


class Names:
    """Names in their order, of which none is empty; 20 bytes for each besides the names themselves."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        lengths = np.fromiter(map(len, self._names), np.int32, len(self._names))
        by_length = np.argsort(lengths, kind="stable")
        self._by_length = by_length.astype(np.int32)
        self._lengths = lengths[by_length]
        self._letters = letter_sets(self._names)[by_length]
        self._alphabetical = array("i", sorted(range(len(self._names)), key=self._names.__getitem__))

    def misspelt(self, typed: str, most: int) -> Iterator[tuple[str, int]]:
        """The names at most so many edits from what was typed, with how many."""
        # An edit makes a name one letter longer at most.
        shortest, longest = self._lengths.searchsorted((len(typed) - most, len(typed) + most + 1))
        differing = np.bitwise_count(self._letters[shortest:longest] ^ letter_set(typed))
        possible = differing <= 2 * most
        places = np.sort(self._by_length[shortest:longest][possible])
        names = [self._names[place] for place in places.tolist()]
        for name, edits, _ in process.extract_iter(typed, names, scorer=OSA.distance, score_cutoff=most):
            yield name, edits

    def begun(self, typed: str) -> Iterator[str]:
        """The names that begin with what was typed."""
        first = bisect_left(self._alphabetical, typed, key=self._names.__getitem__)
        after = bisect_right(
            self._alphabetical, typed, first, key=lambda place: self._names[place][: len(typed)]
        )
        return (self._names[place] for place in sorted(self._alphabetical[first:after]))


NAMED_AFTER_PLACES = ("Africa", "America", "Asia", "Atlantic", "Europe", "Indian", "Pacific")
EVERYWHERE = ""
"""The code of all territories together."""


class PlaceKind(StrEnum):
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
    kind: PlaceKind
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
    cities = [place for place, _ in rows if place.kind in (PlaceKind.ZONE, PlaceKind.CITY)]
    people = _people(cities)
    places = [(_completed(place, people), names) for place, names in rows]
    named: defaultdict[str, tuple[Place, ...]] = defaultdict(tuple)
    coded: defaultdict[str, tuple[Place, ...]] = defaultdict(tuple)
    for place, names in places:
        alone = (place,)  # shared by most names of a place
        for name in (normalise(place.name), *names):
            named[name] = (*named[name], place) if name in named else alone
        if place.kind in (PlaceKind.TERRITORY, PlaceKind.REGION):
            coded[place.code.rpartition("-")[2].lower()] += alone
    exemplars = {place.zones[0]: place for place in cities if place.kind is PlaceKind.ZONE}
    _add_other_names(named)
    _add_old_names(named, exemplars)
    return Atlas(
        named=dict(named),
        coded=dict(coded),
        exemplars=exemplars,
        biggest={(city.code, city.zones[0]): city for city in sorted(cities, key=lambda city: city.people)},
        people=people,
        titles={
            place.code: place.name
            for place, _ in places
            if place.kind in (PlaceKind.TERRITORY, PlaceKind.REGION)
        },
    )


def _rows(file: str) -> Iterator[tuple[Place, list[str]]]:
    for kind, name, code, zones, people, others in _lines(file):
        yield (
            Place(name, PlaceKind(kind), code, tuple(zones.split(",")), int(people)),
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
        case PlaceKind.ZONE | PlaceKind.CITY:
            return place
        case PlaceKind.TERRITORY:
            counts = Counter({zone: people[place.code, zone] for zone in tables().zones[place.code]})
        case PlaceKind.REGION:
            counts = Counter({zone: count for (code, zone), count in people.items() if code == place.code})
        case PlaceKind.AREA:
            counts = Counter(dict(_main_zone(code, people) for code in place.code.split(",")))
        case PlaceKind.TIME:
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


LONGEST_LABEL = 32
"""Characters of a place's name; with the time it is 40, as on all buttons."""
_FIXED = "Etc/GMT"


def label(zone: Zone, now: datetime) -> str:
    """The place and its time, fit for a button: "New York, United States (03:12)"."""
    return f"{zone.place} ({now.astimezone(ZoneInfo(zone.name)):%H:%M})"


def named(name: str) -> Zone:
    """A zone by its name, which may be an old one, under the name of its best-known place."""
    current = canonical(name) or name
    exemplar = atlas().exemplars.get(current)
    return Zone(current, title(exemplar) if exemplar else _without_place(current))


def title(place: Place) -> str:
    """A city with its country, or with its state where many cities have the same name."""
    territory, _, region = place.code.partition("-")
    where = place.code if region and territory == "US" and place.kind is PlaceKind.CITY else territory
    whole = atlas().titles.get(where, "")
    if not whole or f" {normalise(place.name)} " in f" {normalise(whole)} ":
        return _cut(place.name)
    both = f"{place.name}, {whole}"
    return both if len(both) <= LONGEST_LABEL else _cut(place.name)


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"


def _without_place(name: str) -> str:
    """UTC, a fixed distance from it, or a zone that is newer than the names of places."""
    if name.startswith(_FIXED):
        hours = -int(name.removeprefix(_FIXED) or 0)
        return f"UTC{hours:+d}" if hours else "GMT"
    if name == UTC:
        return "UTC"
    city = name.rpartition("/")[2].replace("_", " ")
    return _cut(", ".join(filter(None, (city, atlas().titles.get(tables().territory.get(name, ""))))))
