"""The first steps, help, and what happens when a handler fails."""

import asyncio
import logging

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.delivery.failures import GivenUpError, is_closed
from bot.delivery.message_queue import Priority
from bot.handlers.context import Context, Outcome
from bot.handlers.deliver import send
from bot.handlers.groups import is_addressed
from bot.handlers.pictures import send_with_pictures
from bot.views import welcome
from bot.views.answers import answer_screen
from bot.views.screen import Screen
from bot.views.welcome import start_screen
from bot.views.wishes import came_back_screen

ALBUM = 1.5
"""Seconds in which the parts of an album arrive."""

_LOGGER = logging.getLogger(__name__)


async def start(update: Update, context: Context) -> None:
    """/start, or a link to an entry; whoever comes back after a block is offered their reminders again."""
    person, chat = update.effective_user, update.effective_chat
    # Not in a group: a name can be a link or a mention, which the bot would then have written.
    alone = person if chat and chat.type == ChatType.PRIVATE else None
    name, language = (alone.first_name, (alone.language_code or "")[:2]) if alone else ("", "")
    linked = context.knowledge.entries.get(" ".join(context.args or ()))
    screen = answer_screen(context.knowledge, linked) if linked else None
    screen = screen or start_screen(context.knowledge, name, language)
    if update.effective_message:
        await send_with_pictures(context, update.effective_message, screen)
    if chat and linked:
        await context.acts.tell(chat.id, linked)
        context.tally.count(Outcome.LINK, linked.id)
    if chat and (await context.store.plan(chat.id)).unreachable:
        before, after = await context.store.change(chat.id, context.planner().welcome_back)
        if before.on:
            await _say(update, came_back_screen(before, after))


async def help_(update: Update, context: Context) -> None:
    """/help."""
    await _say(update, context.help)


async def unknown_command(update: Update, context: Context) -> None:
    """A command that the bot does not have; in a group it may be another bot's."""
    message = update.effective_message
    if message and is_addressed(message, context.bot):
        await send(message, welcome.UNKNOWN_COMMAND)


async def not_text(update: Update, context: Context) -> None:
    """A voice message, a photo, a sticker: nothing the bot can read.

    Of an album that is said once, and only if no part of it has words.
    """
    message = update.effective_message
    if message is None:
        return
    if message.media_group_id is None:
        await _say(update, welcome.ONLY_TEXT)
        return
    album = message.chat_id, message.media_group_id
    if context.albums.get(album) is None:
        context.albums[album] = asyncio.create_task(_say_of_album(context, update, album))


async def _say_of_album(context: Context, update: Update, album: tuple[int, str]) -> None:
    await context.sleep(ALBUM)
    if context.albums.get(album) is not True:
        await _say(update, welcome.ONLY_TEXT)


async def _say(update: Update, screen: Screen) -> None:
    if update.effective_message:
        await send(update.effective_message, screen)


async def apologise(update: object, context: Context) -> None:
    """Log the error with its traceback, and tell the person, who waits for an answer.

    An answer that Telegram took at none of the tries is apologised for as soon as Telegram takes anything.
    After one that may have arrived nothing more is said.
    """
    error = context.error
    if is_closed(error):
        _LOGGER.info("not delivered: %s", error)
        return
    _LOGGER.error("an update could not be handled", exc_info=error)
    message = update.effective_message if isinstance(update, Update) else None
    if not isinstance(message, Message) or message.guest_query_id:  # A guest cannot write.
        return
    if isinstance(error, GivenUpError | RetryAfter):
        context.vitals.gave_up()
        if message.chat_id not in context.untold:
            context.untold.add(message.chat_id)
            alarm = isinstance(error, GivenUpError) and error.alarm
            context.application.create_task(_tell_later(context, message, alarm=alarm))
    elif not isinstance(error, TelegramError) or isinstance(error, BadRequest):
        try:
            await send(message, welcome.SORRY)
        except TelegramError as second:
            _LOGGER.warning("nor could an apology be sent: %s", second)


async def _tell_later(context: Context, message: Message, *, alarm: bool) -> None:
    screen = welcome.UNDELIVERED_ALARM if alarm else welcome.UNDELIVERED
    try:
        await send(message, screen, Priority.APOLOGY)
    except TelegramError as error:
        _LOGGER.warning("nor could the person be told: %s", error)
    finally:
        context.untold.discard(message.chat_id)
