"""Whether a message is meant for the bot."""

from telegram import Bot, Message
from telegram.constants import ChatType, MessageEntityType

from bot.views.welcome import FOR_ADMINS, FOR_EVERYBODY


def is_addressed(message: Message, bot: Bot, *, by_admin: bool = False) -> bool:
    """True for all of a private chat; in a group for the bot's commands, its name, and replies to it.

    The commands of those who look after the bot are its own only with `by_admin`, in their chats.
    An answer that somebody has chosen in inline mode is no message to the bot.
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
        return word in FOR_EVERYBODY or (by_admin and word in FOR_ADMINS)
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
