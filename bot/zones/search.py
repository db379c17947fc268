"""From what a person typed to the zone that is meant."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.zones.atlas import Kind, Place, atlas
from bot.zones.clocks import abbreviations, fixed, zones_at
from bot.zones.labels import named, title
from bot.zones.model import MOST_CHOICES, Choices, Found, Nothing, Sure, Why, Zone
from bot.zones.offsets import read_offset
from bot.zones.parts import in_area, nearly_in_area, without_fillers
from bot.zones.spelling import Meaning, exact, near, weight
from bot.zones.spread import one_a_clock, one_a_territory, people
from bot.zones.tables import UTC, tables
from bot.zones.text import LONGEST, normalise

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
    times = (place for place in atlas().named.get(words, ()) if place.kind is Kind.TIME)
    using = tuple(dict.fromkeys((*zones, *(zone for place in times for zone in place.zones))))
    time = Place(words, Kind.TIME, "", using, sum(map(people, using)))
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
        case Kind.ZONE | Kind.CITY:
            return [Zone(place.zones[0], title(place))]
        case Kind.TERRITORY:
            return [named(zone) for zone in one_a_clock(place.zones, now)]
        case Kind.REGION:
            biggest = atlas().biggest
            return [Zone(zone, title(biggest[place.code, zone])) for zone in one_a_clock(place.zones, now)]
        case Kind.AREA | Kind.TIME:
            return [named(zone) for zone in one_a_territory(place.zones, now)]
