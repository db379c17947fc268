"""The stretches of the trial, step by step."""

from collections import Counter
from itertools import pairwise

import pytest

from bot.reminders.stretch_routine import STEPS, Part, Pose, Position, Version, length, position, start_of


def test_as_in_the_trial() -> None:
    """Calf and back of the thigh, each leg three times for 10 seconds; about three minutes for both legs."""
    steps = STEPS[Version.STANDING]
    holds = Counter((step.pose, step.part) for step in steps if step.part is not Part.READY)
    assert holds == {(pose, leg): 3 for pose in (Pose.CALF, Pose.THIGH) for leg in (Part.LEFT, Part.RIGHT)}
    assert {step.seconds for step in steps if step.part is not Part.READY} == {10}
    assert 150 <= length(Version.STANDING) <= 210


def test_each_leg_rests_while_the_other_one_works() -> None:
    """So each stretch is followed by 10 seconds of rest for that leg."""
    for before, after in pairwise(STEPS[Version.STANDING]):
        assert before.part != after.part


def test_seated() -> None:
    """Both legs at once: three times 10 seconds, with 10 seconds of rest in between."""
    parts = [(step.part, step.seconds) for step in STEPS[Version.SEATED][1:]]
    assert parts == [(Part.BOTH, 10), (Part.REST, 10)] * 2 + [(Part.BOTH, 10)]


@pytest.mark.parametrize("version", Version)
def test_in_step_with_the_countdown(version: Version) -> None:
    """All steps begin at a multiple of five seconds, and it ends at one of ten, when groups are told."""
    assert all(step.seconds % 5 == 0 for step in STEPS[version])
    assert length(version) % 10 == 0


@pytest.mark.parametrize("version", Version)
def test_positions(version: Version) -> None:
    """Second by second through all steps to the end."""
    seen = [position(version, second) for second in range(length(version))]
    expected = [
        Position(number, left)
        for number, step in enumerate(STEPS[version])
        for left in range(step.seconds, 0, -1)
    ]
    assert seen == expected
    assert position(version, length(version)) is None


@pytest.mark.parametrize("version", Version)
def test_beginnings(version: Version) -> None:
    """A step begins where its full time is left."""
    for number, step in enumerate(STEPS[version]):
        assert position(version, start_of(version, number)) == Position(number, step.seconds)
