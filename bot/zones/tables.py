"""What a zone is, and what is found of one; the tables of all that there are."""

import zoneinfo
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

MOST_CHOICES = 6


@dataclass(frozen=True, slots=True)
class Zone:
    """An IANA time zone, under the name of a place in it that means something to the person."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Sure:
    """No other zone can be meant."""

    zone: Zone


@dataclass(frozen=True, slots=True)
class Choices:
    """One of these two to six different zones is probably meant, the first above all: ask which."""

    zones: tuple[Zone, ...]
    more: bool = False
    """Whether there are further ones, too many for buttons: offer to type a city too."""


class Why(StrEnum):
    """Why nothing was found, for a question that helps."""

    EMPTY = "empty"
    """Nothing readable was typed: ask for a city or a country."""
    UNKNOWN = "unknown"
    """No such place is known: ask for a bigger city nearby, or the country."""
    NO_TIME = "no time"
    """What was typed is no time of day: ask for one such as 21:40."""
    NOBODY = "nobody"
    """No clock on earth shows this at present: ask to look again."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No zone fits."""

    why: Why


Found: TypeAlias = Sure | Choices | Nothing


def fingerprint(zone: str) -> str:
    """Short, and another one as soon as the rules of a zone are; "" for a zone that is not known.

    They are looked for where Python looks for them.
    """
    for folder in zoneinfo.TZPATH:
        if (found := Path(folder, zone)).is_file():
            return _digest(found.read_bytes())
    try:
        return _digest(files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes())
    except (OSError, ValueError):  # no zone, or what can be no name of one
        return ""


def _digest(rules: bytes) -> str:
    return blake2b(rules, digest_size=8).hexdigest()


UTC = "Etc/UTC"
_NO_PLACE = "Factory"  # the zone of a computer that was never told where it is
_APART = {
    "Africa/Asmera": "Africa/Asmara",
    "Africa/Timbuktu": "Africa/Bamako",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Virgin": "America/St_Thomas",
    "Antarctica/South_Pole": "Antarctica/McMurdo",
    "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
    "Iceland": "Atlantic/Reykjavik",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
    "Pacific/Yap": "Pacific/Chuuk",
}
"""Old names that the tz database joins with a zone of another territory, although their own still has one."""


@dataclass(frozen=True)
class Tables:
    """What the tz database says about names."""

    territory: Mapping[str, str]
    """The ISO 3166 code of each zone that people live in."""
    zones: Mapping[str, tuple[str, ...]]
    """The zones of each ISO 3166 code."""
    current: Mapping[str, str]
    """The name to use today for every name that ever was one."""


@cache
def tables() -> Tables:
    """The tables of the tzdata package, read at the first call: the system may have none, or zones alone."""
    rows = [line.split("\t") for line in _lines("zone.tab") if not line.startswith("#")]
    territory = {zone.strip(): code for code, _, zone, *_ in rows}
    zones = defaultdict(list)
    for code, _, zone, *_ in rows:
        zones[code].append(zone.strip())
    return Tables(territory, {code: tuple(names) for code, names in zones.items()}, _current(territory))


def canonical(name: str) -> str | None:
    """The name to use for a zone that may have been renamed, merged or dropped since it was stored.

    Zones of several territories stay apart, although the tz database joins those that have agreed since 1970:
    Europe/Oslo is not Europe/Berlin to somebody in Norway.
    """
    return tables().current.get(name)


def is_zone(name: str) -> bool:
    """Whether the tz database has or had a zone of this name."""
    return name in tables().current


def _current(territory: Mapping[str, str]) -> dict[str, str]:
    names = dict.fromkeys([*territory, *(name for name, *_ in _rules("Z"))])
    current = {name: name for name in names if name != _NO_PLACE}
    links = {link: _APART.get(link, target) for target, link in _rules("L") if link not in current}
    return current | {link: current[target] for link, target in links.items()}


def _rules(kind: str) -> Iterator[list[str]]:
    return (line.split()[1:] for line in _lines("tzdata.zi") if line.startswith(f"{kind} "))


def _lines(name: str) -> list[str]:
    return (files("tzdata.zoneinfo") / name).read_text(encoding="utf-8").splitlines()
