"""What is typed after a change: corrected, moved, taken back, accepted."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time
from functools import partial
from typing import TypeAlias

from telegram import Message

from bot.conversation.acts import Changed
from bot.conversation.after_change import (
    Accepted,
    Corrected,
    Correction,
    OfChange,
    OtherGoal,
    OtherKind,
    OtherPace,
    Rejected,
    Shifted,
    TakenBack,
    Tweaked,
)
from bot.conversation.tweaks import Tweak
from bot.conversation.wordings import Edge, Move
from bot.handlers import goals
from bot.handlers.context import Context, Spoken, changing
from bot.handlers.groups import may_set
from bot.handlers.panel import change, restore, tell_limits
from bot.handlers.reminded import uncount, wake
from bot.reminders.kinds import WATER, Kind
from bot.reminders.plan import Plan
from bot.reminders.times import INTERVALS, Rule, apart
from bot.views import welcome
from bot.views.intents import how_to_change
from bot.views.reminder import reminder_screen
from bot.views.replies import accepted_screen, no_pace_screen, wrong_screen
from bot.views.screen import Action, Screen, Tap, due_of
from bot.views.undo import undo_row
from bot.views.wishes import CHANGED_SINCE, set_screen
from bot.views.wording import coming
from bot.zones import zone_beside

_DAY = 24 * 60
_Changing: TypeAlias = Corrected | Shifted | OtherPace | OtherGoal | Tweaked | OtherKind | TakenBack
RuleChange: TypeAlias = Callable[[Rule], Rule]


async def answer(context: Context, message: Message, meaning: OfChange) -> Spoken | None:
    """Do what is meant; None if that turns out to mean something else."""
    match meaning:
        case Accepted(thanked=thanked):
            plan = await context.store.plan(message.chat_id)
            following = coming(plan, plan.on, context.now())
            return Spoken((accepted_screen(following, thanked=thanked),))
        case Rejected(changed=changed):
            return Spoken((wrong_screen(undo_row(changed.undo)),), (changed,))
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return Spoken((welcome.ADMINS_ONLY,))
    return await _changed(context, message, meaning)


async def _changed(context: Context, message: Message, meaning: _Changing) -> Spoken | None:
    match meaning:
        case TakenBack(changed=changed):
            return await _taken_back(context, message, changed)
        case OtherGoal(wish=wish):
            return await goals.wished(context, message, wish)
        case Tweaked(kind=kind, tweak=tweak):
            return await tweaked(context, message, kind, tweak)
        case OtherKind():
            return await _other_kind(context, message, meaning)
    return await _other_rule(context, message, meaning)


async def _other_rule(context: Context, message: Message, meaning: Corrected | Shifted | OtherPace) -> Spoken:
    match meaning:
        case Corrected(kind=kind, wish=wish, bare=True) if await _comes_often(context, message, kind):
            every = 60 * (wish.first.hour % 12) if wish.first else 0
            if every in INTERVALS:  # "Oh wait, three": of what comes every few hours, how many.
                return await change_rule(context, message, kind, lambda rule: replace(rule, every=every))
            return Spoken((how_to_change(kind),), (Changed("", kind),))
        case Corrected(kind=kind, wish=wish):
            return await change_rule(context, message, kind, wish.rule)
        case Shifted(kind=kind, by=by):
            return await change_rule(context, message, kind, partial(shifted, by))
    plan = await context.store.plan(message.chat_id)
    rule = paced(plan.reminders[meaning.kind].rule, more=meaning.more)
    if rule is None:
        screen = no_pace_screen(meaning.kind, plan, more=meaning.more)
        return Spoken((screen,), (Changed("", meaning.kind),))
    return await change_rule(context, message, meaning.kind, lambda _: rule)


async def _comes_often(context: Context, message: Message, kind: Kind) -> bool:
    rule = (await context.store.plan(message.chat_id)).reminders[kind].rule
    return rule.first != rule.last


async def tweaked(context: Context, message: Message, kind: Kind, tweak: Tweak) -> Spoken | None:
    """Change a rule a little; None where it has nothing of the sort to change."""
    plan = await context.store.plan(message.chat_id)
    rule = tweak(plan.reminders[kind].rule) if plan.reminders[kind].on else None
    return await change_rule(context, message, kind, lambda _: rule) if rule else None


async def _other_kind(context: Context, message: Message, meaning: OtherKind) -> Spoken | None:
    """Take the change back, and make it for the other kind; None where the other cannot be like that."""
    plan = await context.store.plan(message.chat_id)
    was = meaning.changed.kind
    rule = plan.reminders[was].rule if was and plan.reminders[was].on else None
    is_once = rule is not None and rule.first == rule.last
    undone = (
        await _taken_back(context, message, meaning.changed)
        if rule and (is_once or meaning.kind is WATER)
        else None
    )
    if rule is None or undone is None:
        return None
    return await change_rule(context, message, meaning.kind, lambda _: rule)


async def change_rule(context: Context, message: Message, kind: Kind, changed: RuleChange) -> Spoken:
    """Give one kind another rule, and switch it on."""
    planner = context.planner()

    def wanted(plan: Plan) -> Plan:
        place = zone_beside(message.text or "", planner.now) if plan.zone is None else None
        plan = planner.move(plan, place) if place else plan
        plan = plan if plan.reminders[kind].on else planner.switch(plan, kind, on=True)
        return planner.change(plan, kind, changed(plan.reminders[kind].rule))

    before, after = await change(context, message, wanted)
    if after.zone is None:
        await context.asked.remember(message.chat_id)
    await tell_limits(context, message, after)
    screen = set_screen(kind, before, after, planner.now)
    return changing(screen, kind, zone_asked=after.zone is None)


async def _taken_back(context: Context, message: Message, changed: Changed) -> Spoken | None:
    if changed.undo.startswith(f"{Action.UNDO.value}:"):
        try:
            screen = await restore(context, message.chat_id, changed.undo)
        except ValueError:
            return None
        await context.acts.forget(message.chat_id, changed)
        return Spoken((screen or Screen(CHANGED_SINCE),))
    due = due_of(changed.undo, context.now())
    if due is None:
        return None
    await context.acts.forget(message.chat_id, changed)
    if changed.undo.startswith(f"{Tap.AWAKE}:"):
        await wake(context, message.chat_id, due)
    else:
        await uncount(context, message.chat_id, due)
    return Spoken((reminder_screen(due.kind, due.at),))


def all_of(changes: Sequence[Correction], rule: Rule) -> Rule | None:
    """The rule with all of these changes, one after the other; None where one of them has no place in it."""
    changed: Rule | None = rule
    for each in changes:
        changed = _with(each, changed) if changed else None
    return changed


def _with(correction: Correction, rule: Rule) -> Rule | None:
    match correction:
        case Corrected(wish=wish, bare=bare):
            return None if bare and rule.first != rule.last else wish.rule(rule)
        case Shifted(by=by):
            return shifted(by, rule)
        case OtherPace(more=more):
            return paced(rule, more=more)
        case Tweaked(tweak=tweak):
            return tweak(rule)


def shifted(by: Move, rule: Rule) -> Rule:
    """The same rule with one end of the day, or both, so much later; a single time has no ends."""
    is_single = rule.first == rule.last
    first = rule.first if by.edge is Edge.LAST and not is_single else _later(rule.first, by.minutes)
    last = rule.last if by.edge is Edge.FIRST and not is_single else _later(rule.last, by.minutes)
    if first == last and not is_single:
        return rule
    every = rule.every if rule.every in INTERVALS or is_single else apart(first, last)
    return replace(rule, first=first, last=last, every=every)


def paced(rule: Rule, *, more: bool) -> Rule | None:
    """The next shorter or longer interval that is offered; None if there is none, or it comes once a day."""
    if not rule.every:
        return None
    others = [every for every in INTERVALS if (every < rule.every if more else every > rule.every)]
    if not others:
        return None
    return replace(rule, every=max(others) if more else min(others))


def _later(at: time, minutes: int) -> time:
    return time(*divmod((at.hour * 60 + at.minute + minutes) % _DAY, 60))
