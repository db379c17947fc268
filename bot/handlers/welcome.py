"""The first words, help, and friendly lines for what the bot cannot read."""

import asyncio

from telegram import Update
from telegram.constants import ChatType

from bot.handlers.addressed import is_addressed
from bot.handlers.deliver import send
from bot.handlers.pictures import send_with_pictures
from bot.handlers.services import Context, Services
from bot.handlers.tally import Outcome
from bot.views import notices
from bot.views.answers import answer_screen
from bot.views.screen import Screen
from bot.views.welcome import help_screen, start_screen
from bot.views.wishes import came_back_screen

ALBUM = 1.5
"""Seconds in which the parts of an album arrive."""


async def start(services: Services, update: Update, context: Context) -> None:
    """/start, or a link to an entry; whoever comes back after a block is offered their reminders again."""
    person, chat = update.effective_user, update.effective_chat
    # Not in a group: a name can be a link or a mention, which the bot would then have written.
    name = person.first_name if person and chat and chat.type == ChatType.PRIVATE else ""
    linked = services.knowledge.entries.get(" ".join(context.args or ()))
    screen = answer_screen(services.knowledge, linked) if linked else None
    screen = screen or start_screen(services.knowledge.entries, name)
    if update.effective_message:
        await send_with_pictures(services, update.effective_message, screen)
    if chat and linked:
        await services.last_topic.remember(chat.id, linked)
        services.tally.count(Outcome.LINK, linked.id)
    if chat and (await services.store.plan(chat.id)).unreachable:
        before, after = await services.store.change(chat.id, services.planner().welcome_back)
        if before.on:
            await _say(update, came_back_screen(before, after))


async def help_(update: Update, _: Context) -> None:
    """/help."""
    await _say(update, help_screen())


async def unknown_command(update: Update, context: Context) -> None:
    """A command that the bot does not have; in a group it may be another bot's."""
    message = update.effective_message
    if message and is_addressed(message, context.bot):
        await send(message, notices.UNKNOWN_COMMAND)


async def not_text(services: Services, update: Update, _: Context) -> None:
    """A voice message, a photo, a sticker: nothing the bot can read.

    Of an album that is said once, and only if no part of it has words.
    """
    message = update.effective_message
    if message is None:
        return
    if message.media_group_id is None:
        await _say(update, notices.ONLY_TEXT)
        return
    album = message.chat_id, message.media_group_id
    if services.albums.get(album) is None:
        services.albums.put(album, asyncio.create_task(_say_of_album(services, update, album)))


async def _say_of_album(services: Services, update: Update, album: tuple[int, str]) -> None:
    await services.sleep(ALBUM)
    if services.albums.get(album) is not True:
        await _say(update, notices.ONLY_TEXT)


async def _say(update: Update, screen: Screen) -> None:
    if update.effective_message:
        await send(update.effective_message, screen)
