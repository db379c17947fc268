"""A cramp right now: what to do, a countdown for the stretch, and what comes after it."""

from functools import partial

from telegram import Message, Update

from bot.handlers.chat_memory import Outcome
from bot.handlers.context import Context, Services
from bot.handlers.countdowns import Guide
from bot.handlers.deliver import acknowledge, has_picture, send
from bot.handlers.pictures import send_instead, send_with_pictures
from bot.handlers.routine import lead, show
from bot.knowledge import Entry, Knowledge
from bot.matching import Urgent
from bot.views.answers import alarm_screen
from bot.views.buttons import target
from bot.views.cramp import (
    STOPPING,
    CrampTap,
    asked_screen,
    help_screen,
    interrupted_screen,
    long_screen,
    passed_screen,
    running_screen,
    still_screen,
)
from bot.views.screen import Screen
from bot.views.welcome import UNKNOWN_COMMAND


async def cramp(services: Services, update: Update, context: Context) -> None:
    """/cramp; when the words behind it tell of something serious, that comes first."""
    message, knowledge = update.effective_message, services.knowledge
    entry = knowledge.entries.get(STOPPING)
    if message is None:
        return
    if entry is None:
        await send(message, UNKNOWN_COMMAND)
        return
    words = " ".join(context.args or ())
    reply = services.matcher.reply(words) if words else None
    serious = alarm_screen(knowledge, reply.entry) if isinstance(reply, Urgent) else None
    await send_with_pictures(services, message, serious or help_screen(knowledge, entry))
    await services.last_topic.remember(message.chat_id, entry)
    services.tally.count(Outcome.OPENED, entry.id)


async def tap(services: Services, update: Update, context: Context) -> None:
    """Another screen in the place of the message, or the countdown; all of it also after a restart."""
    query, entry = update.callback_query, services.knowledge.entries.get(STOPPING)
    if query is None:
        return
    turn = target(query.data or "")
    if turn == CrampTap.START and entry:
        await lead(services, update, context, _guide(entry))
        return
    message = query.message
    screen = _screen(services.knowledge, entry, turn) if entry else None
    if screen and message:
        await services.sessions.end(message.chat.id, message.message_id)
    if turn == CrampTap.LONG and screen and isinstance(message, Message) and has_picture(message):
        await acknowledge(query)  # No picture stands above what is urgent.
        await send_instead(services, message.reply_to_message or message, message.message_id, screen)
    else:
        await show(context.bot, query, screen)


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
    return None


def _guide(entry: Entry) -> Guide:
    async def finish(_: int) -> Screen:
        return asked_screen()

    return Guide(partial(running_screen, entry), lambda _: interrupted_screen(), finish)
