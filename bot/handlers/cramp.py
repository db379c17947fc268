"""A cramp right now: what to do, the countdown, what comes after it, and a warning at ten minutes."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import cast

from telegram import Message, Update

from bot.conversation.acts import Cramping, Warned, latest
from bot.conversation.after_alarm import TOO_LONG, OfCramp, Passed, StillThere
from bot.handlers.context import BotApplication, Context, Outcome, Spoken
from bot.handlers.countdowns import Guide
from bot.handlers.deliver import acknowledge, has_picture, send, send_into
from bot.handlers.pictures import send_instead, send_with_pictures
from bot.handlers.routine import halt, lead, show
from bot.knowledge import Entry, Knowledge
from bot.matching import Urgent
from bot.views.alarms import raised_screen
from bot.views.cramp import (
    STOPPING,
    CrampTap,
    asked_screen,
    first_urgent,
    help_screen,
    interrupted_screen,
    long_screen,
    overdue_screen,
    passed_screen,
    running_screen,
    still_screen,
)
from bot.views.screen import Screen, target
from bot.views.welcome import UNKNOWN_COMMAND

_LATE = timedelta(hours=1)
"""From then on whoever had the cramp knows better than the bot whether it is there."""
_LEASE = timedelta(minutes=2)
"""How long one process has to say it, before another one tries."""
_A_MOMENT = 1.0
"""Seconds."""
LOOKED_EVERY = timedelta(minutes=1)
"""How often it is looked for what a process has left that ended."""


async def _watched_since(context: Context, chat: int) -> datetime | None:
    """When the cramp began that is looked after in a chat, if one is."""
    due = await context.watched.of(chat)
    start = due - TOO_LONG if due else None
    return start if start and context.now() - start < TOO_LONG else None


async def watch(context: Context, to: Message, cramping: Cramping) -> None:
    """Look after a cramp that has just been told of, or is known already."""
    due = cramping.began + TOO_LONG
    await context.watched.put(to.chat_id, due)
    application = cast("BotApplication", context.application)
    context.watches.begin(to.chat_id, due, partial(_wait, application, to.chat_id, due, to))


async def resume(application: BotApplication) -> None:
    """Go on with what this process or another one looked after when it ended."""
    services = application.bot_data
    for chat, due in await services.watched.all():
        is_known = latest(await services.acts.find(chat), Cramping) is not None
        if not is_known and services.now() < due + _LATE:
            await services.acts.note(chat, Cramping(due - TOO_LONG, watched=True))
        services.watches.begin(chat, due, partial(_wait, application, chat, due))


async def _wait(application: BotApplication, chat: int, due: datetime, to: Message | None = None) -> None:
    services = application.bot_data
    left = (due - services.now()).total_seconds()
    if left > 0:
        await services.sleep(left)
    while not application.running:  # It has hardly begun; later it waits for what it does before it stops.
        await services.sleep(_A_MOMENT)
    application.create_task(_warn(Context(application), chat, due, to), name="ten minutes")


async def _warn(context: Context, chat: int, due: datetime, to: Message | None) -> None:
    """Say what is urgent, unless the cramp has passed, or that was said."""
    now = context.now()
    lease = now + _LEASE
    if not await context.watched.claim(chat, due, lease):
        return
    found = latest(await context.acts.find(chat), Cramping) or Cramping(due - TOO_LONG)
    is_another = found.began > due - TOO_LONG
    if not (is_another or found.warned) and now - due < _LATE:
        told = replace(found, warned=True, asked=True, watched=True)
        await context.acts.note(chat, *warning(context.knowledge), told)
        await halt(context, chat)
        screen = overdue_screen(context.knowledge)
        if to:
            await send(to, screen)
        else:
            await send_into(context.bot, chat, screen, (await context.store.plan(chat)).topic)
    await context.watched.release(chat, lease)


def warning(knowledge: Knowledge) -> tuple[Warned, ...]:
    """What has been warned of by saying that it goes on for too long."""
    urgent = first_urgent(knowledge)
    return (Warned(urgent.id),) if urgent else ()


async def cramp(update: Update, context: Context) -> None:
    """/cramp; when the words behind it tell of something serious, that comes first."""
    message, knowledge = update.effective_message, context.knowledge
    entry = knowledge.entries.get(STOPPING)
    if message is None:
        return
    if entry is None:
        await send(message, UNKNOWN_COMMAND)
        return
    words = " ".join(context.args or ())
    reply = context.matcher.reply(words) if words else None
    urgent = reply.entry if isinstance(reply, Urgent) else None
    serious = raised_screen(knowledge, reply) if isinstance(reply, Urgent) else None
    await send_with_pictures(context, message, serious or help_screen(knowledge, entry))
    context.tally.count(Outcome.OPENED, entry.id)
    await context.acts.tell(message.chat_id, entry)
    if urgent:
        await context.acts.note(message.chat_id, Warned(urgent.id))
    else:
        await begin(context, message)


async def begin(context: Context, to: Message) -> Cramping:
    """Note that a cramp is there, and look after it: at ten minutes the urgent advice comes by itself.

    One that is already known began when it began.
    """
    found = latest(await context.acts.find(to.chat_id), Cramping)
    known = found if found and context.now() - found.began < TOO_LONG else None
    began = known.began if known else await _watched_since(context, to.chat_id)
    cramping = replace(
        known or Cramping(began or context.now().replace(microsecond=0)), asked=False, watched=True
    )
    if known is None or not known.watched:
        await watch(context, to, cramping)
    await context.acts.note(to.chat_id, cramping)
    return cramping


async def answered(context: Context, message: Message, meaning: OfCramp) -> Spoken | None:
    """What to say to somebody who tells, in words, how it goes."""
    knowledge, entry = context.knowledge, context.knowledge.entries.get(STOPPING)
    if entry is None:
        return None
    await halt(context, message.chat_id)  # a countdown for what is over, or begins anew
    cramping = replace(meaning.cramping, asked=True)
    match meaning:
        case Passed():
            await _over(context, message.chat_id)
            return Spoken((passed_screen(knowledge, entry),))
        case StillThere(too_long=True):
            await context.watched.drop(message.chat_id)
            told = replace(cramping, warned=True)
            return Spoken((overdue_screen(knowledge),), (*warning(knowledge), told))
        case StillThere():
            return Spoken((still_screen(),), (await begin(context, message),))
    return Spoken((asked_screen(),), (cramping,))


async def _over(context: Context, chat: int) -> None:
    """The cramp is over, and a warning that it went on for too long with it."""
    await context.watched.drop(chat)
    acts = await context.acts.find(chat)
    cramping = latest(acts, Cramping)
    if cramping:
        await context.acts.forget(chat, cramping)
    warned = latest(acts, Warned)
    if warned and cramping and cramping.warned:
        await context.acts.forget(chat, warned)


async def tap(update: Update, context: Context) -> None:
    """Another screen in the place of the message, or the countdown; all of it also after a restart."""
    query, entry = update.callback_query, context.knowledge.entries.get(STOPPING)
    if query is None:
        return
    turn, message = target(query.data or ""), query.message
    if turn == CrampTap.START and entry:
        if isinstance(message, Message):
            await begin(context, message)
        await lead(update, context, _guide(context, entry))
        return
    if message and entry:
        turn = await _noted(context, message.chat.id, turn)
    screen = _screen(context.knowledge, entry, turn) if entry else None
    if screen and message:
        await context.sessions.end(message.chat.id, message.message_id)
    if (
        turn in {CrampTap.LONG, CrampTap.OVERDUE}
        and screen
        and isinstance(message, Message)
        and has_picture(message)
    ):
        await acknowledge(query)  # No picture stands above what is urgent.
        await send_instead(context, message.reply_to_message or message, message.message_id, screen)
    else:
        await show(context.bot, query, screen)


async def _noted(context: Context, chat: int, turn: str) -> str:
    """Remember what a tap says of the cramp; "still there" after ten minutes is "for too long"."""
    if turn == CrampTap.PASSED:
        await _over(context, chat)
        return turn
    found = latest(await context.acts.find(chat), Cramping)
    if found is None:
        return turn
    if turn == CrampTap.STILL and context.now() - found.began >= TOO_LONG:
        turn = CrampTap.OVERDUE
    warned = found.warned or turn in {CrampTap.LONG, CrampTap.OVERDUE}
    if warned:
        await context.watched.drop(chat)
    await context.acts.note(chat, replace(found, asked=True, warned=warned))
    return turn


def _screen(knowledge: Knowledge, entry: Entry, turn: str) -> Screen | None:
    match turn:
        case CrampTap.ASK:
            return asked_screen()
        case CrampTap.PASSED:
            return passed_screen(knowledge, entry)
        case CrampTap.STILL:
            return still_screen()
        case CrampTap.LONG:
            return long_screen(knowledge)
        case CrampTap.OVERDUE:
            return overdue_screen(knowledge)
    return None


def _guide(context: Context, entry: Entry) -> Guide:
    async def finish(chat: int) -> Screen:
        found = latest(await context.acts.find(chat), Cramping)
        if found:
            await context.acts.note(chat, replace(found, asked=True))
        return asked_screen()

    return Guide(partial(running_screen, entry), lambda _: interrupted_screen(), finish)
