"""The list of topics, and the buttons that open them."""

import re
from collections.abc import Iterable

from telegram import CallbackQuery, Message, Update

from bot.handlers.chat_memory import Outcome
from bot.handlers.context import Context
from bot.handlers.deliver import acknowledge, replace_screen, send
from bot.handlers.pictures import replace_with_pictures, send_pictures, send_with_pictures
from bot.knowledge import Entry, Knowledge
from bot.views import welcome
from bot.views.answers import answer_screen, captioned
from bot.views.buttons import Action, target
from bot.views.screen import Screen
from bot.views.topics import topics_screen


async def topics(update: Update, context: Context) -> None:
    """/topics."""
    if update.effective_message:
        await send(update.effective_message, topics_screen(context.knowledge.entries, 0))


async def turn_page(update: Update, context: Context) -> None:
    """Another page of the topics, in the place of the message."""
    query = update.callback_query
    if query:
        page = target(query.data or "")
        known = re.fullmatch(r"[0-9]{1,3}", page)
        screen = topics_screen(context.knowledge.entries, int(page)) if known else None
        await in_place(context, query, screen)


async def choose(update: Update, context: Context) -> None:
    """The answer in the place of the question which topic is meant; what does not fit in there follows."""
    query = update.callback_query
    if query is None:
        return
    message = query.message
    screen = await _answer(context, query, Outcome.CHOSEN, _others(context.knowledge, query))
    shown = bool(
        screen
        and message
        and await replace_with_pictures(context, message.chat.id, message.message_id, screen)
    )
    await acknowledge(query, None if shown else welcome.OLD_BUTTON)
    if shown and screen and captioned(screen) is None and isinstance(message, Message):
        await send_pictures(context, message, screen.pictures)


async def open_topic(update: Update, context: Context) -> None:
    """The answer in a message of its own, so that what was read before stays."""
    query = update.callback_query
    if query:
        screen = await _answer(context, query, Outcome.OPENED)
        if screen is None or not isinstance(query.message, Message):
            await acknowledge(query, welcome.OLD_BUTTON)
            return
        await acknowledge(query)
        await send_with_pictures(context, query.message, screen)


async def unknown_button(update: Update, _: Context) -> None:
    """A button of an older version, or one that was never there."""
    if update.callback_query:
        await acknowledge(update.callback_query, welcome.OLD_BUTTON)


async def _answer(
    context: Context, query: CallbackQuery, outcome: Outcome, others: Iterable[Entry] = ()
) -> Screen | None:
    entry = context.knowledge.entries.get(target(query.data or ""))
    if entry is None:
        return None
    if query.message:
        await context.acts.tell(query.message.chat.id, entry)
    context.tally.count(outcome, entry.id)
    return answer_screen(context.knowledge, entry, others)


def _others(knowledge: Knowledge, query: CallbackQuery) -> list[Entry]:
    """What else can be chosen: it stands in the other buttons."""
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    keys = [
        target(data)
        for button in buttons
        if re.match(Action.CHOOSE.pattern, data := str(button.callback_data))
    ]
    return [knowledge.entries[key] for key in keys if key in knowledge.entries]


async def in_place(context: Context, query: CallbackQuery, screen: Screen | None) -> bool:
    """Put a screen in the place of the message with the button; without one, False: the button is too old."""
    message = query.message
    if screen and message and await replace_screen(context.bot, message.chat.id, message.message_id, screen):
        await acknowledge(query)
        return True
    await acknowledge(query, welcome.OLD_BUTTON)
    return False
