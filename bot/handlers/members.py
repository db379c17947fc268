"""Who may set reminders in a chat."""

from telegram import Bot, CallbackQuery, Chat, Message, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from bot.handlers.context import Context
from bot.handlers.deliver import acknowledge
from bot.views import welcome

_MAY = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


async def may_set(bot: Bot, chat: Chat, person: User | None, message: Message | None = None) -> bool:
    """Whether it is a private chat, or somebody who runs the group; `message` is theirs, if it is no tap.

    An admin who stays anonymous writes in the name of the group.
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
