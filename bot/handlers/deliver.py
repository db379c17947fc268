"""Put screens into chats."""

import logging
from collections.abc import Awaitable
from typing import Any

from telegram import CallbackQuery, LinkPreviewOptions, MaybeInaccessibleMessage, Message, ReplyParameters
from telegram.constants import ChatType, ParseMode, ReactionEmoji
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.ext import ExtBot

from bot.sending import Priority
from bot.views.screen import Screen

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_LOGGER = logging.getLogger(__name__)


async def send(to: Message, screen: Screen) -> Message:
    """Send a screen into the chat of a message, as a reply where others might not see what it is about."""
    in_private = to.chat.type == ChatType.PRIVATE
    reply = None if in_private else ReplyParameters(to.message_id, allow_sending_without_reply=True)
    try:
        return await to.reply_text(**_shown(screen), reply_parameters=reply)
    except ChatMigrated as moved:  # There the message has another number: nothing to reply to.
        return await to.get_bot().send_message(moved.new_chat_id, **_shown(screen))


async def replace(bot: ExtBot[Priority], chat: int, message: int, screen: Screen) -> bool:
    """Change a message of the bot into a screen; False when it is gone or cannot be changed any more."""
    if screen.keys:  # Only a new message can bring keys or take them away.
        return False
    try:
        await bot.edit_message_text(**_shown(screen), chat_id=chat, message_id=message)
    except ChatMigrated:
        return False
    except BadRequest as error:
        said = error.message.lower()
        if "message is not modified" in said:
            return True
        if "message to edit not found" in said or "can't be edited" in said:
            return False
        raise
    return True


async def acknowledge(query: CallbackQuery, notice: str | None = None) -> None:
    """End the wait at a button, with a notice if there is one."""
    try:
        await query.answer(notice)
    except TelegramError as error:  # Too late for that, or a fault: no reason to keep the answer back.
        _LOGGER.info("a tap could not be acknowledged: %s", error)


async def in_time(answer: Awaitable[object]) -> None:
    """Await the answer to a query; that nobody waits for it any more is no error."""
    try:
        await answer
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise
        _LOGGER.info("a query was answered too late: %s", error)


async def react(message: MaybeInaccessibleMessage, emoji: ReactionEmoji | None) -> None:
    """Put an emoji under a message, or take it away; a group may not allow it."""
    try:
        await message.get_bot().set_message_reaction(message.chat.id, message.message_id, emoji)
    except BadRequest as error:
        _LOGGER.info("no reaction was possible: %s", error)


def _shown(screen: Screen) -> dict[str, Any]:
    return {
        "text": screen.html,
        "parse_mode": ParseMode.HTML,
        "link_preview_options": _NO_PREVIEW,
        "reply_markup": screen.keyboard,
    }
