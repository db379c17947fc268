"""Asking for the time zone."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import ReplyKeyboardRemove

from bot.views.zone import choices_screen, clock_screen, minutes_ahead, retry_screen, zone_note, zone_screen
from bot.zones import Choices, Why, Zone, named
from offline_telegram.html_markup import parse
from tests.views.plans import NOW, plan_of


def test_a_group() -> None:
    """Nobody can share a location there, and what is no reply does not arrive."""
    screen = zone_screen(plan_of(chat=-1, zone=None))
    assert "Reply to this message" in screen.html
    assert [button.text for row in screen.rows for button in row] == ["🕒 Choose by the clock", "◀ Back"]
    assert zone_note(plan_of(chat=-1), NOW).keys is None


def test_a_note() -> None:
    """It says what is kept, and takes the key away."""
    note = zone_note(plan_of(), NOW)
    assert note.html.startswith("🌍 Berlin, Germany: now 04:00 there.")
    assert isinstance(note.keyboard, ReplyKeyboardRemove)


@pytest.mark.parametrize("why", Why)
def test_nothing_found(why: Why) -> None:
    """For every reason there is a question that helps."""
    assert parse(retry_screen(plan_of(), why).html)[0].rstrip(".").count("?") >= 1


def test_choices() -> None:
    """Each with its time; more can be typed."""
    zones = Choices((named("Europe/Berlin"), Zone("Etc/GMT-1", "<UTC+1>")), more=True)
    screen = choices_screen(zones, NOW)
    assert "write a city near you" in screen.html
    assert [row[0].text for row in screen.rows] == ["Berlin, Germany (04:00)", "<UTC+1> (04:00)", "◀ Back"]
    assert [row[0].callback_data for row in screen.rows[:2]] == ["zone:Europe/Berlin", "zone:Etc/GMT-1"]


@given(st.integers(0, 2 * 365 * 24))
def test_clocks(later: int) -> None:
    """All clocks of the world, each told apart from the others, in one keyboard."""
    now: datetime = NOW + timedelta(hours=later)
    rows = clock_screen(now).rows
    texts = [button.text for row in rows for button in row]
    assert len(set(texts)) == len(texts)
    assert 35 <= len(texts) <= 50


def test_distances() -> None:
    """With their sign."""
    assert [minutes_ahead(timedelta(minutes=n)) for n in (0, 330, -570)] == ["+0", "+330", "-570"]
