"""What people think of answers, and the questions that found none."""

from telegram import CallbackQuery, Message, Update, User

from bot.editor_words import for_editor
from bot.handlers.deliver import acknowledge, send
from bot.handlers.services import Context, Services
from bot.handlers.tally import Outcome
from bot.handlers.topics import in_place
from bot.knowledge import Entry
from bot.matching import Answer, Reply, Suggest, Unknown, Urgent
from bot.storage import Ending
from bot.views import notices
from bot.views.buttons import target
from bot.views.feedback import SORRY, THANKS, offer_screen
from bot.views.topics import TOPICS, topics_screen


async def note(services: Services, message: Message, answer: int, question: str, reply: Reply) -> None:
    """Count a reply; one that nobody knows is kept for the editor, another one may still turn out wrong.

    `answer` is the number of the bot's message.
    """
    wording = services.matcher.wording
    told = for_editor(question, _names(message), wording.knows, wording.is_topical)
    match reply:
        case Answer(entry):
            services.tally.count(Outcome.ANSWER, entry.id)
            services.questions.remember(message.chat_id, answer, told)
        case Urgent(entry):
            services.tally.count(Outcome.URGENT, entry.id)
        case Suggest():
            services.tally.count(Outcome.SUGGEST)
            services.questions.remember(message.chat_id, answer, told)
        case Unknown():
            services.tally.count(Outcome.UNKNOWN)
            await _keep(services, message.chat_id, told, Ending.UNKNOWN)


async def up(services: Services, update: Update, _: Context) -> None:
    """It helped."""
    query = update.callback_query
    if query:
        entry, *_others = _entries(services, query)
        if entry:
            await services.notebook.vote(query.from_user.id, entry.id, helpful=True)
        await acknowledge(query, THANKS if entry else notices.OLD_BUTTON)


async def down(services: Services, update: Update, _: Context) -> None:
    """It did not: what else may have been meant is offered, once for a message."""
    query = update.callback_query
    if query is None:
        return
    entry, *others = _entries(services, query)
    if entry is None:
        await acknowledge(query, notices.OLD_BUTTON)
        return
    await services.notebook.vote(query.from_user.id, entry.id, helpful=False)
    await acknowledge(query, SORRY)
    await _keep_asked(services, query, Ending.NOT_HELPFUL)
    message = query.message
    if isinstance(message, Message) and not await services.answered.find(message.chat_id, message.message_id):
        offer = await send(message, offer_screen([other for other in others if other]))
        await services.answered.remember(message.chat_id, message.message_id, offer.message_id)


async def none_of_these(services: Services, update: Update, context: Context) -> None:
    """All topics in the place of an offer."""
    query = update.callback_query
    if query:
        known = target(query.data or "") == TOPICS
        if known:
            await _keep_asked(services, query, Ending.NONE_OF_THESE)
        await in_place(context, query, topics_screen(services.knowledge.entries, 0) if known else None)


async def _keep_asked(services: Services, query: CallbackQuery, ending: Ending) -> None:
    message = query.message
    question = services.questions.take(message.chat.id, message.message_id) if message else None
    if message and question:
        await _keep(services, message.chat.id, question, ending)


async def _keep(services: Services, chat: int, question: str, ending: Ending) -> None:
    """For the editor, unless the chat has asked not to."""
    if (await services.store.plan(chat)).keeps_questions:
        services.tally.keep(question, ending)


def _entries(services: Services, query: CallbackQuery) -> list[Entry | None]:
    """What a button is about, and what was nearly answered instead; None for what there is no longer."""
    return [services.knowledge.entries.get(key) for key in target(query.data or "").split(",")]


def _names(message: Message) -> list[str]:
    """Of who wrote it, and of who wrote what it replies to, which may be the question."""
    replied = message.reply_to_message
    people = [message.from_user, replied.from_user if replied else None]
    return [name for person in people if person and not person.is_bot for name in _names_of(person) if name]


def _names_of(person: User) -> tuple[str | None, ...]:
    return person.first_name, person.last_name, person.username
