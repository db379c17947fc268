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

from bot.delivery.message_queue import Priority
from bot.views.answers import completed
from bot.views.screen import Screen

UPLOAD = 20.0
"""Seconds for each step of sending a file."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_UNCHANGEABLE = (
    "message to edit not found",
    "can't be edited",
    "there is no text in the message",
    "there is no caption in the message",
)

_LOGGER = logging.getLogger(__name__)


async def send(to: Message, screen: Screen, priority: Priority = Priority.ANSWER) -> Message:
    """Send a screen into the chat of a message, as a reply where others might not see what it is about."""
    bot: ExtBot[Priority] = to.get_bot()  # type: ignore[assignment]  # the application's, which has a limiter
    shown = {**_shown(screen, bot), "rate_limit_args": _priority(screen, priority)}
    try:
        return await bot.send_message(
            to.chat_id,
            **shown,
            message_thread_id=topic_of(to),
            reply_parameters=_reply(to),
        )
    except ChatMigrated as moved:  # There the message has another number: nothing to reply to.
        return await bot.send_message(moved.new_chat_id, **shown)


async def send_into(bot: ExtBot[Priority], chat: int, screen: Screen, topic: int | None) -> Message:
    """Send a screen into a chat of which no message is at hand."""
    shown = {**_shown(screen, bot), "rate_limit_args": _priority(screen, Priority.ANSWER)}
    try:
        return await bot.send_message(chat, **shown, message_thread_id=topic)
    except ChatMigrated as moved:
        return await bot.send_message(moved.new_chat_id, **shown)


def topic_of(message: Message) -> int | None:
    """In which topic of a forum a message is; None for General, and for chats without topics."""
    return message.message_thread_id if message.is_topic_message else None


async def send_picture(
    to: Message, file: InputFile | str, screen: Screen, write_timeout: float = UPLOAD
) -> Message:
    """The same under a picture, which is a file or the id under which Telegram keeps one."""
    return await to.reply_photo(
        file, **caption(screen, to.get_bot()), reply_parameters=_reply(to), write_timeout=write_timeout
    )


async def replace_screen(
    bot: ExtBot[Priority], chat: int, message: int, screen: Screen, priority: Priority = Priority.ANSWER
) -> bool:
    """Change a text of the bot into a screen; False when it is gone, is a picture, or cannot be changed."""
    if screen.keys:  # Only a new message can bring keys or take them away.
        return False
    return await _changed(
        bot.edit_message_text(
            **_shown(screen, bot),
            chat_id=chat,
            message_id=message,
            rate_limit_args=_priority(screen, priority),
        )
    )


async def replace_caption(
    bot: ExtBot[Priority], chat: int, message: int, screen: Screen, priority: Priority = Priority.ANSWER
) -> bool:
    """The same under the picture of a message, which stays; False when it has none, too."""
    return await _changed(
        bot.edit_message_caption(
            **caption(screen, bot),
            chat_id=chat,
            message_id=message,
            rate_limit_args=_priority(screen, priority),
        )
    )


def caption(screen: Screen, bot: Bot) -> dict[str, Any]:
    """A screen as what stands under a picture, and its buttons."""
    return {
        "caption": screen.html,
        "parse_mode": ParseMode.HTML,
        "reply_markup": completed(screen, bot.username).keyboard,
    }


def has_picture(message: MaybeInaccessibleMessage | None) -> bool:
    """Whether a message is known to be one with a picture."""
    return isinstance(message, Message) and bool(message.photo)


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


async def _changed(edit: Awaitable[object]) -> bool:
    try:
        await edit
    except ChatMigrated:
        return False
    except BadRequest as error:
        said = error.message.lower()
        if "message is not modified" in said:
            return True
        if any(reason in said for reason in _UNCHANGEABLE):
            return False
        raise
    return True


def _priority(screen: Screen, usual: Priority) -> Priority:
    return Priority.ALARM if screen.alarm else usual


def _shown(screen: Screen, bot: Bot) -> dict[str, Any]:
    return {
        "text": screen.html,
        "parse_mode": ParseMode.HTML,
        "link_preview_options": _NO_PREVIEW,
        "reply_markup": completed(screen, bot.username).keyboard,
    }
