"""The panel of reminders and its menus."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from hashlib import blake2b

from telegram import InlineKeyboardButton

from bot.reminders.plan import Plan, Planner
from bot.reminders.times import EVERY_DAY, INTERVALS, Kind, Rule
from bot.views.buttons import Action, target
from bot.views.screen import Screen
from bot.views.wording import (
    DAYS,
    ICONS,
    WEEKDAYS,
    WEEKEND,
    clock,
    coming,
    hours,
    is_group,
    moment,
    on_days,
    place,
    times,
    zone_of,
)

SHOWN_TIMES = 2
TITLES = {Kind.HYDRATION: "Water", Kind.STRETCH: "Stretch before bed"}
_LONGEST = 20
"""Characters of a label that shares its row."""
Row = tuple[InlineKeyboardButton, ...]


def step(label: str, *steps: object) -> InlineKeyboardButton:
    """A button that does something in the panel."""
    return InlineKeyboardButton(label, callback_data=Action.PANEL.data("/".join(map(str, steps))))


BACK_ROW: Row = (step("◀ Back", "back"),)
PANEL_ROW: Row = (step("🔔 My reminders", "show"),)
OFFERS = {
    Kind.HYDRATION: step("💧 Remind me to drink", "want", Kind.HYDRATION),
    Kind.STRETCH: step("🌙 Remind me to stretch", "want", Kind.STRETCH),
}
"""Switch one kind on from elsewhere; the panel follows in a message of its own."""


def panel_screen(plan: Plan, now: datetime) -> Screen:
    """What is on, when the next ones come, and the buttons to change it."""
    heading = "<b>Reminders of this group</b>" if is_group(plan) else "<b>Your reminders</b>"
    parts = [heading, *(_about(plan, kind, now) for kind in Kind), _where(plan, now)]
    if plan.on and plan.paused(now) and plan.paused_until:
        parts.insert(1, f"⏸ Paused until {moment(plan.paused_until, zone_of(plan), now)}")
    return Screen("\n\n".join(parts), tuple(_rows(plan, now)))


def _about(plan: Plan, kind: Kind, now: datetime) -> str:
    reminder = plan.reminders[kind]
    lines = [f"{ICONS[kind]} <b>{TITLES[kind]}: {'on' if reminder.on else 'off'}</b>", times(reminder.rule)]
    if reminder.on:
        following = coming(plan, (kind,), now, SHOWN_TIMES)
        lines.append(f"Next: {following}" if following else "Next: as soon as I know the time zone")
    if reminder.snoozed_until and reminder.snoozed_until > now:
        once = "Snoozed until" if reminder.on else "Once,"
        lines.append(f"⏰ {once} {moment(reminder.snoozed_until, zone_of(plan), now)}")
    return "\n".join(lines)


def _where(plan: Plan, now: datetime) -> str:
    return f"🌍 {place(plan.zone, now)}" if plan.zone else "🌍 Time zone: not known yet"


def _rows(plan: Plan, now: datetime) -> Iterator[Row]:
    """What is off has no settings to offer: fewer buttons to read."""
    yield (_switch(plan, Kind.HYDRATION),)
    water = plan.reminders[Kind.HYDRATION]
    if water.on:
        often = _often(water.rule)
        yield step(often.capitalize(), "every"), _days(plan, Kind.HYDRATION)
        yield step(f"From {clock(water.rule.first)}", "first"), step(f"To {clock(water.rule.last)}", "last")
    yield (_switch(plan, Kind.STRETCH),)
    stretch = plan.reminders[Kind.STRETCH]
    if stretch.on:
        second = f" and {clock(stretch.rule.last)}" if stretch.rule.twice else ""
        yield step(f"At {clock(stretch.rule.first)}{second}", "time"), _days(plan, Kind.STRETCH)
    zone = InlineKeyboardButton("🌍 Time zone", callback_data=Action.ZONE.data("ask"))
    if not plan.on:
        yield (zone,)
    elif plan.paused(now):
        yield zone, step("▶ Go on", "resume")
    else:
        yield zone, step("⏸ Pause", "pause")


def _often(rule: Rule) -> str:
    if rule.every in INTERVALS:
        return hours(rule.every)
    return "twice a day" if rule.every else "once a day"


def _switch(plan: Plan, kind: Kind) -> InlineKeyboardButton:
    turn = "off" if plan.reminders[kind].on else "on"
    return step(f"{ICONS[kind]} Switch {TITLES[kind].split()[0].lower()} {turn}", turn, kind)


def _days(plan: Plan, kind: Kind) -> InlineKeyboardButton:
    days = plan.reminders[kind].rule.days
    label = on_days(days).removeprefix("on ")
    return step(
        label[0].upper() + label[1:] if len(label) <= _LONGEST else f"{len(days)} days a week", "days", kind
    )


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


_DIGEST = 3
"""Bytes: enough to see that the reminders have been changed again since."""
_LAST_SECOND = 2**33


@dataclass(frozen=True)
class Undo:
    """What a button carries."""

    after: str
    """A digest of what the change led to."""
    rules: Mapping[Kind, Rule]
    on: frozenset[Kind]
    paused_until: datetime | None

    def fits(self, plan: Plan) -> bool:
        """Whether nothing else has been changed since."""
        return _digest(plan) == self.after

    def restored(self, planner: Planner, plan: Plan) -> Plan:
        """The plan as it was before the change."""
        plan = replace(plan, unreachable=False)
        for kind, rule in self.rules.items():
            plan = planner.switch(planner.change(plan, kind, rule), kind, on=kind in self.on)
        return planner.pause(plan, self.paused_until) if self.paused_until else planner.resume(plan)


def undo_button(before: Plan, after: Plan, label: str = "↩ Undo") -> InlineKeyboardButton:
    """A button that leads from one plan back to the other."""
    return InlineKeyboardButton(label, callback_data=Action.UNDO.data(f"{_digest(after)}:{_written(before)}"))


def undo_row(data: str) -> Row:
    """A button that carries what another one carried, which takes something back; none for nothing."""
    return (InlineKeyboardButton("↩ Undo", callback_data=data),) if data else ()


def read_undo(data: str) -> Undo:
    """What the callback data of such a button say; a ValueError if no button of ours has them."""
    try:
        after, before = target(data).split(":")
        *written, pause = before.split(",")
        reminders = {kind: _read(reminder) for kind, reminder in zip(Kind, written, strict=True)}
        paused_until = _moment(int(pause)) if pause else None
    except ValueError as error:
        raise ValueError(f'"{data}" is no undo') from error
    rules = {kind: rule for kind, (rule, _) in reminders.items()}
    return Undo(after, rules, frozenset(kind for kind, (_, on) in reminders.items() if on), paused_until)


def _written(plan: Plan) -> str:
    pause = f"{plan.paused_until.timestamp():.0f}" if plan.paused_until else ""
    return ",".join([*(_reminder(plan, kind) for kind in Kind), pause])


def _reminder(plan: Plan, kind: Kind) -> str:
    rule = plan.reminders[kind].rule
    numbers = minutes(rule.first), minutes(rule.last), rule.every, mask(rule.days), plan.reminders[kind].on
    return ".".join(str(int(number)) for number in numbers)


def _read(reminder: str) -> tuple[Rule, bool]:
    first, last, every, days, on = map(int, reminder.split("."))
    return Rule(at_minute(first), at_minute(last), every, unmask(days)), on == 1


def _digest(plan: Plan) -> str:
    return blake2b(_written(plan).encode(), digest_size=_DIGEST).hexdigest()


def _moment(seconds: int) -> datetime:
    if not 0 <= seconds < _LAST_SECOND:
        raise ValueError(f"no pause ends at {seconds}")
    return datetime.fromtimestamp(seconds, UTC)
