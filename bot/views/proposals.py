"""What the reminders may be meant to be, asked before it is done."""

from collections.abc import Iterable

from bot.reminders.kinds import Kind
from bot.reminders.plan import Plan
from bot.views.panel import step
from bot.views.screen import Screen
from bot.views.undo import agree_button
from bot.views.wishes import NOTHING_CHANGED
from bot.views.wording import told


def proposal_screen(kinds: Iterable[Kind], plan: Plan, proposed: Plan) -> Screen:
    """Ask whether these kinds are to be as in the proposed plan."""
    lines = [f"{kind.icon} {told(kind, proposed.reminders[kind].rule)}." for kind in kinds]
    html = "\n".join(
        ["Did I get that right?", *lines, f"{NOTHING_CHANGED} Write <i>yes</i>, or say what's different."]
    )
    return Screen(html, ((agree_button(proposed, plan), step("No, leave it", "back")),))
