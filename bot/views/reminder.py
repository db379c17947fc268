"""The message of a reminder, and what a tap turns it into."""

from datetime import datetime

from bot.reminders.kinds import Counted, Daily, Kind
from bot.reminders.plan import Plan
from bot.views.panel import PANEL_ROW, Row, step
from bot.views.routine import start_button
from bot.views.screen import Due, Screen, Tap
from bot.views.wording import counted, moment, zone_of

SNOOZES = (15, 30, 60)
"""Minutes, as offered."""

ALREADY_DONE = "That's done already, and counted."
SWITCHED_OFF = "This reminder is switched off or paused now. /reminders shows it."

_QUARTER = 15 * 60


def reminder_screen(kind: Kind, due: datetime, number: int | None = None) -> Screen:
    """What is sent when a reminder is due.

    Numbers one apart have different texts; without a number the moment chooses one.
    """
    texts = kind.texts
    chosen = texts[(int(due.timestamp()) // _QUARTER if number is None else number) % len(texts)]
    return Screen(f"{kind.icon} {chosen}", reminder_rows(kind, due))


def reminder_rows(kind: Kind, due: datetime) -> tuple[Row, ...]:
    """The buttons of a reminder."""
    this = Due(kind, due)
    taps = (this.button("✅ Done", Tap.DONE), this.button("⏰ Snooze", Tap.SNOOZE))
    row: Row = (*taps, this.button("Skip", Tap.SKIP))
    if kind.guided:
        return (start_button("▶ Start, step by step", due),), row, PANEL_ROW
    return row, PANEL_ROW


def snooze_rows(kind: Kind, due: datetime) -> tuple[Row, ...]:
    """For how long; replaces the reminder's buttons."""
    lengths = (Due(kind, due, minutes) for minutes in SNOOZES)
    return (
        tuple(this.button(f"{this.minutes} minutes", Tap.SNOOZED) for this in lengths),
        (Due(kind, due).button("◀ Back", Tap.UNSNOOZE),),
    )


def done_screen(kind: Kind, due: datetime, count: int, *, today: bool, goal: int | None = None) -> Screen:
    """Done, for the `count`th time on that day; `goal` is how often the person wants to do it in one."""
    day = "today" if today else "yesterday"
    row: Row = (Due(kind, due).button("Undo", Tap.UNDONE),)
    if isinstance(kind.done, Counted):
        said = _of_goal(kind.done, count, goal, day) if goal else _counted(kind.done, count, day)
    else:
        said = _done(kind.done, count, day)
    if today and not goal and isinstance(kind.done, Counted) and count >= kind.done.plenty:
        row = (*row, step("Enough for today", "rest", kind))
    return Screen(f"{kind.icon} {said}", (row,))


def snoozed_screen(kind: Kind, due: datetime, plan: Plan, now: datetime) -> Screen:
    """When it comes again; who has done it meanwhile can still say so."""
    until = plan.reminders[kind].snoozed_until or now
    this = Due(kind, due)
    row = this.button("✅ Done", Tap.DONE), this.button("↩ Undo", Tap.AWAKE)
    return Screen(f"{kind.icon} Snoozed until {moment(until, zone_of(plan), now)}.", (row,))


def skipped_screen(kind: Kind, due: datetime) -> Screen:
    """Not this time."""
    text = f"{kind.icon} Skipped. The next one comes as planned."
    return Screen(text, ((Due(kind, due).button("Undo", Tap.UNDONE),),))


def _counted(done: Counted, count: int, day: str) -> str:
    if count <= 1:
        return f"Done. That's the first {done.one} {day}."
    said = f"Done. That makes {count} {done.many} {day}."
    return f"{said} {done.enough}" if count > done.plenty else said


def _of_goal(done: Counted, count: int, goal: int, day: str) -> str:
    if count < goal:
        return f"Done. That makes {count} of {counted(done, goal)} {day}."
    said = f"Done. That makes {counted(done, count)} {day}"
    reached = f"{said}: your goal." if count == goal else f"{said}, and your goal was {goal}."
    return f"{reached} I am quiet for the rest of the day." if day == "today" else reached


def _done(done: Daily, count: int, day: str) -> str:
    if count > 1:
        return f"Done. That makes {count} times {day}."
    return f"Done, and counted for {day}. {done.cheer}".rstrip()
