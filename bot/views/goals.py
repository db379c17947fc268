"""A goal for the day: asked about, set, given up, and refused."""

from datetime import datetime
from math import ceil

from bot.reminders.kinds import MOST_IN_A_DAY, Counted, Kind
from bot.reminders.plan import Plan
from bot.views.panel import PANEL_ROW, offer, step
from bot.views.screen import Screen
from bot.views.undo import undo_button
from bot.views.wishes import NOTHING_CHANGED, next_line
from bot.views.wording import counted, told
from bot.views.zone import zone_screen

TOO_MUCH = Screen(
    f"I count up to {MOST_IN_A_DAY} glasses, or 5 litres, a day. {NOTHING_CHANGED}",
    (PANEL_ROW,),
)
NO_GOAL_BEFORE = Screen("There is no goal. The reminders come at all of their times.", (PANEL_ROW,))


def glasses(day: int, size: int) -> int | None:
    """How many of a size, in millilitres, make up a day; None if they are too many, or none."""
    count = ceil(day / size) if size else 0
    return count if 0 < count <= MOST_IN_A_DAY else None


def glass_screen(kind: Kind, day: int) -> Screen:
    """Ask how large a glass is, to count so many millilitres a day."""
    sizes = [size for size in _sizes(kind) if glasses(day, size)]
    row = tuple(step(f"{size} ml", "glass", kind, day, size) for size in sizes)
    html = f"🎯 {litres(day)} a day: how much does your glass hold? Tap, or write it: <i>250 ml</i>."
    return Screen(f"{html} {NOTHING_CHANGED}", (row, PANEL_ROW))


def goal_screen(kind: Kind, before: Plan, after: Plan, now: datetime) -> Screen:
    """What the goal is now."""
    reminder, undo = after.reminders[kind], (undo_button(before, after), *PANEL_ROW)
    if reminder.goal is None or not isinstance(kind.done, Counted):
        return Screen("🎯 There is no goal any more. The reminders come at all of their times.", (undo,))
    reached = f"🎯 Your goal: {counted(kind.done, reminder.goal)} a day. Then I am quiet until the next day."
    if not reminder.on:
        off = f"{reached}\n\nThe reminders to {kind.verb} are off, and Done is what I count."
        return Screen(off, ((offer(kind),), undo))
    if after.zone is None:
        question = zone_screen(after, f"{told(kind, reminder.rule)}. {reached}")
        return Screen(question.html, (*question.rows[:-1], undo))
    lines = [reached] if before.reminders[kind].on else [f"{told(kind, reminder.rule)}.", reached]
    return Screen("\n".join([*lines, *next_line(after, (kind,), now)]), (undo,))


def litres(millilitres: int) -> str:
    """An amount in litres: "1 litre", "1.9 litres"."""
    shown = f"{millilitres / 1000:.2f}".rstrip("0").rstrip(".")
    return f"{shown} litre{'' if shown == '1' else 's'}"


def _sizes(kind: Kind) -> tuple[int, ...]:
    return kind.done.sizes if isinstance(kind.done, Counted) else ()
