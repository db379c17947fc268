"""Buttons that carry a whole plan: what was before a change, to take it back, or what is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from string import ascii_letters, digits

from telegram import InlineKeyboardButton

from bot.reminders.kinds import MOST_IN_A_DAY, STRETCH, WATER, Kind
from bot.reminders.plan import Plan, Planner, Reminder
from bot.reminders.times import INTERVALS, Rule, apart
from bot.views.panel import Row, at_minute, mask, minutes, unmask
from bot.views.screen import Action, fields, kind_of, number

_DIGITS = f"{ascii_letters}{digits}-_"
_DIGEST = 4
"""Digits: enough to see that the reminders have been changed again since."""
_REMINDER = 6
_DAY, _GOAL = 3, 1
"""Behind a reminder that has a last day, or a goal."""
_FIRST_DAY = date(1970, 1, 1).toordinal()
_PAUSE = 6
_HALF_HOUR = 30
_FIELDS = 2
"""Beside the digest."""
_LAST_SECOND = 2**33
_EARLIER_KINDS = (WATER, STRETCH)
"""What earlier buttons carried, in this order."""


@dataclass(frozen=True)
class Undo:
    """What a button carries. A kind that it does not name stays as it is."""

    after: str
    """A digest of what the change led to."""
    reminders: Mapping[Kind, Reminder]
    """Rules, goals, and whether they were on."""
    paused_until: datetime | None

    def fits(self, plan: Plan) -> bool:
        """Whether nothing else has been changed since."""
        return self.after in (_digest(plan), _earlier_digest(plan))

    def restored(self, planner: Planner, plan: Plan) -> Plan:
        """The plan as it was before the change."""
        plan = replace(plan, unreachable=False)
        for each, was in self.reminders.items():
            plan = planner.aim(planner.switch(plan, each, on=was.on), each, was.goal)
            plan = planner.change(plan, each, was.rule)
        return planner.pause(plan, self.paused_until) if self.paused_until else planner.resume(plan)


def undo_button(before: Plan, after: Plan, label: str = "↩ Undo") -> InlineKeyboardButton:
    """A button that leads from one plan back to the other."""
    return Action.UNDO.button(label, _digest(after), *_written(before))


def agree_button(proposed: Plan, now: Plan) -> InlineKeyboardButton:
    """A button that leads from the plan as it is to a proposed one."""
    return Action.PROPOSED.button("✅ Yes", _digest(now), *_written(proposed))


def undo_row(data: str) -> Row:
    """A button that carries what another one carried, which takes something back; none for nothing."""
    return (InlineKeyboardButton("↩ Undo", callback_data=data),) if data else ()


def read_undo(data: str) -> Undo:
    """What the callback data of such a button say; a ValueError if no button of ours has them."""
    try:
        after, *carried = fields(data)
        found, pause = _read(*carried) if len(carried) == _FIELDS else _read_earlier(*carried)
        paused_until = _moment(pause)
    except ValueError as error:
        raise ValueError(f'"{data}" is no undo') from error
    return Undo(after, found, paused_until)


def _written(plan: Plan) -> tuple[str, str]:
    """The end of the pause, and for each kind its letter, its reminder, its last day and its goal."""
    pause = _packed(round(plan.paused_until.timestamp()), _PAUSE) if plan.paused_until else ""
    return pause, "".join(f"{each.code}{_reminder(reminder)}" for each, reminder in plan.reminders.items())


def _read(pause: str, reminders: str) -> tuple[dict[Kind, Reminder], int | None]:
    found: dict[Kind, Reminder] = {}
    while reminders:
        code, reminders = reminders[0], reminders[1:]
        found[kind_of(code)], reminders = _read_reminder(reminders)
    return found, _unpacked(pause, _PAUSE) if pause else None


def _reminder(reminder: Reminder) -> str:
    rule, packed = reminder.rule, 0
    for bits, value in (
        (1, int(reminder.goal is not None)),
        (1, int(rule.until is not None)),
        (11, minutes(rule.first)),
        (11, minutes(rule.last)),
        (4, rule.every // _HALF_HOUR if rule.every in INTERVALS else 0),
        (7, mask(rule.days)),
        (1, int(reminder.on)),
    ):
        packed = packed << bits | value
    until = _packed(rule.until.toordinal() - _FIRST_DAY, _DAY) if rule.until else ""
    return _packed(packed, _REMINDER) + until + (_packed(reminder.goal, _GOAL) if reminder.goal else "")


def _read_reminder(text: str) -> tuple[Reminder, str]:
    """The reminder at the beginning of a text, and what is behind it."""
    packed, values = _unpacked(text[:_REMINDER], _REMINDER), []
    text = text[_REMINDER:]
    for bits in (1, 7, 4, 11, 11, 1, 1):
        values.append(packed & (1 << bits) - 1)
        packed >>= bits
    on, days, every, last, first, ends, has_goal = values
    until = date.fromordinal(_unpacked(text[:_DAY], _DAY) + _FIRST_DAY) if ends else None
    text = text[_DAY * ends :]
    goal = _unpacked(text[:_GOAL], _GOAL) if has_goal else None
    if goal is not None and goal not in range(1, MOST_IN_A_DAY + 1):
        raise ValueError(f"no goal is {goal}")
    often = every * _HALF_HOUR or apart(at_minute(first), at_minute(last))  # 0 also for two times a day
    rule = Rule(at_minute(first), at_minute(last), often, unmask(days), until)
    return Reminder(rule, on == 1, goal=goal), text[_GOAL * has_goal :]


def _packed(value: int, length: int) -> str:
    return "".join(_DIGITS[value >> 6 * place & 63] for place in reversed(range(length)))


def _unpacked(text: str, length: int) -> int:
    if len(text) != length:
        raise ValueError(f'"{text}" has not {length} digits')
    value = 0
    for digit in text:
        value = value << 6 | _DIGITS.index(digit)
    return value


def _digest(plan: Plan) -> str:
    digest = blake2b("/".join(_written(plan)).encode(), digest_size=3).digest()
    return _packed(int.from_bytes(digest), _DIGEST)


def _moment(seconds: int | None) -> datetime | None:
    if seconds is None:
        return None
    if seconds >= _LAST_SECOND:
        raise ValueError(f"no pause ends at {seconds}")
    return datetime.fromtimestamp(seconds, UTC)


# Earlier buttons had decimal numbers: "0fa49e:540.1260.240.127.1,1320.1320.0.127.0,1772683200".


def _read_earlier(*carried: str) -> tuple[dict[Kind, Reminder], int | None]:
    *reminders, pause = carried
    found = zip(_EARLIER_KINDS, map(_earlier_rule, reminders), strict=True)
    return dict(found), number(pause) if pause else None


def _earlier_rule(reminder: str) -> Reminder:
    first, last, every, days, on = map(number, reminder.split("."))
    return Reminder(Rule(at_minute(first), at_minute(last), every, unmask(days)), on == 1)


def _earlier_digest(plan: Plan) -> str:
    if any(reminder.rule.until or reminder.goal for reminder in plan.reminders.values()):
        return ""
    pause = f"{plan.paused_until.timestamp():.0f}" if plan.paused_until else ""
    numbers = []
    for each in _EARLIER_KINDS:
        rule = plan.reminders[each].rule
        all_of = minutes(rule.first), minutes(rule.last), rule.every, mask(rule.days), plan.reminders[each].on
        numbers.append(".".join(str(int(value)) for value in all_of))
    return blake2b(",".join([*numbers, pause]).encode(), digest_size=3).hexdigest()
