"""The guided stretch, a screen a moment."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.stretch_routine import STEPS, Position, Version, length, position
from bot.views.routine import (
    RoutinePlace,
    RoutineTap,
    finished_screen,
    paused_screen,
    place_of,
    replaced_screen,
    running_screen,
    stopped_screen,
)
from bot.views.screen import Screen
from offline_telegram.html_markup import parse

DUE = datetime(2026, 3, 8, 21, 0, tzinfo=UTC)
STAMP = "1773003600"
LATER = DUE + timedelta(minutes=5)

places = st.sampled_from(
    [RoutinePlace(version, step, DUE) for version in Version for step in range(len(STEPS[version]))]
)


def shown(version: Version, second: int) -> str:
    """The text after so many seconds."""
    here = position(version, second)
    assert here
    return parse(running_screen(version, here, DUE).html)[0]


def data(screen: Screen) -> list[object]:
    """What the buttons carry."""
    return [button.callback_data for row in screen.rows for button in row]


@given(places, st.sampled_from(RoutineTap))
def test_round_trip(place: RoutinePlace, turn: RoutineTap) -> None:
    """A button holds all that is needed to go on, in the 64 bytes that Telegram allows."""
    data = place.data(turn)
    assert place_of(data, LATER) == place
    assert [each for each in RoutineTap if re.match(each.pattern, data)] == [turn]
    assert len(data.encode()) <= 64


@pytest.mark.parametrize(
    "data",
    [
        "",
        "routine:",
        "routine:go/standing/0",
        f"routine:go/lying/0/{STAMP}",
        f"routine:go/standing/99/{STAMP}",
        f"routine:go/seated/6/{STAMP}",
        f"routine:go/standing/-1/{STAMP}",
        f"routine:go/standing/0/{STAMP}/1",
        "routine:go/standing/0/99999999999",
        "routine:go/standing/0/9999999999",
        f"routine:go/standing/0/{STAMP}\n",
    ],
)
def test_forged(data: str) -> None:
    """Anything else leads nowhere, and so does what is not due yet."""
    assert place_of(data, LATER) is None


def test_a_screen() -> None:
    """Which leg, what to do, how long still, and how much of it all is done."""
    assert shown(Version.STANDING, 20) == (
        "Calf: left leg · 1 of 3\n\n"
        "Left foot back, its heel down. Lean in until you feel a moderate pull. The right leg rests.\n"
        "Keep breathing.\n\n"
        "⏳ 10 seconds\n▰▱▱▱▱▱▱▱▱▱▱▱"
    )
    assert shown(Version.STANDING, 155).endswith("⏳ 5 seconds\n▰▰▰▰▰▰▰▰▰▰▰▱")
    assert shown(Version.SEATED, 30) == (
        "Both legs, sitting: rest · 1 of 3\n\nLet go, and keep breathing.\n\n⏳ 10 seconds\n▰▰▰▰▰▱▱▱▱▱▱▱"
    )


@pytest.mark.parametrize("version", Version)
def test_every_moment(version: Version) -> None:
    """No two moments of a countdown look the same: Telegram takes no edit that changes nothing."""
    texts = [shown(version, second) for second in range(0, length(version), 5)]
    assert all("{" not in text for text in texts)
    assert all(before != after for before, after in pairwise(texts))


def test_buttons() -> None:
    """Pause and Stop at this step, and the other version from its beginning."""
    screen = running_screen(Version.STANDING, Position(3, 10), DUE)
    assert data(screen) == [
        f"routine:pause/standing/3/{STAMP}",
        f"routine:stop/standing/3/{STAMP}",
        f"routine:go/seated/0/{STAMP}",
    ]
    labels = [button.text for row in screen.rows for button in row]
    assert labels == ["⏸ Pause", "⏹ Stop", "Seated version, about 1 minute"]
    assert running_screen(Version.SEATED, Position(0, 20), DUE).rows[1][0].text == (
        "Standing version, about 3 minutes"
    )


def test_paused() -> None:
    """Where it goes on, and a button that goes on there."""
    screen = paused_screen(RoutinePlace(Version.STANDING, 3, DUE))
    assert screen.html == "⏸ Paused at:\n<b>Calf: left leg</b> · 2 of 3"
    assert data(screen)[:2] == [f"routine:go/standing/3/{STAMP}", f"routine:stop/standing/3/{STAMP}"]


def test_ends() -> None:
    """Stopped half-way, it can begin again or count all the same; the other ends have no buttons."""
    assert data(stopped_screen(RoutinePlace(Version.SEATED, 3, DUE))) == [
        f"routine:go/seated/0/{STAMP}",
        f"done:s/{STAMP}",
    ]
    assert not finished_screen().rows
    assert not replaced_screen().rows
