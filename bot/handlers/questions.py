"""Questions in a person's own words."""

from telegram import Message, Update

from bot.handlers import wishes, zone
from bot.handlers.addressed import is_addressed, without_mention
from bot.handlers.deliver import replace, send
from bot.handlers.services import Context, Services
from bot.matching import Urgent
from bot.views import notices
from bot.views.answers import reply_screen
from bot.views.screen import Screen


async def ask(services: Services, update: Update, context: Context) -> None:
    """/ask QUESTION."""
    message = update.effective_message
    if message and message.text:
        _, *question = message.text.split(maxsplit=1)
        await _answer(services, context, message, "".join(question))


async def text(services: Services, update: Update, context: Context) -> None:
    """Plain text: answered in a private chat, in a group only when it is addressed to the bot."""
    message = update.effective_message
    if message and is_addressed(message, context.bot):
        await _answer(services, context, message, without_mention(message, context.bot))


async def _answer(services: Services, context: Context, message: Message, question: str) -> None:
    first, *more = await _screens(services, context, message, question)
    earlier = services.answered.find(message.chat_id, message.message_id)
    if earlier is None or not await replace(context.bot, message.chat_id, earlier, first):
        answer = await send(message, first)
        services.answered.remember(message.chat_id, message.message_id, answer.message_id)
    for screen in more:
        await send(message, screen)


async def _screens(
    services: Services, context: Context, message: Message, question: str
) -> tuple[Screen, ...]:
    """What is urgent comes before everything else, and a wish about reminders before a topic."""
    if not question.strip():
        return (notices.ASK_HOW,)
    reply = services.matcher.reply(question)
    answer = (reply_screen(services.knowledge, reply),)
    if isinstance(reply, Urgent):
        return answer
    wished = await wishes.wished(services, context, message, question)
    return wished or await zone.told(services, context, message, question, reply) or answer
