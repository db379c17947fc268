"""The message of a reminder, and what becomes of it at a tap."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from bot.reminders.plan import Plan
from bot.reminders.times import Kind
from bot.views.buttons import Due, Tap
from bot.views.panel import PANEL_ROW, Row
from bot.views.routine import start_button
from bot.views.screen import Screen
from bot.views.wording import ICONS, moment, zone_of

SNOOZES = (15, 30, 60)
"""Minutes, as offered."""
PLENTY = 8
"""Glasses in a day beyond which nobody is cheered on."""

ALREADY_DONE = "That's done already, and counted."
SWITCHED_OFF = "This reminder is switched off or paused now. /reminders has it."

TEXTS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.HYDRATION: (
            "Time for a glass of water.",
            "A glass now? About 6 to 8 in a day is what the NHS advises.",
            "Time to drink. Tea and coffee count as well.",
            "Thirsty? Have a drink.",
            "Hot today, or on the move? Then you need more to drink.",
            "A glass at a time is better than a lot at once. How about one now?",
            "Time to drink. Pale yellow pee is a good sign.",
        ),
        Kind.STRETCH: (
            "Time to stretch before bed. It takes about 3 minutes.",
            "Three minutes for your legs? Regular calf stretches may mean fewer cramps.",
            "Time to stretch. Hold 10 seconds, rest 10, three times.",
            "Before you lie down: a moderate pull, and keep breathing.",
            "A wall, a chair, three minutes: time to stretch.",
            "Time to stretch. No need to stand: you can do it sitting on your bed.",
            "In a trial, people over 55 who stretched every night had fewer cramps than others.",
        ),
    }
)
"""Only what the knowledge says about drinking and about the stretch before bed."""

_QUARTER = 15 * 60


def reminder_screen(kind: Kind, due: datetime, number: int | None = None) -> Screen:
    """What is sent when a reminder is due.

    Numbers one apart have different texts; without a number the moment chooses one.
    """
    texts = TEXTS[kind]
    chosen = texts[(int(due.timestamp()) // _QUARTER if number is None else number) % len(texts)]
    return Screen(f"{ICONS[kind]} {chosen}", reminder_rows(kind, due))


def reminder_rows(kind: Kind, due: datetime) -> tuple[Row, ...]:
    """The buttons of a reminder."""
    this = Due(kind, due)
    taps = (this.button("✅ Done", Tap.DONE), this.button("⏰ Snooze", Tap.SNOOZE))
    row: Row = (*taps, this.button("Skip", Tap.SKIP))
    if kind is Kind.STRETCH:
        return (start_button("▶ Start, step by step", due),), row, PANEL_ROW
    return row, PANEL_ROW


def snooze_rows(kind: Kind, due: datetime) -> tuple[Row, ...]:
    """For how long, in the place of a reminder's buttons."""
    lengths = (Due(kind, due, minutes) for minutes in SNOOZES)
    return (
        tuple(this.button(f"{this.minutes} minutes", Tap.SNOOZED) for this in lengths),
        (Due(kind, due).button("◀ Back", Tap.UNSNOOZE),),
    )


def done_screen(kind: Kind, due: datetime, count: int, *, today: bool) -> Screen:
    """Done, for the `count`th time on that day."""
    said = _glasses(count, today=today) if kind is Kind.HYDRATION else _stretched(count, today=today)
    return Screen(f"{ICONS[kind]} {said}", ((Due(kind, due).button("Undo", Tap.UNDONE),),))


def snoozed_screen(kind: Kind, due: datetime, plan: Plan, now: datetime) -> Screen:
    """When it comes again; who has done it meanwhile can still say so."""
    until = plan.reminders[kind].snoozed_until or now
    this = Due(kind, due)
    row = this.button("✅ Done", Tap.DONE), this.button("↩ Undo", Tap.AWAKE)
    return Screen(f"{ICONS[kind]} Snoozed until {moment(until, zone_of(plan), now)}.", (row,))


def skipped_screen(kind: Kind, due: datetime) -> Screen:
    """Not this time."""
    text = f"{ICONS[kind]} Skipped. The next one comes as planned."
    return Screen(text, ((Due(kind, due).button("Undo", Tap.UNDONE),),))


def _glasses(count: int, *, today: bool) -> str:
    day = "today" if today else "yesterday"
    if count <= 1:
        return f"Done. That's the first glass {day}."
    said = f"Done. That makes {count} glasses {day}."
    return f"{said} The NHS advises about 6 to 8, so that's plenty." if count > PLENTY else said


def _stretched(count: int, *, today: bool) -> str:
    day = "today" if today else "yesterday"
    if count > 1:
        return f"Done. That makes {count} times {day}."
    return f"Done, and counted for {day}. Sleep well!"
