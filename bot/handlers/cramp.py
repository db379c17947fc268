"""A cramp right now: what to do, a countdown for the stretch, and what comes after it."""

from dataclasses import replace
from functools import partial

from telegram import Message, Update

from bot.conversation.acts import Cramping, Warned, latest
from bot.conversation.after_alarm import TOO_LONG, OfCramp, Passed, StillThere
from bot.handlers import cramp_watch
from bot.handlers.context import Context, Outcome, Spoken
from bot.handlers.countdowns import Guide
from bot.handlers.deliver import acknowledge, has_picture, send
from bot.handlers.pictures import send_instead, send_with_pictures
from bot.handlers.routine import halt, lead, show
from bot.knowledge import Entry, Knowledge
from bot.matching import Urgent
from bot.views.answers import alarm_screen
from bot.views.cramp import (
    STOPPING,
    CrampTap,
    asked_screen,
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
    serious = alarm_screen(knowledge, urgent) if urgent else None
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
    began = known.began if known else await cramp_watch.began(context, to.chat_id)
    cramping = replace(
        known or Cramping(began or context.now().replace(microsecond=0)), asked=False, watched=True
    )
    if known is None or not known.watched:
        await cramp_watch.watch(context, to, cramping)
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
            return Spoken((overdue_screen(knowledge),), (*cramp_watch.warning(knowledge), told))
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
