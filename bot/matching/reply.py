"""What the matching says to a question."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.knowledge import Detail, Entry, Intent
from bot.language import ENGLISH


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry and how well it fits: 0 not at all, 1 for certain."""

    entry: Entry
    score: float
    intents: tuple[Intent, ...] = ()
    """What of it may be wanted, the likeliest first, if it is to be done rather than told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The entry answers the question."""

    entry: Entry
    candidates: tuple[Candidate, ...]
    also: Entry | None = None
    """What was nearly answered instead, or is asked in the same message."""
    language: str = ENGLISH
    """Of the message, as the code of `languages/`."""
    named: Detail | None = None
    """What of the entry the message asks for by name."""


@dataclass(frozen=True, slots=True)
class Suggest:
    """One of two or three entries is probably meant: ask which."""

    entries: tuple[Entry, ...]
    candidates: tuple[Candidate, ...]
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing known answers the question; the nearest entries may be offered."""

    nearest: tuple[Entry, ...]
    candidates: tuple[Candidate, ...]
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Urgent:
    """The person describes a sign of something serious; the entry says where to turn."""

    entry: Entry
    candidates: tuple[Candidate, ...]
    said: str = ""
    """The sentence that raised the alarm, as it was written."""
    otherwise: "Answer | Suggest | Unknown | None" = None
    """What the reply would be if none of it fits."""
    language: str = ENGLISH
    named: bool = True
    """Whether words of a sign were written; otherwise the message is only like urgent ones."""


@dataclass(frozen=True, slots=True)
class Check:
    """The person may describe a sign of something serious: ask about it, above the ordinary reply."""

    asks: str
    """The question in `checks` of the languages: the name of a sign, or the id of the urgent entry."""
    entry: Entry
    """What a yes raises."""
    beneath: Answer | Suggest | Unknown
    language: str = ENGLISH
    named: bool = True
    """Whether the words of the sign were written; otherwise the message is only like urgent ones."""

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Of the ordinary reply."""
        return self.beneath.candidates


Ordinary: TypeAlias = Answer | Suggest | Unknown
Reply: TypeAlias = Ordinary | Urgent | Check
"""`candidates` of each are all entries that came near, best first."""


def entries_of(reply: Ordinary) -> tuple[Entry, ...]:
    """What an ordinary reply tells, or offers to choose from."""
    match reply:
        case Answer(entry):
            return (entry,)
        case Suggest(entries) | Unknown(entries):
            return entries
