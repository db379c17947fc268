"""The button that takes a change back: it carries what was before, so that nothing is stored for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b

from telegram import InlineKeyboardButton

from bot.reminders.plan import Plan, Planner
from bot.reminders.rules import Kind, Rule
from bot.views.buttons import Action, target
from bot.views.panel_menus import at_minute, mask, minutes, unmask

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
