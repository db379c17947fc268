"""What was understood of a wish about reminders, repeated in a line, with a way back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from bot.reminders.kinds import KINDS, Kind
from bot.reminders.plan import Plan
from bot.reminders.wishes import Doubt, Off, Pause, Resume, Set, Show, Wish
from bot.views.panel import PANEL_ROW, Row, offer, panel_screen, pause_menu
from bot.views.screen import Screen
from bot.views.undo import undo_button
from bot.views.wording import coming, is_group, listed, moment, told, zone_of
from bot.views.zone import zone_screen

LIMITS = Screen(
    "⚠️ I'll say this once, because it matters: has a doctor told you to limit fluids, for example for heart "
    "failure or kidney disease? Then follow your doctor, not my reminders.\n\n"
    "<blockquote>From hospital leaflets on too much water</blockquote>",
)
NOTHING_ON = Screen("No reminders are on, so you won't get any.", (PANEL_ROW,))
UNDONE = "↩ Undone."
ON_AGAIN = "🔔 Switched on again."
CHANGED_SINCE = "Your reminders have been changed since. Send /reminders to see them."
DOUBTS: Mapping[Doubt, str] = MappingProxyType(
    {
        Doubt.INTERVAL: "How often? I can remind you to drink every 1, 1½, 2, 3 or 4 hours, and to stretch "
        "once a day.",
        Doubt.TIME: "At what time? Write it like this: <i>remind me to stretch at 22:00</i>.",
        Doubt.TIMES: "I can remind you once a day, or every few hours in between. Write it like this: "
        "<i>water every 2 hours from 9 to 18</i>.",
        Doubt.DATE: "Until when? Choose, or write it like this: <i>pause until monday</i>.",
        Doubt.LENGTH: "For how long? Choose, or write it like this: <i>pause for 5 days</i>.",
        Doubt.ONCE: "When, and of what? Write it like this: <i>remind me to drink in 20 minutes</i>.",
        Doubt.END: "Until which day, within a year? Write it like this: <i>stretch at 22:00 until 5 "
        "December</i>, or <i>water for two weeks</i>.",
        Doubt.BOTH: "One after the other, please: first the one for drinking, then the one for stretching.",
    }
)
NONE_LEFT = "None comes by then."
NOTHING_CHANGED = "I haven't changed anything."


def doubt_screen(doubt: Doubt) -> Screen:
    """A question that helps where a wish could not be as it was said."""
    if doubt in {Doubt.DATE, Doubt.LENGTH}:
        return pause_menu(DOUBTS[doubt])
    return Screen(f"{DOUBTS[doubt]} {NOTHING_CHANGED}", (PANEL_ROW,))


def granted_screen(wish: Wish, before: Plan, after: Plan, now: datetime) -> Screen:
    """What has come of a wish."""
    match wish:
        case Set(kind=kind):
            return set_screen(kind, before, after, now)
        case Off(kind=kind):
            return off_screen(kind, before, after) if kind else stopped_screen(before, after)
        case Pause():
            return paused_screen(before, after, now)
        case Resume():
            return _resumed(before, after, now)
        case Show(doubt=doubt):
            return doubt_screen(doubt) if doubt else panel_screen(after, now)


def stopped_screen(before: Plan, after: Plan) -> Screen:
    """Everything is off, and how it comes back."""
    if not before.on:
        return NOTHING_ON
    whose = " of this group" if is_group(after) else ""
    text = f"All reminders{whose} are off. You won't get any more.\n\n/reminders brings them back."
    return Screen(text, ((undo_button(before, after),),))


def paused_screen(before: Plan, after: Plan, now: datetime) -> Screen:
    """Until when nothing comes."""
    if not after.on or after.paused_until is None:
        return NOTHING_ON
    until = moment(after.paused_until, zone_of(after), now)
    text = f"⏸ Paused until {until}. Then they start again on their own."
    return Screen(text, _undoable(before, after))


def came_back_screen(before: Plan, after: Plan) -> Screen:
    """For somebody who comes back after blocking the bot: their reminders, on again in one tap."""
    rules = "\n".join(f"• {told(kind, before.reminders[kind].rule)}" for kind in before.on)
    text = f"Your reminders are off, because I couldn't reach you:\n{rules}\n\nShould I switch them on again?"
    again = undo_button(before, after, "🔔 Switch them on again")
    return Screen(text, ((again,), PANEL_ROW))


def undone_screen(before: Plan, after: Plan, now: datetime) -> Screen:
    """What holds again; where the time zone is not known, the question for it once more."""
    lines = [f"{told(kind, after.reminders[kind].rule)}." for kind in after.on] or ["No reminders are on."]
    lines.insert(0, ON_AGAIN if after.on and not before.on else UNDONE)
    if after.on and after.zone is None:
        return zone_screen(after, "\n".join(lines))
    return Screen("\n".join([*lines, *next_line(after, after.on, now)]), (PANEL_ROW,))


def set_screen(kind: Kind, before: Plan, after: Plan, now: datetime) -> Screen:
    """One kind has this rule now."""
    line = f"{'For this group: ' if is_group(after) else ''}{told(kind, after.reminders[kind].rule)}."
    if after.zone is None:
        question = zone_screen(after, line)
        return Screen(question.html, (*question.rows[:-1], *_undoable(before, after)))
    return Screen(" ".join([line, *next_line(after, (kind,), now)]), _undoable(before, after))


def ends_screen(kinds: Sequence[Kind], before: Plan, after: Plan, now: datetime) -> Screen:
    """These kinds have another last day, or none."""
    lines = [f"{told(kind, after.reminders[kind].rule)}." for kind in kinds]
    return Screen("\n".join([*lines, *next_line(after, tuple(kinds), now)]), _undoable(before, after))


def both_screen(before: Plan, after: Plan, now: datetime) -> Screen:
    """All kinds have been changed at once."""
    lines = [
        " ".join([f"{told(kind, each.rule)}.", *next_line(after, (kind,), now)])
        if each.on
        else f"{kind.title}: this reminder is off now."
        for kind, each in after.reminders.items()
        if each.on or before.reminders[kind].on
    ]
    if after.on and after.zone is None:
        question = zone_screen(after, "\n".join(lines))
        return Screen(question.html, (*question.rows[:-1], *_undoable(before, after)))
    return Screen("\n".join(lines), _undoable(before, after))


def off_screen(kind: Kind, before: Plan, after: Plan) -> Screen:
    """One kind is off, and what is left."""
    if not before.reminders[kind].on:
        return Screen(f"{kind.title}: this reminder was off already.", (PANEL_ROW,))
    left = [other.title.lower() for other in after.on]
    still = f" Still on: {listed(left)}." if left else " You won't get any more."
    return Screen(f"{kind.title}: this reminder is off now.{still}", _undoable(before, after))


def _resumed(before: Plan, after: Plan, now: datetime) -> Screen:
    if not after.on:
        return Screen(NOTHING_ON.html, tuple((offer(kind),) for kind in KINDS.values()))
    was_paused = before.paused(now)
    line = "▶ Your reminders are back on." if was_paused else "Your reminders aren't paused."
    rows = _undoable(before, after) if was_paused else (PANEL_ROW,)
    return Screen(" ".join([line, *next_line(after, after.on, now)]), rows)


def next_line(plan: Plan, kinds: tuple[Kind, ...], now: datetime) -> list[str]:
    """When the next of these kinds comes, in a line; none while that is not known."""
    following = coming(plan, kinds, now)
    if not following:
        return [NONE_LEFT] if plan.zone and any(plan.reminders[kind].rule.until for kind in kinds) else []
    paused = "⏸ Your reminders are paused. " if plan.paused(now) else ""
    return [f"{paused}Next: {following}."]


def _undoable(before: Plan, after: Plan) -> tuple[Row, ...]:
    return ((undo_button(before, after), *PANEL_ROW),)
