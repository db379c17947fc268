"""The time zone: asked for once, and changed at any time."""

import re
from datetime import datetime
from functools import partial

from telegram import Message, Update
from telegram.constants import ChatType

from bot.handlers.context import Context
from bot.handlers.deliver import acknowledge, replace_screen, send
from bot.handlers.groups import may_set, tapped
from bot.handlers.panel import change, tell_limits
from bot.knowledge import Intent
from bot.language import normalise
from bot.matching import Answer, Reply
from bot.matching.follow_up import asks
from bot.views import welcome
from bot.views.panel import panel_screen
from bot.views.screen import Screen, target
from bot.views.zone import SHARE, choices_screen, clock_screen, retry_screen, zone_note, zone_screen
from bot.zones import (
    Choices,
    Found,
    Nothing,
    Relocated,
    Sure,
    Why,
    by_clock,
    by_location,
    find,
    is_zone,
    mentioned,
    moved,
    named,
)

_AHEAD = re.compile(r"([+-])([0-9]{1,3})")
_MOST_WORDS = 8
"""Of an answer to where somebody lives."""
_MOST_AMONG = 14
"""Of one that has a place among other words."""
_NO_PLACE = 3
"""Words up to which what is neither a known place nor a question was meant to be a place."""
_CRIES = frozenset({"help", "help me", "please help", "please help me", "help please", "help me please"})
_DIGIT = re.compile(r"[0-9]")
_POLITE = re.compile(r"\b(?:please|pls|plz|thanks|thank you|thx)\b", re.IGNORECASE)


async def location(update: Update, context: Context) -> None:
    """A shared location, of which only the zone is kept."""
    message = update.effective_message
    if message is None or message.location is None:
        return
    zone = by_location(message.location.latitude, message.location.longitude)
    if zone is None:
        await send(message, retry_screen(await context.store.plan(message.chat_id), Why.UNKNOWN))
        return
    for screen in await _settle(context, message, zone):
        await send(message, screen)


async def told(context: Context, message: Message, text: str, reply: Reply) -> tuple[Screen, ...]:
    """What to say to a place or a time in a message, if it is about that; `reply` is what else it may be."""
    said = moved(text)
    elsewhere = await _elsewhere(context, message, said) if said else ()
    return elsewhere or await _answered(context, message, text, reply)


async def _answered(context: Context, message: Message, text: str, reply: Reply) -> tuple[Screen, ...]:
    """What to say to a place or a time, if one was asked for."""
    is_told = not (text.rstrip().endswith("?") or asks(normalise(text)))
    is_open = is_told and await context.asked.is_open(message.chat_id)
    is_question = isinstance(reply, Answer) and not _is_of_place(reply)
    may_be_place = "?" not in text and len(text.split()) <= _MOST_WORDS
    is_short = len(text.split()) <= (_MOST_AMONG if is_open else _MOST_WORDS)
    is_other = _is_example(reply, text) if is_open else is_question or not may_be_place
    if not (is_told and is_short) or is_other:
        return ()
    plan = await context.store.plan(message.chat_id)
    # Who asks something at length and has been in Spain answers nothing.
    waits = (is_open or (plan.zone is None and plan.on)) and (may_be_place or not is_question)
    found = _found(context, text, may_be_place=may_be_place) if waits else None
    if found and not await may_set(context.bot, message.chat, message.from_user, message):
        is_place = is_open and not is_question and isinstance(found, Sure | Choices)
        return (welcome.ADMINS_ONLY,) if is_place else ()
    match found:
        case Sure(zone=zone):
            return await _settle(context, message, zone.name)
        case Choices() as choices:
            return (choices_screen(choices, context.now()),)
        case Nothing(why=why) if may_be_place and not is_question and _is_meant(text, why, is_open=is_open):
            return (retry_screen(plan, Why.NO_TIME if why is Why.UNKNOWN and _DIGIT.search(text) else why),)
    return ()


async def _elsewhere(context: Context, message: Message, said: Relocated) -> tuple[Screen, ...]:
    """What to say to somebody who is somewhere else now; nothing if they may mean something else."""
    plan = await context.store.plan(message.chat_id)
    if not (said.certain or plan.zone):
        return ()
    found = _found(context, said.place) if said.place else Nothing(Why.EMPTY)
    if isinstance(found, Nothing) and not said.certain:
        return ()
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return (welcome.ADMINS_ONLY,)
    if isinstance(found, Sure):
        return await _settle(context, message, found.zone.name)
    await context.asked.remember(message.chat_id)
    if isinstance(found, Choices):
        return (choices_screen(found, context.now()),)
    return (retry_screen(plan, found.why) if said.place else zone_screen(plan),)


def _is_meant(text: str, why: Why, *, is_open: bool) -> bool:
    """Whether what is no place was meant to be one, or a time: "my clock shows 21:40", but not "help"."""
    said = text.split()
    if normalise(text) in _CRIES:
        return False
    return len(said) <= _NO_PLACE or (is_open and why is Why.NOBODY)


def _is_of_place(answer: Answer) -> bool:
    """Whether a message that could be answered is about where somebody is, as the name of a city is."""
    return any(one.intents[:1] == (Intent.TRAVEL,) for one in answer.candidates[:1])


def _is_example(reply: Reply, text: str) -> bool:
    """Whether it is word for word how people ask, or thank: "merci" is no place then."""
    said = normalise(text)
    return isinstance(reply, Answer) and any(said == normalise(asked) for asked in reply.entry.questions)


async def tap(update: Update, context: Context) -> None:
    """A zone, or a way to find it."""
    query = update.callback_query
    message = await tapped(context, query) if query else None
    if query is None or message is None:
        return
    what, now = target(query.data or ""), context.now()
    found = _meant(what, now)
    if what == "share" and message.chat.type == ChatType.PRIVATE:
        shown = SHARE
    elif what == "clock":
        shown = clock_screen(now)
    elif what == "ask":
        shown = zone_screen(await context.store.plan(message.chat_id))
    elif isinstance(found, Choices):
        shown = choices_screen(found, now)
    elif isinstance(found, Sure):
        await acknowledge(query)
        await _take(context, message, found.zone.name)
        return
    else:
        await acknowledge(query, welcome.OLD_BUTTON)
        return
    await context.asked.remember(message.chat_id)
    await acknowledge(query)
    if not await replace_screen(context.bot, message.chat_id, message.message_id, shown):
        await send(message, shown)


def _meant(what: str, now: datetime) -> Found:
    """The zone of a button: its name, or how many minutes it is ahead of UTC."""
    if ahead := _AHEAD.fullmatch(what):
        hours, minutes = divmod(int(ahead[2]), 60)
        return find(f"UTC{ahead[1]}{hours}:{minutes:02}", now)
    return Sure(named(what)) if is_zone(what) else Nothing(Why.UNKNOWN)


async def _take(context: Context, message: Message, zone: str) -> None:
    """The panel takes the place of the question; the note comes under it, and takes away the key."""
    note, panel = await _settle(context, message, zone)
    if not await replace_screen(context.bot, message.chat_id, message.message_id, panel):
        await send(message, panel)
    await send(message, note)


async def _settle(context: Context, to: Message, zone: str) -> tuple[Screen, Screen]:
    """Keep a zone; returns a note that says so, and the panel."""
    planner = context.planner()
    _, plan = await change(context, to, partial(planner.move, zone=zone))
    await context.asked.forget(to.chat_id)
    await tell_limits(context, to, plan)
    return zone_note(plan, planner.now), panel_screen(plan, planner.now)


def _found(context: Context, text: str, *, may_be_place: bool = True) -> Found:
    """A time on a clock, or else a place; `may_be_place` if there is little else in it."""
    text = _POLITE.sub(" ", text)
    among = mentioned(text, context.now())
    if not may_be_place:
        return among
    at_the_clock = by_clock(text, context.now())
    if at_the_clock != Nothing(Why.NO_TIME):
        return among if isinstance(among, Sure) else at_the_clock
    found = find(text, context.now())
    is_clearer = isinstance(among, Sure) or isinstance(found, Nothing)
    return among if is_clearer and not isinstance(found, Sure) else found
