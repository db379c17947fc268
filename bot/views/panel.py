"""The panel: all reminders of a chat, and everything to change them, in one message."""

from collections.abc import Iterator
from datetime import datetime

from telegram import InlineKeyboardButton

from bot.reminders.plan import Plan
from bot.reminders.rules import Kind
from bot.views.buttons import Action
from bot.views.screen import Screen
from bot.views.wording import ICONS, clock, coming, hours, is_group, moment, on_days, place, times, zone_of

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
            lines.append(f"⏰ Snoozed until {moment(reminder.snoozed_until, zone_of(plan), now)}")
    return "\n".join(lines)


def _where(plan: Plan, now: datetime) -> str:
    return f"🌍 {place(plan.zone, now)}" if plan.zone else "🌍 Time zone: not known yet"


def _rows(plan: Plan, now: datetime) -> Iterator[Row]:
    """What is off has no settings to offer: fewer buttons to read."""
    yield (_switch(plan, Kind.HYDRATION),)
    water = plan.reminders[Kind.HYDRATION]
    if water.on:
        often = hours(water.rule.every) if water.rule.every else "once a day"
        yield step(often.capitalize(), "every"), _days(plan, Kind.HYDRATION)
        yield step(f"From {clock(water.rule.first)}", "first"), step(f"To {clock(water.rule.last)}", "last")
    yield (_switch(plan, Kind.STRETCH),)
    stretch = plan.reminders[Kind.STRETCH]
    if stretch.on:
        yield step(f"At {clock(stretch.rule.first)}", "time"), _days(plan, Kind.STRETCH)
    zone = InlineKeyboardButton("🌍 Time zone", callback_data=Action.ZONE.data("ask"))
    if not plan.on:
        yield (zone,)
    elif plan.paused(now):
        yield zone, step("▶ Go on", "resume")
    else:
        yield zone, step("⏸ Pause", "pause")


def _switch(plan: Plan, kind: Kind) -> InlineKeyboardButton:
    turn = "off" if plan.reminders[kind].on else "on"
    return step(f"{ICONS[kind]} Switch {TITLES[kind].split()[0].lower()} {turn}", turn, kind)


def _days(plan: Plan, kind: Kind) -> InlineKeyboardButton:
    days = plan.reminders[kind].rule.days
    label = on_days(days).removeprefix("on ")
    return step(
        label[0].upper() + label[1:] if len(label) <= _LONGEST else f"{len(days)} days a week", "days", kind
    )
