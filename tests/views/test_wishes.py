"""What was understood of a wish about reminders."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.reminders.plan import Plan
from bot.reminders.times import EVERY_DAY, Rule
from bot.reminders.wishes import Doubt, Off, Pause, Resume, Set, Show, Wish
from bot.views.panel import panel_screen
from bot.views.screen import Screen
from bot.views.wishes import (
    LIMITS,
    came_back_screen,
    doubt_screen,
    granted_screen,
    paused_screen,
    stopped_screen,
    undone_screen,
)
from offline_telegram.html_markup import parse
from tests.views.plans import NOW, PLANNER, plan_of

OFF, WATER_ON, STRETCH_ON, BOTH = plan_of(), plan_of(WATER), plan_of(STRETCH), plan_of(*KINDS.values())
PAUSED = PLANNER.pause(BOTH, NOW + timedelta(days=1))


def text(screen: Screen) -> str:
    """What is read."""
    return parse(screen.html)[0]


def labels(screen: Screen) -> list[str]:
    """What stands on the buttons."""
    return [button.text for row in screen.rows for button in row]


@pytest.mark.parametrize(
    ("wish", "before", "after", "shown"),
    [
        (Set(STRETCH), OFF, STRETCH_ON, "Stretch at 22:00, every day. Next: 22:00 today."),
        (
            Set(WATER),
            STRETCH_ON,
            BOTH,
            "Water every 2 hours from 09:00 to 21:00, every day. Next: 09:00 today.",
        ),
        (Off(STRETCH), BOTH, WATER_ON, "Stretch before bed: this reminder is off now. Still on: water."),
        (Off(WATER), WATER_ON, OFF, "Water: this reminder is off now. You won't get any more."),
        (Off(WATER), STRETCH_ON, STRETCH_ON, "Water: this reminder was off already."),
        (Off(), OFF, OFF, "No reminders are on, so you won't get any."),
        (
            Pause(NOW),
            BOTH,
            PAUSED,
            "⏸ Paused until 04:00 tomorrow. Then they start again on their own.",
        ),
        (
            Set(STRETCH),
            BOTH,
            PAUSED,
            "Stretch at 22:00, every day. ⏸ Your reminders are paused. Next: 22:00 tomorrow.",
        ),
        (Resume(), PAUSED, BOTH, "▶ Your reminders are back on. Next: 09:00 today."),
        (Resume(), BOTH, BOTH, "Your reminders aren't paused. Next: 09:00 today."),
        (Resume(), OFF, OFF, "No reminders are on, so you won't get any."),
    ],
)
def test_wishes(wish: Wish, before: Plan, after: Plan, shown: str) -> None:
    """One line says what holds now."""
    screen = granted_screen(wish, before, after, NOW)
    assert text(screen) == shown
    assert ("↩ Undo" in labels(screen)) == (before != after)


def test_a_group() -> None:
    """There it is said whose reminders they are."""
    group = plan_of(STRETCH, chat=-1)
    assert text(granted_screen(Set(STRETCH), plan_of(chat=-1), group, NOW)).startswith("For this group:")
    assert "of this group" in stopped_screen(group, plan_of(chat=-1)).html


def test_looking() -> None:
    """The panel, nothing else."""
    assert granted_screen(Show(), BOTH, BOTH, NOW) == panel_screen(BOTH, NOW)


@pytest.mark.parametrize("doubt", Doubt)
def test_doubts(doubt: Doubt) -> None:
    """Whatever could not be, there is a way on."""
    screen = granted_screen(Show(doubt), BOTH, BOTH, NOW)
    assert screen == doubt_screen(doubt)
    assert text(screen)
    assert screen.rows


def test_limits() -> None:
    """Whose word counts, and where that comes from."""
    assert "heart failure" in text(LIMITS)
    assert "follow your doctor, not my reminders" in text(LIMITS)
    assert "leaflets" in text(LIMITS)


def test_coming_back() -> None:
    """What was on is named, and on again after one tap."""
    screen = came_back_screen(WATER_ON, OFF)
    assert "• Water every 2 hours from 09:00 to 21:00, every day" in text(screen)
    assert labels(screen) == ["🔔 Switch them on again", "🔔 My reminders"]


def test_undone() -> None:
    """What holds again, line by line."""
    plan = PLANNER.change(BOTH, STRETCH, Rule(time(8), time(8), 0, EVERY_DAY))
    assert text(undone_screen(BOTH, plan, NOW)) == (
        "↩ Undone.\nWater every 2 hours from 09:00 to 21:00, every day.\nStretch at 08:00, every day.\n"
        "Next: 08:00 today."
    )


def test_on_again() -> None:
    """After a stop, or a time in which the bot was blocked, nothing was "undone"."""
    assert text(undone_screen(OFF, WATER_ON, NOW)).startswith("🔔 Switched on again.\nWater every 2 hours")


def test_undone_without_a_time_zone() -> None:
    """Nothing can come until it is known: the question is asked again."""
    screen = undone_screen(OFF, replace(WATER_ON, zone=None), NOW)
    assert "Where do you live?" in text(screen)
    assert "🕒 Choose by the clock" in labels(screen)


def test_pausing_nothing() -> None:
    """There is nothing to pause."""
    assert paused_screen(OFF, OFF, NOW).html == "No reminders are on, so you won't get any."
