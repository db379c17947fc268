"""Wishes that are no rule for every day: done as they were meant, or refused by their name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

from telegram import Message

from bot.conversation.acts import Changed
from bot.conversation.after_change import WORDS
from bot.conversation.goals import Ends, Goal, NoGoal
from bot.conversation.refusing import Cannot
from bot.conversation.wishing import (
    Limited,
    OnceOnly,
    OtherWish,
    RestToday,
    Shift,
    Tempo,
    TimesADay,
    TwiceADay,
    other_wish,
)
from bot.conversation.wordings import NextOne, OnAgain, Overview
from bot.handlers import goals
from bot.handlers.change_replies import change_rule, paced, shifted
from bot.handlers.context import Context, Spoken, changing
from bot.handlers.groups import may_set
from bot.handlers.panel import change, tell_limits
from bot.reminders.kinds import KINDS, WATER, Kind
from bot.reminders.plan import Plan, Planner
from bot.reminders.times import INTERVALS, Rule, apart
from bot.reminders.wishes import End
from bot.views import welcome
from bot.views.other_wishes import (
    NOT_BESIDE,
    PASSED,
    WHAT_TO_REMIND,
    WHICH_KIND,
    asked_screen,
    limited_screen,
    next_screen,
    once_screen,
    refused_screen,
)
from bot.views.panel import offer, panel_screen
from bot.views.replies import no_pace_screen, rested_screen
from bot.views.screen import Screen
from bot.views.wishes import NOTHING_ON, ends_screen
from bot.views.wording import zone_of
from bot.views.zone import zone_screen

_WAKING = 12 * 60
_MOST_WORDS = 8
"""Of a time that is added to what was just set."""
_ASKS = re.compile(r"\?|\b(?:why|how|what|which|vs|versus|better|instead|not as well)\b", re.IGNORECASE)
"""Of what adds no time to those that there are."""


async def wished(context: Context, message: Message, text: str) -> Spoken | None:
    """What has come of such a wish, read with the time where the person lives; None if it is none."""
    plan = await context.store.plan(message.chat_id)
    wish = other_wish(text, context.now().astimezone(zone_of(plan)))
    if wish is None or (isinstance(wish, Shift | Tempo) and not plan.on):
        return None
    if isinstance(wish, TwiceADay) and len(wish.times) == 1 and wish.kind not in plan.on:
        return None  # "Stretch at ten, too" is the first time a day, and means the evening.
    if wish is Cannot.ONE_PAUSE and len(plan.on) < len(KINDS):
        return None  # What is to be paused is all that there is.
    if isinstance(wish, Cannot):
        return Spoken((refused_screen(wish),), (Changed("", plan.on[0]),) if len(plan.on) == 1 else ())
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return Spoken((welcome.ADMINS_ONLY,))
    return _looked(plan, context.now(), wish) or await _changed(context, message, plan, wish)


async def beside(context: Context, message: Message, text: str, changed: Changed) -> Spoken | None:
    """What has come of "in the morning too" and "at 8 and 21", which are about what was just changed."""
    word = next((word for kind, word in WORDS.items() if kind is changed.kind), "")
    is_short = len(text.split()) <= _MOST_WORDS and not _ASKS.search(text)
    wish = other_wish(f"{word} {text}", context.now()) if word and is_short else None
    if not isinstance(wish, TwiceADay) or wish.kind is not changed.kind:
        return None
    return await wished(context, message, f"{word} {text}")


def _looked(plan: Plan, now: datetime, wish: OtherWish) -> Spoken | None:
    match wish:
        case NextOne():
            return Spoken((next_screen(plan, now),))
        case Overview():
            return Spoken((panel_screen(plan, now),))
        case OnAgain() if plan.on:
            return Spoken((panel_screen(plan, now),))
        case OnAgain():
            return Spoken((Screen(NOTHING_ON.html, tuple((offer(kind),) for kind in KINDS.values())),))
        case Limited(wants=wants) if wants or WATER in plan.on:
            return Spoken((limited_screen(plan),))
    return None


async def _changed(context: Context, message: Message, plan: Plan, wish: OtherWish) -> Spoken | None:
    match wish:
        case Goal() | NoGoal():
            return await goals.wished(context, message, wish)
        case Ends(end=end):
            return await _ends(context, message, plan.on, end)
        case OnceOnly():
            return await _once(context, message, plan, wish)
        case RestToday(kind=kind):
            planner = context.planner()
            before, after = await change(context, message, partial(planner.rest, kind=kind))
            return changing(rested_screen(kind, before, after, planner.now), kind)
    return await _ruled(context, message, plan, wish)


async def _ruled(context: Context, message: Message, plan: Plan, wish: OtherWish) -> Spoken | None:
    match wish:
        case TwiceADay(kind=kind, times=times):
            if len(times) == 1 and _is_often(plan, kind):
                return Spoken((asked_screen(NOT_BESIDE),), (Changed("", kind),))
            return await change_rule(context, message, kind, partial(_twice, times))
        case TimesADay(times=times):
            return await change_rule(context, message, WATER, partial(_several, times))
    return await _moved(context, message, plan, wish) if isinstance(wish, Shift | Tempo) else None


async def _ends(context: Context, message: Message, kinds: Sequence[Kind], end: End) -> Spoken | None:
    if not kinds:
        return Spoken((NOTHING_ON,)) if end.day else None
    planner = context.planner()

    def ended(plan: Plan) -> Plan:
        for kind in kinds:
            plan = planner.change(plan, kind, replace(plan.reminders[kind].rule, until=end.day))
        return plan

    before, after = await change(context, message, ended)
    return changing(ends_screen(kinds, before, after, planner.now), kinds[0] if len(kinds) == 1 else None)


def _is_often(plan: Plan, kind: Kind) -> bool:
    """Whether one more time would have no place beside those that there are."""
    reminder = plan.reminders[kind]
    return reminder.on and reminder.rule.first != reminder.rule.last


async def _moved(context: Context, message: Message, plan: Plan, wish: Shift | Tempo) -> Spoken:
    kind = wish.kind or (plan.on[0] if len(plan.on) == 1 else None)
    if kind is None:
        return Spoken((asked_screen(WHICH_KIND),))
    if isinstance(wish, Shift):
        return await change_rule(context, message, kind, partial(shifted, wish.by))
    rule = paced(plan.reminders[kind].rule, more=wish.more)
    if rule is None:
        return Spoken((no_pace_screen(kind, plan, more=wish.more),), (Changed("", kind),))
    return await change_rule(context, message, kind, lambda _: rule)


async def _once(context: Context, message: Message, plan: Plan, wish: OnceOnly) -> Spoken:
    kind = wish.kind or (plan.on[0] if len(plan.on) == 1 else None)
    if kind is None:
        return Spoken((asked_screen(WHAT_TO_REMIND),))
    if plan.zone is None and wish.minutes is None:
        await context.asked.remember(message.chat_id)
        return Spoken((zone_screen(plan, "Then say it again, please: I have set nothing yet."),))
    planner = context.planner()
    at = _moment(wish, plan, kind, planner)
    if at <= planner.now:
        return Spoken((asked_screen(PASSED),))
    _, after = await change(context, message, lambda plan: planner.once(plan, kind, at))
    await tell_limits(context, message, after)
    return Spoken((once_screen(kind, after, planner.now),))


def _moment(wish: OnceOnly, plan: Plan, kind: Kind, planner: Planner) -> datetime:
    if wish.minutes is not None:
        return planner.now + timedelta(minutes=wish.minutes)
    zone = zone_of(plan)
    day = planner.now.astimezone(zone).date() + timedelta(days=wish.tomorrow)
    at = wish.at if wish.at is not None else plan.reminders[kind].rule.first
    return datetime.combine(day, at, zone).astimezone(UTC)


def _twice(times: tuple[time, ...], rule: Rule) -> Rule:
    """Two times a day, or one beside the single one that there is."""
    one_a_day = rule.first == rule.last
    named = sorted({*times, rule.first} if len(times) == 1 and one_a_day else set(times))
    first, last = named[0], named[-1]
    return replace(rule, first=first, last=last, every=apart(first, last) if first != last else 0)


def _several(times: int, rule: Rule) -> Rule:
    """So many times a day, from the first time on."""
    if times == 2:  # noqa: PLR2004 - two
        last = rule.last if rule.last != rule.first else _later(rule.first, _WAKING)
        return replace(rule, last=last, every=apart(rule.first, last))
    fitting = [every for every in INTERVALS if every * (times - 1) <= _WAKING]
    every = max(fitting, default=INTERVALS[0])
    return replace(rule, last=_later(rule.first, every * (times - 1)), every=every)


def _later(at: time, minutes: int) -> time:
    return time(*divmod((at.hour * 60 + at.minute + minutes) % (24 * 60), 60))
