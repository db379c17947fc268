"""What is said to wishes that are no rule for every day, goals among them, and how some are refused."""

from collections.abc import Mapping
from datetime import datetime
from math import ceil
from types import MappingProxyType

from bot.conversation.refusing import Cannot
from bot.reminders.kinds import MOST_IN_A_DAY, STRETCH, WATER, Counted, Kind
from bot.reminders.plan import Plan
from bot.views.panel import PANEL_ROW, offer, step
from bot.views.screen import Screen
from bot.views.undo import undo_button
from bot.views.wishes import NOTHING_CHANGED, NOTHING_ON, next_line
from bot.views.wording import coming, counted, moment, told, zone_of
from bot.views.zone import zone_screen

_REFUSALS: Mapping[Cannot, str] = MappingProxyType(
    {
        Cannot.ERRAND: "I can only remind you of two things: drinking and stretching. Write <i>remind me to "
        "drink</i> or <i>remind me to stretch at 22:00</i>.",
        Cannot.SOMEBODY: "I can only remind whoever writes to me, in this chat. Others are welcome to "
        "write to me themselves.",
        Cannot.WEATHER: "I can't tell what the weather's like. I can remind you at set times: "
        "<i>water every 2 hours from 9 to 18</i>.",
        Cannot.MEAL: "I can't know when that is for you. Write it with a time or days of the week: "
        "<i>water at 13:30</i>, <i>only on Saturdays</i>.",
        Cannot.OTHER_DAYS: "I can't do every other day, but I can do days of the week: "
        "<i>only on Monday, Wednesday and Friday</i>.",
        Cannot.BY_DAY: "A reminder has the same times on all its days. I can leave days out, though: "
        "<i>not on weekends</i>.",
        Cannot.END: "I can end on a day within a year, and on nothing else: <i>only until 5 December</i>, "
        "<i>only for two weeks</i>. Or write <i>stop</i> when it's time.",
        Cannot.TWICE: "At which two times? Write it like this: <i>stretch at 8 and 22:00</i>, or <i>water at "
        "9 and 15</i>.",
        Cannot.LATER_DAY: "I can't leave out a day that's still to come. Write <i>skip today</i> when it's "
        "here, or pause from now on: <i>pause until Friday</i>.",
        Cannot.STARTS_LATER: "I can only start now. Write it on that day, or set it up now and pause until "
        "then: <i>pause until Monday</i>.",
        Cannot.ONE_PAUSE: "A pause is for all reminders. Should I pause them all, or switch that one off? "
        "<i>pause for 2 days</i>, <i>water off</i>, or just for today: <i>no water today</i>.",
        Cannot.OTHER: "I can't do that. I can remind you to drink and to stretch, at set times, here in this "
        "chat.",
        Cannot.MANNER: "I can only write to you here, the way I do. The sound is up to your settings in "
        "Telegram.",
        Cannot.INTERVAL: "I can't do that often. I can remind you to drink every 1, 1½, 2, 3 or 4 hours: "
        "<i>water every hour</i>. Or at two times: <i>water at 9 and 15</i>.",
    }
)
_DOCTOR = "Then follow your doctor, not my reminders."
_LEFT_OFF = (
    "Leave the water reminders off until you've asked how much is right for you. I can remind you to "
    "stretch, though. Would you like that?"
)
WHICH_KIND = "Which one, water or stretch? Write it like this: <i>stretch half an hour later</i>."
WHICH_OF_BOTH = "Water or stretch? Write it with the time: <i>stretch at 20:00</i>."
WHAT_TO_REMIND = (
    "What should I remind you of, drinking or stretching? Write it like this: "
    "<i>remind me to drink in 20 minutes</i>."
)
NOT_BESIDE = "I can remind you at two times a day, or every few hours, but not both."
PASSED = "That time has already passed today. Write it with <i>tomorrow</i>, or choose another time."


def refused_screen(cannot: Cannot) -> Screen:
    """What cannot be done, and the nearest that can."""
    return Screen(f"{_REFUSALS[cannot]} {NOTHING_CHANGED}", (PANEL_ROW,))


def limited_screen(plan: Plan) -> Screen:
    """For somebody who must not drink as much as they like."""
    stretch = () if STRETCH in plan.on else ((offer(STRETCH),),)
    if WATER in plan.on:
        off = step(f"{WATER.icon} Switch water off", "end", WATER)
        return Screen(
            f"{_DOCTOR} Should I switch the water reminders off until you've asked?", ((off,), *stretch)
        )
    return Screen(f"{_DOCTOR} {_LEFT_OFF}", (*stretch, (offer(WATER),)))


def once_screen(kind: Kind, after: Plan, now: datetime) -> Screen:
    """When the single one comes."""
    at = after.reminders[kind].snoozed_until or now
    html = f"{kind.icon} {kind.name}, once: {moment(at, zone_of(after), now)}."
    return Screen(html, ((step("↩ Not after all", "not-once", kind), *PANEL_ROW),))


def next_screen(plan: Plan, now: datetime) -> Screen:
    """When each kind comes next, the single ones too."""
    lines = []
    for kind, reminder in plan.reminders.items():
        zone = zone_of(plan)
        once = reminder.snoozed_until if reminder.snoozed_until and reminder.snoozed_until > now else None
        following = coming(plan, (kind,), now)
        parts = [f"{moment(once, zone, now)} (once)" if once else "", following]
        if said := ", ".join(filter(None, parts)):
            lines.append(f"{kind.icon} {kind.name}: {said}")
    if not lines:
        return NOTHING_ON
    paused = ["⏸ Your reminders are paused."] if plan.on and plan.paused(now) else []
    return Screen("\n".join([*paused, *lines]), (PANEL_ROW,))


def asked_screen(question: str) -> Screen:
    """A question, before anything is changed."""
    return Screen(f"{question} {NOTHING_CHANGED}", (PANEL_ROW,))


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
