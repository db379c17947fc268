"""The panel of reminders, its steps, and undo."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial
from types import MappingProxyType

from telegram import Message, Update

from bot.handlers.context import Context
from bot.handlers.deliver import acknowledge, replace_screen, send, topic_of
from bot.handlers.groups import may_set, tapped
from bot.handlers.reached import rest_if_reached
from bot.reminders.kinds import STRETCH, WATER, Counted, Kind
from bot.reminders.plan import Change, Plan, Planner
from bot.reminders.times import INTERVALS, Rule
from bot.views import panel, welcome
from bot.views.other_wishes import glasses, goal_screen
from bot.views.panel import GOALS, PAUSES, at_minute, panel_screen, pause_end, unmask
from bot.views.replies import rested_screen
from bot.views.screen import Screen, fields, kind_of, number
from bot.views.undo import read_undo
from bot.views.wishes import CHANGED_SINCE, LIMITS, off_screen, stopped_screen, undone_screen
from bot.views.zone import zone_screen


async def change(context: Context, by: Message, wanted: Change) -> tuple[Plan, Plan]:
    """Apply a change that a message makes in its chat; returns the plan before and after.

    A chat that comes back starts with all off. Reminders come in the topic where they were set up.
    """
    planner = context.planner()

    def changed(plan: Plan) -> Plan:
        plan = planner.welcome_back(plan) if plan.unreachable else plan
        after = wanted(plan)
        return replace(after, topic=topic_of(by)) if after.sets_up(plan) else after

    return await context.store.change(by.chat_id, changed)


async def current(context: Context, to: Message) -> Plan:
    """The plan to show in a chat: that of one that comes back has all off."""
    plan = await context.store.plan(to.chat_id)
    return (await change(context, to, lambda plan: plan))[1] if plan.unreachable else plan


async def tell_limits(context: Context, to: Message, plan: Plan) -> None:
    """Warn once who must not use drink reminders, nor a goal; after a failure, repeat rather than skip."""
    limited = [reminder for kind, reminder in plan.reminders.items() if kind.limited]
    if plan.told_limits or not any(each.goal or (each.on and plan.zone) for each in limited):
        return
    await send(to, LIMITS)
    await context.store.change(plan.chat_id, lambda plan: replace(plan, told_limits=True))


_HALF_A_DAY = 12


def wanted(steps: list[str], planner: Planner) -> Change | None:
    """The change that a button makes, None if it only shows something.

    For what no button of ours carries, this or the change itself raises a ValueError.
    """
    match steps:
        case ["show" | "back" | "pause"] | ["every" | "first" | "last" | "time" | "days" | "goal", _]:
            return None
        case ["end", "all"] | ["resume"]:
            return planner.stop if steps[0] == "end" else planner.resume
        case ["on" | "off" | "want" | "end" as turn, kind]:
            return partial(planner.switch, kind=kind_of(kind), on=turn not in {"off", "end"})
        case ["days" | "day", kind, days] if unmask(number(days)):
            return partial(_rule, planner, kind_of(kind), partial(_on, unmask(number(days))))
        case ["pause", length] if length in PAUSES:
            return partial(_pause, planner, length)
    return _other_rule(steps, planner)


def _other_rule(steps: list[str], planner: Planner) -> Change:
    match steps:
        case ["rest", kind]:
            return partial(planner.rest, kind=kind_of(kind))
        case ["not-once", kind]:
            return partial(not_once, kind_of(kind))
        case ["goal", kind, times] if number(times) in GOALS or times == "0":
            return partial(planner.aim, kind=_counted(kind), goal=number(times) or None)
        case ["glass", kind, day, size] if goal := glasses(number(day), number(size)):
            return partial(planner.aim, kind=_counted(kind), goal=goal)
        case [name, kind, value] if name in _RULES:
            return _changed(planner, name, kind_of(kind), number(value))
    raise ValueError(f"no button carries {steps}")


def _counted(field: str) -> Kind:
    kind = kind_of(field)
    if not isinstance(kind.done, Counted):
        raise ValueError(f"{kind} is not counted")  # noqa: TRY004 - the field is wrong, not its type
    return kind


def not_once(kind: Kind, plan: Plan) -> Plan:
    """The plan without the single reminder of a kind that is to come."""
    reminder = replace(plan.reminders[kind], snoozed_until=None)
    return replace(plan, reminders={**plan.reminders, kind: reminder})


def steps_of(data: str) -> list[str]:
    """The steps that a button carries. Earlier ones did not name the one kind that had such a rule."""
    name, *rest = fields(data)
    if name in _RULES and (not rest or rest[0].isdigit()):
        rest.insert(0, (STRETCH if name == "time" else WATER).code)
    return [name, *rest]


def _changed(planner: Planner, name: str, kind: Kind, value: int) -> Change:
    usual = kind.default.every

    def changed(rule: Rule) -> Rule:
        often = rule.every if rule.every in INTERVALS else usual
        return _RULES[name](value, rule, often)

    return partial(_rule, planner, kind, changed)


def _rule(planner: Planner, kind: Kind, changed: Callable[[Rule], Rule], plan: Plan) -> Plan:
    return planner.change(plan, kind, changed(plan.reminders[kind].rule))


def _pause(planner: Planner, length: str, plan: Plan) -> Plan:
    return planner.pause(plan, pause_end(length, plan, planner.now).astimezone(UTC))


def _on(days: frozenset[int], rule: Rule) -> Rule:
    return replace(rule, days=days)


def _often(every: int, rule: Rule, _: int) -> Rule:
    """What came once a day comes for half a day."""
    later = rule.first.replace(hour=(rule.first.hour + _HALF_A_DAY) % 24)
    return replace(rule, last=later if rule.first == rule.last else rule.last, every=every)


def _from(minute: int, rule: Rule, often: int) -> Rule:
    return _window(at_minute(minute), rule.last, rule, often)


def _to(minute: int, rule: Rule, often: int) -> Rule:
    return _window(rule.first, at_minute(minute), rule, often)


def _at(minute: int, rule: Rule, often: int) -> Rule:
    return _window(at_minute(minute), at_minute(minute), rule, often)


def _window(first: time, last: time, rule: Rule, often: int) -> Rule:
    return replace(rule, first=first, last=last, every=0 if first == last else often)


_RULES: Mapping[str, Callable[[int, Rule, int], Rule]] = MappingProxyType(
    {"every": _often, "first": _from, "last": _to, "time": _at}
)
"""By what a button sets: the new rule from the value, the old rule, and how often it comes in a window."""
_ELSEWHERE = frozenset({"show", "want"})
"""What is tapped under other messages, which stay as they are."""
_MENUS: Mapping[str, Callable[[Plan, Kind], Screen]] = MappingProxyType(
    {
        "every": panel.every_menu,
        "first": panel.first_menu,
        "last": panel.last_menu,
        "time": panel.time_menu,
        "days": panel.days_menu,
        "goal": panel.goal_menu,
    }
)


async def reminders(update: Update, context: Context) -> None:
    """/reminders."""
    message = update.effective_message
    if message is None:
        return
    if not await may_set(context.bot, message.chat, message.from_user, message):
        await send(message, welcome.ADMINS_ONLY)
        return
    await send(message, panel_screen(await current(context, message), context.now()))


async def tap(update: Update, context: Context) -> None:
    """A button of the panel, of its menus, or one elsewhere that leads there."""
    query = update.callback_query
    message = await tapped(context, query) if query else None
    if query is None or message is None:
        return
    steps = steps_of(query.data or "")
    try:
        changing = wanted(steps, context.planner())
        if changing:
            before, plan = await change(context, message, changing)
            plan = await rest_if_reached(context, plan)
        else:
            before = plan = await current(context, message)
        screen = _ended(before, plan, steps, context.now()) or await _screen(context, plan, steps)
    except ValueError:
        await acknowledge(query, welcome.OLD_BUTTON)
        return
    await acknowledge(query)
    if steps[0] in _ELSEWHERE or not await replace_screen(
        context.bot, message.chat_id, message.message_id, screen
    ):
        await send(message, screen)
    await tell_limits(context, message, plan)


def _ended(before: Plan, after: Plan, steps: list[str], now: datetime) -> Screen | None:
    """What to say of reminders that were ended, or rest, elsewhere than in the panel."""
    match steps:
        case ["end", "all"]:
            return stopped_screen(before, after)
        case ["end", kind]:
            return off_screen(kind_of(kind), before, after)
        case ["rest", kind]:
            return rested_screen(kind_of(kind), before, after, now)
        case ["glass", kind, _, _]:
            return goal_screen(kind_of(kind), before, after, now)
    return None


async def _screen(context: Context, plan: Plan, steps: list[str]) -> Screen:
    match steps:
        case ["on" | "want", _] if plan.zone is None:
            await context.asked.remember(plan.chat_id)
            return zone_screen(plan)
        case ["day", kind, _]:
            return panel.days_menu(plan, kind_of(kind))
        case [name, kind] if name in _MENUS:
            return _MENUS[name](plan, kind_of(kind))
        case ["pause"]:
            return panel.pause_menu()
    await context.asked.forget(plan.chat_id)
    return panel_screen(plan, context.now())


async def undo(update: Update, context: Context) -> None:
    """Back to what was before, unless something else has been changed since."""
    query = update.callback_query
    message = await tapped(context, query) if query else None
    if query is None or message is None:
        return
    try:
        screen = await restore(context, message.chat_id, query.data or "")
    except ValueError:
        await acknowledge(query, welcome.OLD_BUTTON)
        return
    await acknowledge(query, None if screen else CHANGED_SINCE)
    if screen:
        await replace_screen(context.bot, message.chat_id, message.message_id, screen)


async def restore(context: Context, chat: int, undo: str) -> Screen | None:
    """Set the reminders back to what a button carries; None if something else has been changed since.

    A ValueError if no button of ours carries that.
    """
    back, planner = read_undo(undo), context.planner()

    def restored(plan: Plan) -> Plan:
        return back.restored(planner, plan) if back.fits(plan) else plan

    before, after = await context.store.change(chat, restored)
    if not back.fits(before):
        return None
    if after.on and after.zone is None:
        await context.asked.remember(chat)
    return undone_screen(before, after, planner.now)
