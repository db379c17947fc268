"""Questions in a person's own words."""

from dataclasses import replace

from telegram import Message, Update

from bot.handlers import answered, feedback, last_topic, wishes, zone
from bot.handlers.addressed import is_addressed, without_mention
from bot.handlers.deliver import send
from bot.handlers.pictures import replace_with_pictures, send_instead, send_with_pictures
from bot.handlers.services import Context, Services
from bot.matching import Answer, Reply, Urgent
from bot.views import notices
from bot.views.cramp import told_screen
from bot.views.screen import Screen


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
        first = replace(first, html=f"{first.html}\n\n{notices.WORDS_ONLY}")
    earlier = await services.answered.find(chat, message.message_id) if message.edit_date else None
    if earlier:
        await services.sessions.end(chat, earlier)
        await services.answered.forget(chat, earlier)  # what was offered under it was about something else
        services.questions.take(chat, earlier)
    if earlier is None:
        earlier = (await send_with_pictures(services, message, first)).message_id
    elif not await replace_with_pictures(services, context.bot, chat, earlier, first):
        earlier = (await send_instead(services, message, earlier, first)).message_id
    topic = last_topic.note(reply.entry) if isinstance(reply, Answer | Urgent) else ()
    await services.memory.put(chat, answered.note(message.message_id, earlier), *topic)
    if reply:
        await feedback.note(services, message, earlier, question, reply)
    for screen in more:
        await send(message, screen)


async def _read(
    services: Services, context: Context, message: Message, question: str
) -> tuple[tuple[Screen, ...], Reply | None]:
    """What to say, and what the matching made of it; nothing, when it was about reminders.

    What is urgent comes before everything else, and a wish about reminders before a topic.
    """
    if not question.strip():
        return (notices.ASK_HOW,), None
    read = services.knowledge.entries.get(await services.last_topic.find(message.chat_id) or "")
    reply = services.matcher.reply(question, read)
    services.vitals.matched(type(reply).__name__.lower())
    if not isinstance(reply, Urgent):
        wished = await wishes.wished(services, context, message, question)
        other = wished or await zone.told(services, context, message, question, reply)
        if other:
            return other, None
    return (told_screen(services.knowledge, reply),), reply
