"""What the buttons of the panel change, out of their callback data."""

from collections.abc import Callable, Mapping
from datetime import UTC, time
from functools import partial
from types import MappingProxyType

from bot.reminders.plan import Change, Plan, Planner
from bot.reminders.rules import DEFAULTS, Kind, Rule
from bot.views.panel_menus import PAUSES, at_minute, pause_end, unmask

_HALF_A_DAY = 12


def wanted(steps: list[str], planner: Planner) -> Change | None:
    """The change that a button makes, None if it only shows something.

    For what no button of ours carries, this or the change itself raises a ValueError.
    """
    match steps:
        case ["show" | "back" | "pause" | "every" | "first" | "last" | "time"] | ["days", _]:
            return None
        case ["on" | "off" | "want" as turn, kind]:
            return partial(planner.switch, kind=Kind(kind), on=turn != "off")
        case ["days" | "day", kind, days] if unmask(int(days)):
            return partial(_rule, planner, Kind(kind), partial(_on, unmask(int(days))))
        case ["pause", length] if length in PAUSES:
            return partial(_pause, planner, length)
        case [name, number] if name in _RULES:
            kind, changed = _RULES[name]
            return partial(_rule, planner, kind, partial(changed, int(number)))
        case ["resume"]:
            return planner.resume
    raise ValueError(f"no button carries {steps}")


def _rule(planner: Planner, kind: Kind, changed: Callable[[Rule], Rule], plan: Plan) -> Plan:
    return planner.change(plan, kind, changed(plan.reminders[kind].rule))


def _pause(planner: Planner, length: str, plan: Plan) -> Plan:
    return planner.pause(plan, pause_end(length, plan, planner.now).astimezone(UTC))


def _on(days: frozenset[int], rule: Rule) -> Rule:
    return Rule(rule.first, rule.last, rule.every, days)


def _often(every: int, rule: Rule) -> Rule:
    """What came once a day comes for half a day."""
    later = rule.first.replace(hour=(rule.first.hour + _HALF_A_DAY) % 24)
    return Rule(rule.first, later if rule.first == rule.last else rule.last, every, rule.days)


def _from(minute: int, rule: Rule) -> Rule:
    return _window(at_minute(minute), rule.last, rule)


def _to(minute: int, rule: Rule) -> Rule:
    return _window(rule.first, at_minute(minute), rule)


def _at(minute: int, rule: Rule) -> Rule:
    return _window(at_minute(minute), at_minute(minute), rule)


def _window(first: time, last: time, rule: Rule) -> Rule:
    often = rule.every or DEFAULTS[Kind.HYDRATION].every
    return Rule(first, last, 0 if first == last else often, rule.days)


_RULES: Mapping[str, tuple[Kind, Callable[[int, Rule], Rule]]] = MappingProxyType(
    {
        "every": (Kind.HYDRATION, _often),
        "first": (Kind.HYDRATION, _from),
        "last": (Kind.HYDRATION, _to),
        "time": (Kind.STRETCH, _at),
    }
)
