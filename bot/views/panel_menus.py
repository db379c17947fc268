"""What the buttons of the panel open: a grid to choose from, in the place of the panel."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from telegram import InlineKeyboardButton

from bot.reminders.plan import Plan
from bot.reminders.rules import EVERY_DAY, INTERVALS, Kind
from bot.views.panel import BACK_ROW, TITLES, Row, step
from bot.views.screen import Screen
from bot.views.wording import DAYS, WEEKDAYS, WEEKEND, clock, hours, zone_of

PAUSES = {"1": "1 day", "3": "3 days", "7": "A week", "monday": "Until Monday"}
FOR_HOW_LONG = "<b>Pause for how long?</b>\nThen the reminders go on by themselves."
_STRETCH_TIMES = range(21 * 60, 24 * 60, 30)
_HOURS = range(0, 24 * 60, 60)
_MINUTES = range(24 * 60)
_IN_A_ROW = 4


def every_menu(plan: Plan) -> Screen:
    """How often to drink."""
    rule = plan.reminders[Kind.HYDRATION].rule
    buttons = [_choice(hours(n).capitalize(), n == rule.every, "every", n) for n in INTERVALS]
    return _menu("<b>How often shall I remind you to drink?</b>", _grid(buttons, 2))


def first_menu(plan: Plan) -> Screen:
    """When the day's first glass is."""
    rule = plan.reminders[Kind.HYDRATION].rule
    return _menu(
        "<b>Water: from when?</b>\n\nYou can also write it: <i>water from 8:30 to 19:00</i>",
        _grid(_clocks("first", rule.first, _HOURS, but=rule.last), _IN_A_ROW),
    )


def last_menu(plan: Plan) -> Screen:
    """When the day's last glass is."""
    rule = plan.reminders[Kind.HYDRATION].rule
    return _menu(
        "<b>Water: until when?</b>\n\nA time before the first one is on the next day.",
        _grid(_clocks("last", rule.last, _HOURS, but=rule.first), _IN_A_ROW),
    )


def time_menu(plan: Plan) -> Screen:
    """When to stretch."""
    rule = plan.reminders[Kind.STRETCH].rule
    return _menu(
        "<b>When shall I remind you to stretch?</b>\nShortly before you go to bed is best.\n\n"
        "Another time? Write it: <i>stretch reminder at 20:15</i>",
        _grid(_clocks("time", rule.first, _STRETCH_TIMES), 3),
    )


def days_menu(plan: Plan, kind: Kind) -> Screen:
    """On which days; a tap on a single day leaves the menu open."""
    days = plan.reminders[kind].rule.days
    sets = {"Every day": EVERY_DAY, "Weekdays": WEEKDAYS, "Weekends": WEEKEND}
    several = [_choice(label, days == chosen, "days", kind, mask(chosen)) for label, chosen in sets.items()]
    single = [
        _choice(name[:3], number in days, "day", kind, mask(days ^ {number}) or mask(days))
        for number, name in enumerate(DAYS)
    ]
    return _menu(f"<b>{TITLES[kind]}: on which days?</b>", (tuple(several), *_grid(single, _IN_A_ROW)))


def pause_menu(heading: str = FOR_HOW_LONG) -> Screen:
    """How long nothing shall come."""
    buttons = [step(label, "pause", length) for length, label in PAUSES.items()]
    return _menu(heading, _grid(buttons, 2))


def pause_end(length: str, plan: Plan, now: datetime) -> datetime:
    """When a pause of the menu ends; a KeyError for one that is not offered."""
    if length != "monday":
        return now + timedelta(days={name: int(name) for name in PAUSES if name.isdigit()}[length])
    zone = zone_of(plan)
    today = now.astimezone(zone).date()
    return datetime.combine(today + timedelta(days=7 - today.weekday()), time(), zone)


def mask(days: Iterable[int]) -> int:
    """Days of the week as one number, a bit each."""
    return sum(1 << day for day in days)


def unmask(number: int) -> frozenset[int]:
    """The days of the week in a number."""
    return frozenset(day for day in EVERY_DAY if number >> day & 1)


def minutes(moment: time) -> int:
    """A time of day as one number."""
    return moment.hour * 60 + moment.minute


def at_minute(number: int) -> time:
    """The time of day that `minutes` made a number of; a ValueError if it made it of none."""
    if number not in _MINUTES:
        raise ValueError(f"no day has a minute {number}")
    return time(*divmod(number, 60))


def _menu(heading: str, rows: Iterable[Row]) -> Screen:
    return Screen(heading, (*rows, BACK_ROW))


def _clocks(name: str, now: time, times: range, but: time | None = None) -> list[InlineKeyboardButton]:
    return [
        _choice(clock(at), at == now, name, minutes(at))
        for at in (time(*divmod(minute, 60)) for minute in times)
        if at != but
    ]


def _choice(label: str, chosen: bool, *steps: object) -> InlineKeyboardButton:
    return step(f"✓ {label}" if chosen else label, *steps)


def _grid(buttons: list[InlineKeyboardButton], width: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
