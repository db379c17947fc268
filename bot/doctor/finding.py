"""What a check comes to."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    """The bot works, but something may go wrong."""
    PROBLEM = "problem"
    """The bot cannot work as it should."""
    SKIPPED = "skipped"
    """It could not be found out."""


@dataclass(frozen=True)
class Finding:
    """A line of the report."""

    check: str
    state: State
    says: str
    do: str = ""
    """What helps; empty when nothing has to be done."""
