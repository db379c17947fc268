"""When somebody wants to be reminded, as they would say it: by the clock on their wall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from types import MappingProxyType

INTERVALS = (60, 90, 120, 180, 240)
"""Minutes from one reminder of a window to the next, as offered."""
EVERY_DAY = frozenset(range(7))


class Kind(StrEnum):
    """What a reminder is about; the values are stored."""

    HYDRATION = "hydration"
    STRETCH = "stretch"


class RuleError(ValueError):
    """A rule that nobody could keep; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Times of day and days of the week, in the person's own zone; wrong ones raise RuleError.

    The times run from `first` in steps of `every` minutes up to `last`, which is included when a step
    meets it; a `last` before `first` is on the day after. A single time a day has `last` equal to `first`
    and 0 for `every`. A time after midnight belongs to its own day of `days`, not to the evening before.
    """

    first: time
    last: time
    every: int
    days: frozenset[int]
    """0 for Monday to 6 for Sunday; with none the rule rests."""

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        _check_time("first", self.first)
        _check_time("last", self.last)
        if self.first == self.last and self.every:
            raise RuleError(
                f"{self.first:%H:%M} is a single time a day: set every to 0, or another last time"
            )
        if self.first != self.last and self.every not in INTERVALS:
            offered = ", ".join(map(str, INTERVALS[:-1]))
            raise RuleError(
                f"every {self.every} minutes from {self.first:%H:%M} to {self.last:%H:%M} is not offered: "
                f"set every to {offered} or {INTERVALS[-1]}"
            )
        if unknown := self.days - EVERY_DAY:
            raise RuleError(f"days contain {sorted(unknown)}: use 0 for Monday to 6 for Sunday")


def _check_time(name: str, value: time) -> None:
    if value.tzinfo:
        raise RuleError(f"{name} has a time zone: give the time alone, the zone is the person's")
    if value.second or value.microsecond:
        raise RuleError(f"{name} is {value}: give whole minutes, such as {value:%H:%M}")


DEFAULTS: Mapping[Kind, Rule] = MappingProxyType(
    {
        Kind.HYDRATION: Rule(time(9), time(21), 120, EVERY_DAY),
        Kind.STRETCH: Rule(time(22), time(22), 0, EVERY_DAY),
    }
)
