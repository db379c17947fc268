"""Buttons under answers: entries that they open, lists of topics, and votes."""

import re
from collections.abc import Iterable

from telegram import CallbackQuery, Message, Update

from bot.conversation.acts import Warned, latest
from bot.handlers.context import Context, Outcome
from bot.handlers.deliver import acknowledge, replace_screen, send
from bot.handlers.pictures import replace_with_pictures, send_pictures, send_with_pictures
from bot.knowledge import Entry, Knowledge
from bot.storage import Ending
from bot.views import welcome
from bot.views.alarms import alarm_screen
from bot.views.answers import SORRY, THANKS, answer_screen, captioned, offer_screen
from bot.views.screen import Action, Screen, fields, target
from bot.views.topics import TOPICS, topics_screen


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
        warned = latest(await context.acts.find(query.message.chat_id), Warned)
        if warned and _is_way_out(context.knowledge, query.message, query.data):
            await context.acts.forget(query.message.chat_id, warned)
        await send_with_pictures(context, query.message, screen)


def _is_way_out(knowledge: Knowledge, message: Message, data: str | None) -> bool:
    """Whether the button says that nothing of a warning fits."""
    labels = {language.none_of_this_fits for language in knowledge.languages.values()}
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return any(button.callback_data == data and button.text in labels for row in rows for button in row)


async def unknown_button(update: Update, _: Context) -> None:
    """A button of an older version, or forged."""
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
    """The other topics to choose from, read from the other buttons."""
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


async def up(update: Update, context: Context) -> None:
    """👍."""
    query = update.callback_query
    if query:
        entry, *_others = _entries(context.knowledge, query)
        if entry:
            await context.notebook.vote(query.from_user.id, entry.id, helpful=True)
        await acknowledge(query, THANKS if entry else welcome.OLD_BUTTON)


async def down(update: Update, context: Context) -> None:
    """👎: offer what else may have been meant, once per message."""
    query = update.callback_query
    if query is None:
        return
    entry, *others = _entries(context.knowledge, query)
    if entry is None:
        await acknowledge(query, welcome.OLD_BUTTON)
        return
    await context.notebook.vote(query.from_user.id, entry.id, helpful=False)
    await acknowledge(query, SORRY)
    await _keep_asked(context, query, Ending.NOT_HELPFUL)
    message = query.message
    if isinstance(message, Message) and not await context.answered.find(message.chat_id, message.message_id):
        offer = await send(message, offer_screen([other for other in others if other]))
        await context.answered.remember(message.chat_id, message.message_id, offer.message_id)


async def serious(update: Update, context: Context) -> None:
    """Yes to a question about a sign: the alarm, in a message of its own."""
    query = update.callback_query
    if query is None:
        return
    entry = context.knowledge.entries.get(target(query.data or ""))
    if entry is None or not isinstance(query.message, Message):
        await acknowledge(query, welcome.OLD_BUTTON)
        return
    await acknowledge(query)
    context.tally.count(Outcome.URGENT, entry.id)
    await send(query.message, alarm_screen(context.knowledge, entry))
    await context.acts.note(query.message.chat_id, Warned(entry.id))


async def nothing_serious(update: Update, context: Context) -> None:
    """No to a question about a sign: what else may have been meant, in a message of its own."""
    query = update.callback_query
    if query is None:
        return
    entries = [entry for entry in _entries(context.knowledge, query) if entry]
    if not entries or not isinstance(query.message, Message):
        await acknowledge(query, welcome.OLD_BUTTON)
        return
    await acknowledge(query)
    await send(query.message, offer_screen(entries))


async def none_of_these(update: Update, context: Context) -> None:
    """All topics in the place of an offer."""
    query = update.callback_query
    if query:
        known = target(query.data or "") == TOPICS
        if known:
            await _keep_asked(context, query, Ending.NONE_OF_THESE)
        await in_place(context, query, topics_screen(context.knowledge.entries, 0) if known else None)


async def _keep_asked(context: Context, query: CallbackQuery, ending: Ending) -> None:
    message = query.message
    question = context.questions.take(message.chat.id, message.message_id) if message else None
    if message and question:
        await keep(context, message.chat.id, question, ending)


async def keep(context: Context, chat: int, question: str, ending: Ending) -> None:
    """Keep a question for the editor, unless the chat has asked not to."""
    if (await context.store.plan(chat)).keeps_questions:
        context.tally.keep(question, ending)


def _entries(knowledge: Knowledge, query: CallbackQuery) -> list[Entry | None]:
    """The entry of a button, then the runners-up; None for an entry that no longer exists."""
    return [knowledge.entries.get(key) for key in fields(query.data or "")]
