"""What the matching says to a question."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.knowledge import Entry


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry and how well it fits: 0 not at all, 1 for certain."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The entry answers the question."""

    entry: Entry
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Urgent:
    """The person describes a sign of something serious; the entry says where to turn."""

    entry: Entry
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Suggest:
    """One of two or three entries is probably meant: ask which."""

    entries: tuple[Entry, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing known answers the question; the nearest entries may be offered."""

    nearest: tuple[Entry, ...]
    candidates: tuple[Candidate, ...]


Reply: TypeAlias = Answer | Urgent | Suggest | Unknown
"""`candidates` of each are all entries that came near, best first."""
