"""Questions in a person's own words."""

from telegram import Message, Update
from telegram.constants import ChatType, MessageEntityType

from bot.handlers.deliver import replace, send
from bot.handlers.services import Context, Services
from bot.views import notices
from bot.views.answers import reply_screen


async def ask(services: Services, update: Update, context: Context) -> None:
    """/ask QUESTION."""
    message = update.effective_message
    if message is None:
        return
    _, _, question = (message.text or "").partition(" ")
    if question.strip():
        await _answer(services, context, message, question)
    else:
        await send(message, notices.ASK_HOW)


async def text(services: Services, update: Update, context: Context) -> None:
    """Plain text: answered in a private chat, in a group only when it is addressed to the bot."""
    message = update.effective_message
    if message and message.text and _addressed(message, context.bot.id, context.bot.name):
        await _answer(services, context, message, _without_mention(message, context.bot.name))


async def _answer(services: Services, context: Context, message: Message, question: str) -> None:
    screen = reply_screen(services.knowledge, services.matcher.reply(question))
    earlier = services.answered.find(message.chat_id, message.message_id)
    if earlier is not None and await replace(context.bot, message.chat_id, earlier, screen):
        return
    answer = await send(message, screen)
    services.answered.remember(message.chat_id, message.message_id, answer.message_id)


def _addressed(message: Message, bot_id: int, bot_name: str) -> bool:
    if message.chat.type == ChatType.PRIVATE:
        return True
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot_id:
        return True
    return bot_name.lower() in (mention.lower() for mention in _mentions(message))


def _mentions(message: Message) -> list[str]:
    return list(message.parse_entities([MessageEntityType.MENTION]).values())


def _without_mention(message: Message, bot_name: str) -> str:
    found = (mention for mention in _mentions(message) if mention.lower() == bot_name.lower())
    question = message.text or ""
    for mention in found:
        question = question.replace(mention, " ")
    return question
