"""The pictures above an answer."""

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta

from telegram import InputFile, InputMediaPhoto, Message
from telegram.error import BadRequest

from bot.handlers.deliver import send
from bot.handlers.services import Services
from bot.knowledge import Picture
from bot.storage import Note
from bot.views.screen import Screen

PATIENCE = 5.0
"""Seconds for each step of the way to Telegram: the words below the pictures wait for them."""

IN_SIGHT = timedelta(minutes=10)
"""How long nobody needs the same pictures again."""
_KIND = "pictures"
_TELLING = 8
"""Digits of a digest that tell a picture from all others of the knowledge."""

_LOGGER = logging.getLogger(__name__)


async def send_with_pictures(services: Services, to: Message, screen: Screen) -> Message:
    """Send a screen into the chat of a message, below its pictures; returns the message with the buttons."""
    await send_pictures(services, to, screen.pictures)
    return await send(to, screen)


async def send_pictures(services: Services, to: Message, pictures: Sequence[Picture]) -> None:
    """Send pictures into the chat of a message, without a sound; what fails is left out.

    Telegram is given the bytes of a picture once, and then the id under which it keeps them. Those that the
    chat has just got are still in sight, and are not sent again.
    """
    note = Note(_KIND, ",".join(picture.digest[:_TELLING] for picture in pictures), IN_SIGHT)
    if not pictures or await services.memory.get(to.chat_id, _KIND) == note.value:
        return
    try:
        known = await services.file_ids.find(picture.digest for picture in pictures)
        try:
            sent = await _send(to, pictures, known)
        except BadRequest as error:
            if not known or "file" not in error.message.lower():
                raise
            _LOGGER.info("a picture is uploaded anew: %s", error)
            sent = await _send(to, pictures, {})
        ids = {picture.digest: file_id for picture, file_id in zip(pictures, sent, strict=True)}
        if ids != known:
            await services.file_ids.keep(ids)
        await services.memory.put(to.chat_id, note)
    except Exception as error:  # noqa: BLE001 - whatever it is, the words have to follow
        _LOGGER.warning("pictures could not be sent: %s", error)


async def _send(to: Message, pictures: Sequence[Picture], known: Mapping[str, str]) -> list[str]:
    """Send them as one message, or as an album; returns the ids that they have now."""
    files = [
        known.get(picture.digest) or InputFile(picture.content, picture.file, attach=True)
        for picture in pictures
    ]
    if len(pictures) == 1:
        message = await to.reply_photo(
            files[0],
            caption=pictures[0].shows,
            disable_notification=True,
            do_quote=False,
            write_timeout=PATIENCE,
        )
        messages: Sequence[Message] = [message]
    else:
        messages = await to.reply_media_group(
            [
                InputMediaPhoto(file, caption=picture.shows)
                for file, picture in zip(files, pictures, strict=True)
            ],
            disable_notification=True,
            do_quote=False,
            write_timeout=PATIENCE,
        )
    return [message.photo[-1].file_id for message in messages]
