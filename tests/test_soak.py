"""An hour of faults, and the ledger of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.soak import live
from benchmarks.soak.ledger import Ledger, Slot, Step
from benchmarks.soak.people import Somebody
from bot.matching import Matcher
from bot.reminders.kinds import STRETCH, WATER
from offline_telegram import LocalTelegram

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SLOT = Slot(1, STRETCH, NOON)


async def test_an_hour_of_faults(tmp_path: Path, matcher: Matcher) -> None:
    """Whatever fails, nobody misses what could reach them, and nothing comes that nobody wants."""
    life = await live(tmp_path, matcher, people=30, hours=1.5, seed=5)
    ledger = life.ledger
    assert ledger.in_time > 0
    assert (ledger.lost, ledger.after_stop, ledger.unexplained) == ([], [], [])


@pytest.mark.parametrize(("times", "unexplained"), [(0, []), (1, []), (2, [SLOT])])
def test_due_while_somebody_changes_something(times: int, unexplained: list[Slot]) -> None:
    """It may come or not, even when the change is long confirmed, but only once."""
    ledger = Ledger([Step(NOON, None)])
    ledger.wait_for(SLOT)
    ledger.waive(SLOT.chat, SLOT.kind)
    for _ in range(times):
        ledger.receive(SLOT, wanted=False, stopped=False)
    ledger.expire()
    assert (ledger.unexplained, ledger.lost) == (unexplained, [])


@pytest.mark.parametrize(("again", "unexplained"), [(True, []), (False, [SLOT])])
def test_the_same_moment_twice(again: bool, unexplained: list[Slot]) -> None:
    """What comes twice is explained only by a slot whose time has come twice."""
    ledger = Ledger([Step(NOON, None)])
    ledger.receive(SLOT, wanted=True, stopped=False)
    if again:
        ledger.strike(SLOT)
    ledger.receive(SLOT, wanted=True, stopped=False)
    assert ledger.unexplained == unexplained


@pytest.mark.parametrize("seconds", [0, 1])
async def test_snoozed(seconds: int) -> None:
    """What the bot has confirmed is awaited, though it shows a moment that is rounded up."""
    slot = Slot(1, WATER, NOON)
    somebody = Somebody(LocalTelegram().person("Ada"), "oslo", may_come={slot})
    shown = int(NOON.timestamp()) + seconds
    somebody.hear(f'💧 Snoozed until <tg-time unix="{shown}" format="wt">12:00 today</tg-time>.', NOON)
    assert somebody.snoozed == {WATER: NOON}
