"""What people tap under answers: whether they helped, what else was meant, and whether a sign is there."""

from telegram import CallbackQuery, Message, Update

from bot.handlers.chat_memory import Outcome
from bot.handlers.context import Context
from bot.handlers.deliver import acknowledge, send
from bot.handlers.topics import in_place
from bot.knowledge import Entry, Knowledge
from bot.storage import Ending
from bot.views import welcome
from bot.views.answers import SORRY, THANKS, alarm_screen, offer_screen
from bot.views.buttons import fields, target
from bot.views.topics import TOPICS, topics_screen


async def up(update: Update, context: Context) -> None:
    """It helped."""
    query = update.callback_query
    if query:
        entry, *_others = _entries(context.knowledge, query)
        if entry:
            await context.notebook.vote(query.from_user.id, entry.id, helpful=True)
        await acknowledge(query, THANKS if entry else welcome.OLD_BUTTON)


async def down(update: Update, context: Context) -> None:
    """It did not: what else may have been meant is offered, once for a message."""
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
    """What was asked about is so: the alarm, in a message of its own."""
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


async def nothing_serious(update: Update, context: Context) -> None:
    """None of the signs fits: what else may have been meant, in a message of its own."""
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
    """For the editor, unless the chat has asked not to."""
    if (await context.store.plan(chat)).keeps_questions:
        context.tally.keep(question, ending)


def _entries(knowledge: Knowledge, query: CallbackQuery) -> list[Entry | None]:
    """What a button is about, and what was nearly answered instead; None for what there is no longer."""
    return [knowledge.entries.get(key) for key in fields(query.data or "")]
