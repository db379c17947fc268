"""Whom a message in a group is for, and who may set the reminders of a chat."""

from collections.abc import Container

from telegram import Bot, CallbackQuery, Chat, Message, User
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType
from telegram.error import BadRequest, Forbidden

from bot.handlers.context import Context
from bot.handlers.deliver import acknowledge
from bot.views import welcome

_MAY = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


def is_addressed(message: Message, bot: Bot, commands: Container[str] = ()) -> bool:
    """True in a private chat; in a group for the bot's `commands`, its name, and replies to it.

    An inline result of the bot's that somebody posts is not addressed to it.
    """
    if message.via_bot and message.via_bot.id == bot.id:
        return False
    if message.chat.type == ChatType.PRIVATE:
        return True
    command = _command(message)
    if command:
        word, _, name = command.partition("@")
        if name:
            return f"@{name}" == bot.name.lower()
        return word in commands
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot.id:
        return True
    return bool(_mentions(message, bot))


def without_mention(message: Message, bot: Bot) -> str:
    """The text of a message without the bot's name, which is no part of a question."""
    text = message.text or message.caption or ""
    for mention in _mentions(message, bot):
        text = text.replace(mention, " ")
    return text


def _command(message: Message) -> str:
    """The command that a message begins with, in lower case and without its slash."""
    first = next(iter(message.entities), None)
    if first is None or first.type != MessageEntityType.BOT_COMMAND or first.offset:
        return ""
    return message.parse_entity(first).lower().removeprefix("/")


def _mentions(message: Message, bot: Bot) -> list[str]:
    wanted: list[str | None] = [MessageEntityType.MENTION]
    mentions = message.parse_entities(wanted) | message.parse_caption_entities(wanted)
    return [mention for mention in mentions.values() if mention.lower() == bot.name.lower()]


async def may_set(bot: Bot, chat: Chat, person: User | None, message: Message | None = None) -> bool:
    """Whether the chat is private, or the person an admin of the group; `message` is theirs, if any.

    An anonymous admin writes in the name of the group.
    """
    if chat.type == ChatType.PRIVATE:
        return True
    if message and message.sender_chat:
        return message.sender_chat.id == chat.id
    if person is None:
        return False
    try:
        member = await bot.get_chat_member(chat.id, person.id)
    except (BadRequest, Forbidden):  # gone, or Telegram keeps the members hidden
        return False
    return member.status in _MAY


async def tapped(context: Context, query: CallbackQuery) -> Message | None:
    """The message with the button, if it is still there and the person may tap it; others are told."""
    if not isinstance(query.message, Message):
        await acknowledge(query, welcome.OLD_BUTTON)
        return None
    if await may_set(context.bot, query.message.chat, query.from_user):
        return query.message
    await acknowledge(query, welcome.ADMINS_ONLY.html)
    return None
