"""Wishes about reminders in a person's own words, and the commands that are short for some."""

import re
from dataclasses import replace as replaced
from datetime import UTC
from functools import partial

from telegram import Message, Update

from bot.conversation.acts import Changed, Told, latest
from bot.conversation.refusing import Cannot
from bot.conversation.stopping import StopAsked, kinds_refused, loses, stop_asked
from bot.conversation.two_wishes import one_wish
from bot.conversation.wishing import kinds_in
from bot.conversation.wordings import in_other_words
from bot.conversation.words import plain
from bot.handlers import ending, other_wishes, proposals
from bot.handlers.context import Context, Spoken, changing
from bot.handlers.deliver import send
from bot.handlers.groups import may_set
from bot.handlers.panel import change, current, tell_limits
from bot.handlers.routine import halt
from bot.language import normalise
from bot.reminders.kinds import KINDS, Kind
from bot.reminders.plan import Plan, Planner
from bot.reminders.wishes import Doubt, Off, Pause, Resume, Set, Show, Wish, tells_all, understand
from bot.views import welcome
from bot.views.intents import how_to_change
from bot.views.other_wishes import WHICH_OF_BOTH, asked_screen, refused_screen
from bot.views.screen import Screen
from bot.views.wishes import NOTHING_ON, both_screen, granted_screen
from bot.views.wording import zone_of
from bot.zones import zone_beside

_OR = re.compile(r"\bor\b", re.IGNORECASE)
_TWISTS = re.compile(r"\b(?:shift|push|unless|by (?:\w+ )?(?:min|hour))", re.IGNORECASE)
"""Words after which the times that are named may not be those that are wanted."""
_PARTS = re.compile(r"\b(?:morning|noon|afternoon|evening|night|breakfast|lunch|dinner)\b")
_TWO = 2
"""Times a day that a rule has room for, if they are no series."""
_UNDO = frozenset({"undo", "undo it", "undo that", "undo please", "please undo"})
"""Nothing else can be meant, not even Ondo in Nigeria."""


async def wished(  # noqa: PLR0911 - one for each way in which it cannot be
    context: Context, message: Message, text: str
) -> Spoken | None:
    """What has come of the wish in a message; None if there is none in it."""
    if normalise(text) in _UNDO:
        return Spoken((welcome.UNDO_BY_BUTTON,))
    text = in_other_words(text)
    wish = understand(text, context.now())
    if wish is None or wish == Show(Doubt.TIMES):
        text = one_wish(text, context.now()) or text
    if understand(text, context.now()) is None:  # Most messages are questions, and need no plan.
        return None
    plan = await context.store.plan(message.chat_id)
    wish = understand(text, context.now().astimezone(zone_of(plan)))
    if wish is None or (isinstance(wish, Show) and stop_asked(plain(text))):
        return None
    if isinstance(wish, Pause) and len(plan.on) > 1 and len(kinds_in(text)) == 1:
        return Spoken((refused_screen(Cannot.ONE_PAUSE),))
    refused = kinds_refused(plain(text)) if wish == Off() else ()
    if len(refused) == 1 and refused[0] in plan.on:
        return await ending.stopped(context, message, StopAsked(refused))
    doubted = await _doubted(context, message, text, wish, plan)
    if doubted:
        return doubted
    if isinstance(wish, Set) and wish.guessed and not wish.every:
        read_of = await _read_of(context, message.chat_id)
        if len(plan.on) == len(KINDS) and read_of is None:
            return Spoken((asked_screen(WHICH_OF_BOTH),))
        wish = replaced(wish, kind=read_of, guessed=False) if read_of else wish
    place = zone_beside(text, context.now()) if plan.zone is None and isinstance(wish, Set) else None
    screen = await _grant(context, message, wish, plan, place)
    meant = _meant(wish, plan)
    named = kinds_in(text) if wish == Show(Doubt.TIMES) else []
    kind = meant.kind if isinstance(meant, Set | Off) else named[0] if len(named) == 1 else None
    return changing(screen, kind, zone_asked=plan.zone is None and place is None)


async def _doubted(context: Context, message: Message, text: str, wish: Wish, plan: Plan) -> Spoken | None:
    """What to ask about a wish of which something may get lost; None where nothing can."""
    named = kinds_in(text)
    if wish == Show(Doubt.TIMES) and named:
        return proposals.offered(context, text, named[0], plan)
    if not isinstance(wish, Set):
        return None
    if plan.on and loses(plain(text)):
        return await ending.which(context, message)
    # "At 18 I run, so before that": a number has no place in the rule.
    is_clear = tells_all(wish, text) and not _is_open(wish, text)
    return None if is_clear else _asked(context, text, wish.kind, plan)


def _is_open(wish: Set, text: str) -> bool:
    if wish.times_unsaid and _OR.search(text):
        return True
    return _TWISTS.search(text) is not None or len(set(_PARTS.findall(text.lower()))) > _TWO


def _asked(context: Context, text: str, kind: Kind, plan: Plan) -> Spoken:
    """What somebody may want who tells more than a rule has room for, or else how to say it."""
    offered = proposals.offered(context, text, kind, plan)
    return offered or Spoken((how_to_change(kind),), (Changed("", kind),))


async def both(context: Context, message: Message, pair: tuple[str, str]) -> Spoken | None:
    """What has come of two wishes in one message, one for each kind; they are taken back together."""
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return Spoken((welcome.ADMINS_ONLY,))
    before = await context.store.plan(message.chat_id)
    for part in pair:
        done = await other_wishes.wished(context, message, part)
        if done is None and await wished(context, message, part) is None:
            return None
    after = await context.store.plan(message.chat_id)
    return changing(both_screen(before, after, context.now()), None, zone_asked=after.zone is None)


async def _read_of(context: Context, chat: int) -> Kind | None:
    """The kind of reminder that goes with what a chat has just read."""
    told = latest(await context.acts.find(chat), Told)
    return next((kind for kind in KINDS.values() if told and told.entry in kind.entries), None)


async def stop(update: Update, context: Context) -> None:
    """/stop."""
    message = update.effective_message
    if message:
        plan = await context.store.plan(message.chat_id)
        await send(message, await _grant(context, message, Off(), plan))


async def resume(update: Update, context: Context) -> None:
    """/resume: the end of a pause."""
    message = update.effective_message
    if message:
        plan = await context.store.plan(message.chat_id)
        screen = await _grant(context, message, Resume(), plan)
        await send(message, screen if plan.on else NOTHING_ON)


async def pause(update: Update, context: Context) -> None:
    """/pause, /pause 3 days, /pause till monday."""
    message = update.effective_message
    if message is None or message.text is None:
        return
    plan = await context.store.plan(message.chat_id)
    _, *length = message.text.split(maxsplit=1)
    wish = understand(" ".join(["pause", *length]), context.now().astimezone(zone_of(plan)))
    if not isinstance(wish, Pause | Show):
        wish = Show(Doubt.LENGTH)
    screen = await _grant(context, message, wish, plan)
    await send(message, screen if plan.on else NOTHING_ON)


async def _grant(
    context: Context, message: Message, wish: Wish, plan: Plan, place: str | None = None
) -> Screen:
    """What has come of a wish; `place` is the zone that was named beside it."""
    if wish == Off():  # All at once, and the counting of a stretch, however it was said.
        await halt(context, message.chat_id)
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return welcome.ADMINS_ONLY
    planner = context.planner()
    if isinstance(wish, Show):
        return granted_screen(wish, plan, await current(context, message), planner.now)
    wish = _meant(wish, plan)
    before, after = await change(context, message, partial(_granted, planner, wish, place))
    if isinstance(wish, Set) and after.zone is None:
        await context.asked.remember(message.chat_id)
    await tell_limits(context, message, after)
    return granted_screen(wish, before, after, planner.now)


def _meant(wish: Wish, plan: Plan) -> Wish:
    """Where no kind was named, the one that is on is meant; but only a glass comes every few hours."""
    if isinstance(wish, Set) and wish.guessed and not wish.every and len(plan.on) == 1:
        return replaced(wish, kind=plan.on[0])
    return wish


def _granted(planner: Planner, wish: Wish, place: str | None, plan: Plan) -> Plan:
    plan = planner.move(plan, zone=place) if place else plan
    match wish:
        case Set(kind=kind):
            # What is on already may be paused, and stays so.
            plan = plan if plan.reminders[kind].on else planner.switch(plan, kind, on=True)
            return planner.change(plan, kind, wish.rule(plan.reminders[kind].rule))
        case Off(kind=None):
            return planner.stop(plan)
        case Off(kind=kind) if kind:
            return planner.switch(plan, kind, on=False)
        case Pause(until=until) if plan.on:
            return planner.pause(plan, until.astimezone(UTC))
        case Resume():
            return planner.resume(plan)
    return plan
