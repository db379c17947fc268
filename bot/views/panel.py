"""The panel of reminders and its menus."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from telegram import InlineKeyboardButton

from bot.reminders.kinds import KINDS, Counted, Kind
from bot.reminders.plan import Plan
from bot.reminders.times import EVERY_DAY, INTERVALS, Rule
from bot.views.screen import Action, Screen
from bot.views.wording import (
    DAYS,
    WEEKDAYS,
    WEEKEND,
    clock,
    coming,
    counted,
    date_of,
    hours,
    is_group,
    moment,
    on_days,
    place,
    times,
    zone_of,
)

SHOWN_TIMES = 2
_LONGEST = 20
"""Characters of a label that shares its row."""
Row = tuple[InlineKeyboardButton, ...]


def step(label: str, *steps: object) -> InlineKeyboardButton:
    """A button that does something in the panel."""
    return Action.PANEL.button(label, *steps)


BACK_ROW: Row = (step("◀ Back", "back"),)
PANEL_ROW: Row = (step("🔔 My reminders", "show"),)


def offer(kind: Kind) -> InlineKeyboardButton:
    """Switch a kind on from elsewhere; the panel follows in a message of its own."""
    return step(f"{kind.icon} Remind me to {kind.verb}", "want", kind)


def panel_screen(plan: Plan, now: datetime) -> Screen:
    """What is on, when the next ones come, and the buttons to change it."""
    heading = "<b>Reminders of this group</b>" if is_group(plan) else "<b>Your reminders</b>"
    parts = [heading, *(_about(plan, kind, now) for kind in KINDS.values()), _where(plan, now)]
    if plan.on and plan.paused(now) and plan.paused_until:
        parts.insert(1, f"⏸ Paused until {moment(plan.paused_until, zone_of(plan), now)}")
    return Screen("\n\n".join(parts), tuple(_rows(plan, now)))


def _about(plan: Plan, kind: Kind, now: datetime) -> str:
    reminder = plan.reminders[kind]
    rule, ended = reminder.rule, ""
    if (until := rule.until) and not reminder.on:
        rule, ended = replace(rule, until=None), f", ended on {date_of(until)}"
    lines = [f"{kind.icon} <b>{kind.title}: {'on' if reminder.on else 'off'}{ended}</b>", times(rule)]
    if reminder.on:
        following = coming(plan, (kind,), now, SHOWN_TIMES)
        unknown = "Next: as soon as I know the time zone" if plan.zone is None else "None comes by then"
        lines.append(f"Next: {following}" if following else unknown)
    if reminder.goal and isinstance(kind.done, Counted):
        lines.append(f"🎯 Your goal: {counted(kind.done, reminder.goal)} a day")
    if reminder.snoozed_until and reminder.snoozed_until > now:
        once = "Snoozed until" if reminder.on else "Once,"
        lines.append(f"⏰ {once} {moment(reminder.snoozed_until, zone_of(plan), now)}")
    return "\n".join(lines)


def _where(plan: Plan, now: datetime) -> str:
    return f"🌍 {place(plan.zone, now)}" if plan.zone else "🌍 Time zone: not known yet"


def _rows(plan: Plan, now: datetime) -> Iterator[Row]:
    """What is off has no settings to offer: fewer buttons to read."""
    for kind in KINDS.values():
        yield (_switch(plan, kind),)
        if plan.reminders[kind].on:
            yield from _settings(plan, kind)
    zone = Action.ZONE.button("🌍 Time zone", "ask")
    if not plan.on:
        yield (zone,)
    elif plan.paused(now):
        yield zone, step("▶ Resume", "resume")
    else:
        yield zone, step("⏸ Pause", "pause")


def _settings(plan: Plan, kind: Kind) -> Iterator[Row]:
    rule = plan.reminders[kind].rule
    if not kind.repeats:
        second = f" and {clock(rule.last)}" if rule.twice else ""
        yield step(f"At {clock(rule.first)}{second}", "time", kind), _days(plan, kind)
        return
    yield step(_often(rule).capitalize(), "every", kind), _days(plan, kind)
    yield step(f"From {clock(rule.first)}", "first", kind), step(f"To {clock(rule.last)}", "last", kind)
    if isinstance(kind.done, Counted):
        goal = plan.reminders[kind].goal
        label = f"Goal: {counted(kind.done, goal)}" if goal else "Set a daily goal"
        yield (step(f"🎯 {label}", "goal", kind),)


def _often(rule: Rule) -> str:
    if rule.every in INTERVALS:
        return hours(rule.every)
    return "twice a day" if rule.every else "once a day"


def _switch(plan: Plan, kind: Kind) -> InlineKeyboardButton:
    turn = "off" if plan.reminders[kind].on else "on"
    return step(f"{kind.icon} Switch {kind.name.lower()} {turn}", turn, kind)


def _days(plan: Plan, kind: Kind) -> InlineKeyboardButton:
    days = plan.reminders[kind].rule.days
    label = on_days(days).removeprefix("on ")
    return step(
        label[0].upper() + label[1:] if len(label) <= _LONGEST else f"{len(days)} days a week", "days", kind
    )


PAUSES = {"1": "1 day", "3": "3 days", "7": "A week", "monday": "Until Monday"}
FOR_HOW_LONG = "<b>Pause for how long?</b>\nThen they start again on their own."
_MINUTES = range(24 * 60)
_IN_A_ROW = 4


def every_menu(plan: Plan, kind: Kind) -> Screen:
    """How often it comes."""
    rule = plan.reminders[kind].rule
    buttons = [_choice(hours(n).capitalize(), n == rule.every, "every", kind, n) for n in INTERVALS]
    return _menu(f"<b>How often should I remind you to {kind.verb}?</b>", _grid(buttons, 2))


def first_menu(plan: Plan, kind: Kind) -> Screen:
    """When the first one of the day comes."""
    rule = plan.reminders[kind].rule
    return _menu(
        f"<b>{kind.title}: from when?</b>\n\nYou can also write it: <i>{kind.example}</i>",
        _grid(_clocks("first", kind, rule.first, but=rule.last), _IN_A_ROW),
    )


def last_menu(plan: Plan, kind: Kind) -> Screen:
    """When the last one of the day comes."""
    rule = plan.reminders[kind].rule
    return _menu(
        f"<b>{kind.title}: until when?</b>\n\nA time before the first one is on the next day.",
        _grid(_clocks("last", kind, rule.last, but=rule.first), _IN_A_ROW),
    )


def time_menu(plan: Plan, kind: Kind) -> Screen:
    """At what time it comes, once a day."""
    hint = f"\n{kind.hint}" if kind.hint else ""
    return _menu(
        f"<b>When should I remind you to {kind.verb}?</b>{hint}\n\n"
        f"Another time? Write it: <i>{kind.example}</i>",
        _grid(_clocks("time", kind, plan.reminders[kind].rule.first), 3),
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
    return _menu(f"<b>{kind.title}: on which days?</b>", (tuple(several), *_grid(single, _IN_A_ROW)))


GOALS = range(3, 13)
"""Times a day, as offered."""


def goal_menu(plan: Plan, kind: Kind) -> Screen:
    """How many times a day are enough for the person."""
    goal = plan.reminders[kind].goal
    buttons = [_choice(str(n), n == goal, "goal", kind, n) for n in GOALS]
    many = kind.done.many if isinstance(kind.done, Counted) else "times"
    litres = ", or <i>2 litres a day</i>" if isinstance(kind.done, Counted) and kind.done.sizes else ""
    return _menu(
        f"<b>How many {many} a day do you want to reach?</b>\nThat is up to you, or to your doctor. "
        f"Then I am quiet until the next day.\n\nAnother number? Write it: <i>9 {many} a day</i>{litres}",
        (*_grid(buttons, 5), (_choice("No goal", goal is None, "goal", kind, 0),)),
    )


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


def _clocks(name: str, kind: Kind, chosen: time, but: time | None = None) -> list[InlineKeyboardButton]:
    return [
        _choice(clock(at), at == chosen, name, kind, minutes(at))
        for at in map(at_minute, kind.times)
        if at != but
    ]


def _choice(label: str, chosen: bool, *steps: object) -> InlineKeyboardButton:
    return step(f"✓ {label}" if chosen else label, *steps)


def _grid(buttons: list[InlineKeyboardButton], width: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
