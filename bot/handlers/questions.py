"""Questions in a person's own words."""

from telegram import Message, Update

from bot.handlers import wishes, zone
from bot.handlers.addressed import is_addressed, without_mention
from bot.handlers.deliver import replace, send
from bot.handlers.pictures import send_with_pictures
from bot.handlers.services import Context, Services
from bot.matching import Answer, Urgent
from bot.views import notices
from bot.views.cramp import told_screen
from bot.views.screen import Screen


async def ask(services: Services, update: Update, context: Context) -> None:
    """/ask QUESTION; alone as a reply, it answers the message that it replies to."""
    message = update.effective_message
    if message and message.text:
        _, *question = message.text.split(maxsplit=1)
        replied = message.reply_to_message
        asked = "".join(question) or (replied.text if replied else None) or ""
        await _answer(services, context, message, asked)


async def text(services: Services, update: Update, context: Context) -> None:
    """Plain text: answered in a private chat, in a group only when it is addressed to the bot."""
    message = update.effective_message
    if message and is_addressed(message, context.bot):
        await _answer(services, context, message, without_mention(message, context.bot))


async def _answer(services: Services, context: Context, message: Message, question: str) -> None:
    first, *more = await _screens(services, context, message, question)
    earlier = services.answered.find(message.chat_id, message.message_id)
    if earlier and services.sessions.find(message.chat_id, earlier):
        await services.sessions.end(message.chat_id)
    if earlier is None or not await replace(context.bot, message.chat_id, earlier, first):
        answer = await send_with_pictures(services, message, first)
        services.answered.remember(message.chat_id, message.message_id, answer.message_id)
    for screen in more:
        await send(message, screen)


async def _screens(
    services: Services, context: Context, message: Message, question: str
) -> tuple[Screen, ...]:
    """What is urgent comes before everything else, and a wish about reminders before a topic."""
    if not question.strip():
        return (notices.ASK_HOW,)
    chat, now = message.chat_id, services.now()
    read = services.knowledge.entries.get(services.last_topic.find(chat, now) or "")
    reply = services.matcher.reply(question, read)
    services.vitals.matched(type(reply).__name__.lower())
    if not isinstance(reply, Urgent):
        wished = await wishes.wished(services, context, message, question)
        other = wished or await zone.told(services, context, message, question, reply)
        if other:
            return other
    if isinstance(reply, Answer | Urgent):
        services.last_topic.remember(chat, reply.entry, now)
    return (told_screen(services.knowledge, reply),)
