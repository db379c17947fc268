"""What finding a time zone comes to."""

from dataclasses import dataclass
from enum import StrEnum
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
