"""Questions in a person's own words, and whether the answers helped."""

from dataclasses import replace

from telegram import CallbackQuery, Message, Update, User

from bot.editor_words import for_editor
from bot.handlers import chat_memory, wishes, zone
from bot.handlers.chat_memory import Outcome
from bot.handlers.context import Context, Services
from bot.handlers.deliver import acknowledge, send
from bot.handlers.gate import is_addressed, without_mention
from bot.handlers.pictures import replace_with_pictures, send_instead, send_with_pictures
from bot.handlers.topics import in_place
from bot.knowledge import Entry
from bot.matching import Answer, Reply, Suggest, Unknown, Urgent
from bot.storage import Ending
from bot.views import welcome
from bot.views.answers import SORRY, THANKS, offer_screen
from bot.views.buttons import fields, target
from bot.views.cramp import told_screen
from bot.views.screen import Screen
from bot.views.topics import TOPICS, topics_screen


async def ask(services: Services, update: Update, context: Context) -> None:
    """/ask QUESTION; alone as a reply, it answers the message that it replies to."""
    message = update.effective_message
    if message and message.text:
        _, *question = message.text.split(maxsplit=1)
        replied = message.reply_to_message
        said = (replied.text or replied.caption) if replied else None
        asked = "".join(question) or said or ""
        await _answer(services, context, message, asked)


async def text(services: Services, update: Update, context: Context) -> None:
    """Plain text: answered in a private chat, in a group only when it is addressed to the bot."""
    message = update.effective_message
    if message is None or not is_addressed(message, context.bot):
        return
    question = without_mention(message, context.bot)
    if message.media_group_id and not message.edit_date:
        is_answered = services.albums.put((message.chat_id, message.media_group_id), True)
        if is_answered is True and not isinstance(services.matcher.reply(question), Urgent):
            return
    await _answer(services, context, message, question)


async def _answer(services: Services, context: Context, message: Message, question: str) -> None:
    chat = message.chat_id
    (first, *more), reply = await _read(services, context, message, question)
    if message.effective_attachment:
        first = replace(first, html=f"{first.html}\n\n{welcome.WORDS_ONLY}")
    earlier = await services.answered.find(chat, message.message_id) if message.edit_date else None
    if earlier:
        await services.sessions.end(chat, earlier)
        await services.answered.forget(chat, earlier)  # what was offered under it was about something else
        services.questions.take(chat, earlier)
    if earlier is None:
        earlier = (await send_with_pictures(services, message, first)).message_id
    elif not await replace_with_pictures(services, context.bot, chat, earlier, first):
        earlier = (await send_instead(services, message, earlier, first)).message_id
    topic = chat_memory.note_topic(reply.entry) if isinstance(reply, Answer | Urgent) else ()
    await services.memory.put(chat, chat_memory.note_answer(message.message_id, earlier), *topic)
    if reply:
        await note_question(services, message, earlier, question, reply)
    for screen in more:
        await send(message, screen)


async def _read(
    services: Services, context: Context, message: Message, question: str
) -> tuple[tuple[Screen, ...], Reply | None]:
    """What to say, and what the matching made of it; nothing, when it was about reminders.

    What is urgent comes before everything else, and a wish about reminders before a topic.
    """
    if not question.strip():
        return (welcome.ASK_HOW,), None
    read = services.knowledge.entries.get(await services.last_topic.find(message.chat_id) or "")
    reply = services.matcher.reply(question, read)
    services.vitals.matched(type(reply).__name__.lower())
    if not isinstance(reply, Urgent):
        wished = await wishes.wished(services, context, message, question)
        other = wished or await zone.told(services, context, message, question, reply)
        if other:
            return other, None
    return (told_screen(services.knowledge, reply),), reply


async def note_question(
    services: Services, message: Message, answer: int, question: str, reply: Reply
) -> None:
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
        await acknowledge(query, THANKS if entry else welcome.OLD_BUTTON)


async def down(services: Services, update: Update, _: Context) -> None:
    """It did not: what else may have been meant is offered, once for a message."""
    query = update.callback_query
    if query is None:
        return
    entry, *others = _entries(services, query)
    if entry is None:
        await acknowledge(query, welcome.OLD_BUTTON)
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
    return [services.knowledge.entries.get(key) for key in fields(query.data or "")]


def _names(message: Message) -> list[str]:
    """Of who wrote it, and of who wrote what it replies to, which may be the question."""
    replied = message.reply_to_message
    people = [message.from_user, replied.from_user if replied else None]
    return [name for person in people if person and not person.is_bot for name in _names_of(person) if name]


def _names_of(person: User) -> tuple[str | None, ...]:
    return person.first_name, person.last_name, person.username
