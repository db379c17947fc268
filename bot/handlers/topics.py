"""The list of topics, and the buttons that open them."""

import re

from telegram import CallbackQuery, Message, Update

from bot.handlers.deliver import acknowledge, replace, send
from bot.handlers.pictures import send_pictures, send_with_pictures
from bot.handlers.services import Context, Services
from bot.views import notices
from bot.views.answers import answer_screen
from bot.views.buttons import target
from bot.views.screen import Screen
from bot.views.topics import topics_screen


async def topics(services: Services, update: Update, _: Context) -> None:
    """/topics."""
    if update.effective_message:
        await send(update.effective_message, topics_screen(services.knowledge.entries, 0))


async def turn_page(services: Services, update: Update, context: Context) -> None:
    """Another page of the topics, in the place of the message."""
    query = update.callback_query
    if query:
        page = target(query.data or "")
        known = re.fullmatch(r"[0-9]{1,3}", page)
        screen = topics_screen(services.knowledge.entries, int(page)) if known else None
        await _in_place(context, query, screen)


async def choose(services: Services, update: Update, context: Context) -> None:
    """The answer in the place of the question which topic is meant; its pictures can only follow."""
    query = update.callback_query
    if query:
        screen = await _answer(services, query)
        if await _in_place(context, query, screen) and screen and isinstance(query.message, Message):
            await send_pictures(services, query.message, screen.pictures)


async def open_topic(services: Services, update: Update, _: Context) -> None:
    """The answer in a message of its own, so that what was read before stays."""
    query = update.callback_query
    if query:
        screen = await _answer(services, query)
        if screen is None or not isinstance(query.message, Message):
            await acknowledge(query, notices.OLD_BUTTON)
            return
        await acknowledge(query)
        await send_with_pictures(services, query.message, screen)


async def unknown_button(update: Update, _: Context) -> None:
    """A button of an older version, or one that was never there."""
    if update.callback_query:
        await acknowledge(update.callback_query, notices.OLD_BUTTON)


async def _answer(services: Services, query: CallbackQuery) -> Screen | None:
    entry = services.knowledge.entries.get(target(query.data or ""))
    if entry is None:
        return None
    if query.message:
        await services.last_topic.remember(query.message.chat.id, entry)
    return answer_screen(services.knowledge, entry)


async def _in_place(context: Context, query: CallbackQuery, screen: Screen | None) -> bool:
    message = query.message
    if screen and message and await replace(context.bot, message.chat.id, message.message_id, screen):
        await acknowledge(query)
        return True
    await acknowledge(query, notices.OLD_BUTTON)
    return False
