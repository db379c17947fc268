"""Put screens into chats."""

import logging
from collections.abc import Awaitable
from typing import Any

from telegram import (
    Bot,
    CallbackQuery,
    InputFile,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatType, ParseMode, ReactionEmoji
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.ext import ExtBot

from bot.sending import Priority
from bot.views.feedback import completed
from bot.views.screen import Screen

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_LOGGER = logging.getLogger(__name__)


async def send(to: Message, screen: Screen) -> Message:
    """Send a screen into the chat of a message, as a reply where others might not see what it is about."""
    shown = _shown(screen, to.get_bot())
    try:
        return await to.reply_text(**shown, reply_parameters=_reply(to))
    except ChatMigrated as moved:  # There the message has another number: nothing to reply to.
        return await to.get_bot().send_message(moved.new_chat_id, **shown)


async def send_picture(to: Message, picture: bytes, name: str, screen: Screen) -> None:
    """The same with a picture above, which is sent as a file of this name."""
    await to.reply_photo(
        InputFile(picture, name),
        caption=screen.html,
        parse_mode=ParseMode.HTML,
        reply_markup=screen.keyboard,
        reply_parameters=_reply(to),
    )


async def replace(bot: ExtBot[Priority], chat: int, message: int, screen: Screen) -> bool:
    """Change a message of the bot into a screen; False when it is gone or cannot be changed any more."""
    if screen.keys:  # Only a new message can bring keys or take them away.
        return False
    try:
        await bot.edit_message_text(**_shown(screen, bot), chat_id=chat, message_id=message)
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


def _reply(to: Message) -> ReplyParameters | None:
    in_private = to.chat.type == ChatType.PRIVATE
    return None if in_private else ReplyParameters(to.message_id, allow_sending_without_reply=True)


def _shown(screen: Screen, bot: Bot) -> dict[str, Any]:
    return {
        "text": screen.html,
        "parse_mode": ParseMode.HTML,
        "link_preview_options": _NO_PREVIEW,
        "reply_markup": completed(screen, bot.username).keyboard,
    }
