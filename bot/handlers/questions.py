"""Questions in a person's own words."""

from telegram import Message, Update

from bot.handlers.addressed import is_addressed, without_mention
from bot.handlers.deliver import replace, send
from bot.handlers.services import Context, Services
from bot.views import notices
from bot.views.answers import reply_screen


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
    if question.strip():
        screen = reply_screen(services.knowledge, services.matcher.reply(question))
    else:
        screen = notices.ASK_HOW
    earlier = services.answered.find(message.chat_id, message.message_id)
    if earlier is not None and await replace(context.bot, message.chat_id, earlier, screen):
        return
    answer = await send(message, screen)
    services.answered.remember(message.chat_id, message.message_id, answer.message_id)
