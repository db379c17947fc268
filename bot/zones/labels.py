"""What zones are called for people."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.zones.atlas import Kind, Place, atlas
from bot.zones.model import Zone
from bot.zones.tables import UTC, canonical, tables
from bot.zones.text import normalise

LONGEST = 32
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
    where = place.code if region and territory == "US" and place.kind is Kind.CITY else territory
    whole = atlas().titles.get(where, "")
    if not whole or f" {normalise(place.name)} " in f" {normalise(whole)} ":
        return _cut(place.name)
    both = f"{place.name}, {whole}"
    return both if len(both) <= LONGEST else _cut(place.name)


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _without_place(name: str) -> str:
    """UTC, a fixed distance from it, or a zone that is newer than the names of places."""
    if name.startswith(_FIXED):
        hours = -int(name.removeprefix(_FIXED) or 0)
        return f"UTC{hours:+d}" if hours else "GMT"
    if name == UTC:
        return "UTC"
    city = name.rpartition("/")[2].replace("_", " ")
    return _cut(", ".join(filter(None, (city, atlas().titles.get(tables().territory.get(name, ""))))))
