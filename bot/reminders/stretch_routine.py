"""The stretches of the trial (Hallegraeff 2012) in steps: 10 seconds of stretch, 10 of rest, three times.

Standing, one leg rests while the other one is stretched, so that both together take about three minutes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from types import MappingProxyType


class Version(StrEnum):
    """How the routine is done; the values stand in buttons."""

    STANDING = "standing"
    SEATED = "seated"


class Pose(StrEnum):
    """What is stretched, and how one stands or sits for it."""

    CALF = "calf"
    THIGH = "thigh"
    SEATED = "seated"


class Part(StrEnum):
    """What there is to do in a step."""

    READY = "ready"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Step:
    """Some seconds of the routine."""

    pose: Pose
    part: Part
    seconds: int
    turn: int = 0
    """Which repetition this is, 1 to 3; 0 while getting ready."""


@dataclass(frozen=True, slots=True)
class Position:
    """A point in the routine."""

    step: int
    left: int
    """Seconds until the next step."""


TURNS = 3
HOLD = 10
"""Seconds of stretch, and of rest."""
READY = 20
"""Seconds to go to the wall, or to fetch the chair."""


def _stretches(pose: Pose, *parts: Part) -> tuple[Step, ...]:
    return tuple(Step(pose, part, HOLD, turn) for turn in range(1, TURNS + 1) for part in parts)


STEPS: Mapping[Version, tuple[Step, ...]] = MappingProxyType(
    {
        Version.STANDING: (
            Step(Pose.CALF, Part.READY, READY),
            *_stretches(Pose.CALF, Part.LEFT, Part.RIGHT),
            Step(Pose.THIGH, Part.READY, READY),
            *_stretches(Pose.THIGH, Part.LEFT, Part.RIGHT),
        ),
        Version.SEATED: (
            Step(Pose.SEATED, Part.READY, READY),
            *_stretches(Pose.SEATED, Part.BOTH, Part.REST)[:-1],
        ),
    }
)
"""Each step takes a multiple of five seconds."""


def length(version: Version) -> int:
    """Seconds that all of it takes."""
    return sum(step.seconds for step in STEPS[version])


def start_of(version: Version, step: int) -> int:
    """Seconds from the beginning to a step."""
    return sum(earlier.seconds for earlier in STEPS[version][:step])


def position(version: Version, elapsed: int) -> Position | None:
    """The point so many seconds after the beginning; None when it is over."""
    return position_among((step.seconds for step in STEPS[version]), elapsed)


def position_among(seconds: Iterable[int], elapsed: int) -> Position | None:
    """The same for any steps, by the seconds that each of them takes."""
    for step, end in enumerate(accumulate(seconds)):
        if elapsed < end:
            return Position(step, end - elapsed)
    return None
