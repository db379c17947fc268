"""The button that takes a change back."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given

from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.reminders.plan import Plan, Reminder
from bot.reminders.times import EVERY_DAY, INTERVALS, Rule
from bot.views.undo import read_undo, undo_button
from tests.views.plans import PLANNER, plan_of, plans


@given(plans(), plans())
def test_there_and_back(before: Plan, after: Plan) -> None:
    """Whatever was before is so again, from 64 bytes."""
    data = str(undo_button(before, after).callback_data)
    assert len(data.encode()) <= 64
    undo = read_undo(data)
    assert undo.fits(after)
    restored = undo.restored(PLANNER, after)
    for kind in KINDS.values():
        was, now = before.reminders[kind], restored.reminders[kind]
        assert (now.rule, now.goal) == (was.rule, was.goal)
    assert restored.on == before.on
    assert (restored.paused_until is None) == (before.paused_until is None)
    if restored.paused_until and before.paused_until:
        assert abs((restored.paused_until - before.paused_until).total_seconds()) < 1


def test_the_longest() -> None:
    """The longest numbers fit."""
    data = undo_button(
        PLANNER.pause(plan_of(*KINDS.values()), datetime(2199, 1, 1, tzinfo=UTC)), plan_of()
    ).callback_data
    assert len(str(data)) <= 64


def test_other_changes() -> None:
    """After a further change the button no longer fits; the zone and what was told are no such change."""
    undo = read_undo(str(undo_button(plan_of(), plan_of(STRETCH)).callback_data))
    assert undo.fits(plan_of(STRETCH, zone="Asia/Tokyo", told_limits=True))
    assert not undo.fits(plan_of(*KINDS.values()))
    assert not undo.fits(plan_of())


@pytest.mark.parametrize(
    "state",
    [
        "",
        "1.2.60.127.1",
        "1.2.60.127.1,1.1.0.127.1",
        "1.2.60.127.1,1.1.0.127.1,-1",
        "1.2.60.127.1,1.1.0.127.1,9999999999",
        "1.2.61.127.1,1.1.0.127.1,",
        "1440.2.60.127.1,1.1.0.127.1,",
        "-1.2.60.127.1,1.1.0.127.1,",
        "1.2.60.127,1.1.0.127.1,",
        "/hAAAAA",
        "/xAAAAAA",
        "/hAAAAAA/",
        "A/hAAAAAA",
        "/h------",
        "/hé00000",
        "x.2.60.127.1,1.1.0.127.1,",
        "/hGoKU6b",
        "/h-AAAAA",
        "/h-AAAAAA",
        "/h-AAAAA_",
    ],
)
def test_forged(state: str) -> None:
    """What no button of ours carries is refused."""
    with pytest.raises(ValueError, match="is no undo"):
        read_undo(f"undo:abcdef:{state}")


def test_room_for_more() -> None:
    """Six kinds fit into a button, whatever their rules are."""
    more = [replace(WATER, id=letter, code=letter) for letter in "abcd"]
    rule = Rule(time(23, 59), time(23, 58), INTERVALS[-1], EVERY_DAY)
    plan = Plan(5, reminders={kind: Reminder(rule, on=True) for kind in (WATER, STRETCH, *more)})
    plan = replace(plan, paused_until=datetime(2199, 1, 1, tzinfo=UTC))
    assert len(str(undo_button(plan, plan).callback_data)) <= 64
