"""The panel."""

from dataclasses import replace
from datetime import time, timedelta

from hypothesis import given

from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.reminders.plan import Plan
from bot.reminders.times import EVERY_DAY, Rule
from bot.views.panel import (
    days_menu,
    every_menu,
    first_menu,
    last_menu,
    mask,
    panel_screen,
    pause_end,
    pause_menu,
    time_menu,
    unmask,
)
from bot.views.screen import Screen
from offline_telegram.html_markup import parse
from offline_telegram.text import utf16_length
from tests.views.plans import NOW, PLANNER, days, plan_of, plans


def labels(screen: Screen) -> list[str]:
    """What stands on the buttons."""
    return [button.text for row in screen.rows for button in row]


def test_a_group() -> None:
    """The panel of a group says so."""
    assert panel_screen(plan_of(chat=-5), NOW).html.startswith("<b>Reminders of this group</b>")


def test_a_pause() -> None:
    """It stands before everything else, until it is over."""
    paused = PLANNER.pause(plan_of(STRETCH), NOW + timedelta(hours=2))
    assert parse(panel_screen(paused, NOW).html)[0].startswith(
        "Your reminders\n\n⏸ Paused until 06:00 today\n\n💧 Water: off"
    )
    assert "Paused" not in panel_screen(paused, NOW + timedelta(hours=2)).html


def test_nothing_to_pause() -> None:
    """What is off is not paused."""
    assert "Paused" not in panel_screen(PLANNER.pause(plan_of(), NOW + timedelta(hours=2)), NOW).html


def test_snoozed() -> None:
    """What comes before the next one of the series is shown, until it has come."""
    snoozed = PLANNER.snooze(plan_of(STRETCH), STRETCH, timedelta(minutes=30))
    assert "\n⏰ Snoozed until 04:30 today" in parse(panel_screen(snoozed, NOW).html)[0]
    assert "Snoozed" not in panel_screen(snoozed, NOW + timedelta(minutes=30)).html


def test_the_names_of_days() -> None:
    """They keep their capitals on the buttons."""
    rule = Rule(time(22), time(22), 0, EVERY_DAY - {6})
    plan = PLANNER.change(plan_of(STRETCH), STRETCH, rule)
    assert "Every day but Sunday" in labels(panel_screen(plan, NOW))


def test_once_a_day() -> None:
    """Water may come once a day, too."""
    rule = Rule(time(10), time(10), 0, EVERY_DAY)
    plan = PLANNER.change(plan_of(WATER), WATER, rule)
    assert "at 10:00, every day" in panel_screen(plan, NOW).html
    assert "Once a day" in labels(panel_screen(plan, NOW))


@given(plans())
def test_any_plan(plan: Plan) -> None:
    """Telegram takes the panel and the menus of every plan, and each says what is chosen."""
    each = (every_menu, first_menu, last_menu, time_menu, days_menu)
    menus = [pause_menu(), *(menu(plan, kind) for menu in each for kind in KINDS.values())]
    for screen in (panel_screen(plan, NOW), *menus):
        assert utf16_length(parse(screen.html)[0]) < 600
        for row in screen.rows:
            assert len(row) <= 8
            assert all(len(str(button.callback_data).encode()) <= 64 for button in row)
            assert sum(len(button.text) for button in row) <= 40
    for menu in menus:
        assert labels(menu)[-1] == "◀ Back"


def test_no_window_without_length() -> None:
    """The beginning is not offered as an end, nor the end as a beginning."""
    assert "21:00" not in labels(first_menu(plan_of(), WATER))
    assert "09:00" not in labels(last_menu(plan_of(), WATER))
    assert "✓ 09:00" in labels(first_menu(plan_of(), WATER))


@given(days)
def test_days_as_numbers(numbers: frozenset[int]) -> None:
    """Nothing is lost on the way."""
    assert unmask(mask(numbers)) == numbers


def test_until_monday() -> None:
    """It begins at midnight by the person's clock; on a Monday the next one is meant."""
    berlin, apia = plan_of(), plan_of(zone="Pacific/Apia")
    assert pause_end("monday", berlin, NOW).isoformat() == "2026-03-02T00:00:00+01:00"
    assert pause_end("monday", apia, NOW).isoformat() == "2026-03-02T00:00:00+13:00"
    on_monday = NOW + timedelta(days=1)
    assert pause_end("monday", berlin, on_monday).isoformat() == "2026-03-09T00:00:00+01:00"
    assert pause_end("monday", replace(berlin, zone=None), NOW).isoformat() == "2026-03-02T00:00:00+00:00"
