"""Answers with pictures."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TypeAlias

from telegram import InputFile, InputMediaPhoto, Message
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.delivery.message_queue import Priority
from bot.handlers.context import Context
from bot.handlers.deliver import caption, replace_screen, send, send_picture
from bot.knowledge import Picture
from bot.storage import Note
from bot.views.answers import captioned
from bot.views.screen import Screen

PATIENCE = 5.0
"""Time-out of each step, in seconds, after which the text is sent alone."""

IN_SIGHT = timedelta(minutes=10)
"""How long the same pictures are not sent again."""
_KIND = "pictures"
_TELLING = 8
"""Digits of a digest; enough to tell pictures apart."""

_File: TypeAlias = InputFile | str
"""The bytes of a picture, or the id under which Telegram keeps them."""

_LOGGER = logging.getLogger(__name__)


async def send_with_pictures(context: Context, to: Message, screen: Screen) -> Message:
    """Send a screen into the chat of a message; returns the message with the buttons.

    The words stand under their picture where they fit, and otherwise come after the pictures. As text they
    come also when their picture fails, or is still in sight.
    """
    under = captioned(screen)
    if under is None:
        await send_pictures(context, to, screen.pictures)
    elif not await _in_sight(context, to.chat_id, under.pictures):
        sent = await _sent(context, to.chat_id, under.pictures, partial(_with_words, to, under))
        if sent:
            return sent[0]
    return await send(to, screen)


async def send_pictures(context: Context, to: Message, pictures: Sequence[Picture]) -> None:
    """Send pictures alone, without a sound; what fails or is still in sight is left out."""
    if pictures and not await _in_sight(context, to.chat_id, pictures):
        await _sent(context, to.chat_id, pictures, partial(_alone, to, pictures))


async def replace_with_pictures(context: Context, chat: int, message: int, screen: Screen) -> bool:
    """Change a message of the bot into a screen, and what it shows; False as for `replace`.

    A picture takes the place of a text or of another one. A message that has one can never again be text.
    """
    under = captioned(screen)

    async def changed() -> bool:
        if under is None:
            return False
        edited = partial(_edited, context.bot, chat, message, under)
        return await _sent(context, chat, under.pictures, edited) is not None

    if under and not await _in_sight(context, chat, under.pictures) and await changed():
        return True
    return await replace_screen(context.bot, chat, message, screen) or await changed()


async def send_instead(context: Context, to: Message, message: int, screen: Screen) -> Message:
    """Send a screen, and delete the message of the bot whose place it takes; returns the new one."""
    seen = await context.memory.get(to.chat_id, _KIND)
    if seen:
        await context.memory.drop(to.chat_id, Note(_KIND, seen, IN_SIGHT))
    sent = await send_with_pictures(context, to, screen)
    with suppress(TelegramError):  # It is gone, or too old for that, and may as well stay.
        await to.get_bot().delete_message(to.chat_id, message)
    return sent


async def _in_sight(context: Context, chat: int, pictures: Sequence[Picture]) -> bool:
    return await context.memory.get(chat, _KIND) == _note(pictures).value


def _note(pictures: Sequence[Picture]) -> Note:
    return Note(_KIND, ",".join(picture.digest[:_TELLING] for picture in pictures), IN_SIGHT)


async def _sent(
    context: Context,
    chat: int,
    pictures: Sequence[Picture],
    send_files: Callable[..., Awaitable[list[Message]]],
) -> list[Message] | None:
    """The messages in which pictures have come, None when they could not.

    Telegram is given the bytes of a picture once, and then the id under which it keeps them.
    """
    try:
        known = await context.file_ids.find(picture.digest for picture in pictures)
        try:
            sent = await send_files(*_files(pictures, known))
        except BadRequest as error:
            if not known or "file" not in error.message.lower():
                raise
            _LOGGER.info("a picture is uploaded anew: %s", error)
            known = {}
            sent = await send_files(*_files(pictures, known))
    except Exception as error:  # noqa: BLE001 - whatever it is, the words have to follow
        _LOGGER.warning("pictures could not be sent: %s", error)
        return None
    try:
        ids = {
            picture.digest: message.photo[-1].file_id
            for picture, message in zip(pictures, sent, strict=False)
        }
        if ids and ids != known:
            await context.file_ids.keep(ids)
        await context.memory.put(chat, _note(pictures))
    except Exception as error:  # noqa: BLE001 - they have arrived, and the words with them
        _LOGGER.warning("what was sent is not known the next time: %s", error)
    return sent


def _files(pictures: Sequence[Picture], known: Mapping[str, str]) -> list[_File]:
    return [
        known.get(picture.digest) or InputFile(picture.content, picture.file, attach=True)
        for picture in pictures
    ]


async def _with_words(to: Message, screen: Screen, file: _File) -> list[Message]:
    return [await send_picture(to, file, screen, PATIENCE)]


async def _edited(
    bot: ExtBot[Priority], chat: int, message: int, screen: Screen, file: _File
) -> list[Message]:
    """The message with a picture and the words under it; nothing when it has them already."""
    words = caption(screen, bot)
    markup = words.pop("reply_markup")
    try:
        edited = await bot.edit_message_media(
            InputMediaPhoto(file, **words), chat, message, reply_markup=markup, write_timeout=PATIENCE
        )
    except BadRequest as error:
        if "message is not modified" not in error.message.lower():
            raise
        return []
    return [edited] if isinstance(edited, Message) else []


async def _alone(to: Message, pictures: Sequence[Picture], *files: _File) -> list[Message]:
    """Pictures as one message, or as an album, with what they show under each."""
    if len(pictures) == 1:
        photo = await to.reply_photo(
            files[0],
            caption=pictures[0].shows,
            disable_notification=True,
            do_quote=False,
            write_timeout=PATIENCE,
        )
        return [photo]
    album = await to.reply_media_group(
        [InputMediaPhoto(file, caption=picture.shows) for file, picture in zip(files, pictures, strict=True)],
        disable_notification=True,
        do_quote=False,
        write_timeout=PATIENCE,
    )
    return list(album)
