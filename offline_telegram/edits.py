"""Changing and deleting what was sent."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from offline_telegram.access import find_message, writable_chat
from offline_telegram.errors import ApiError, bad_request, misuse
from offline_telegram.files import KINDS
from offline_telegram.formatting import caption_content, text_content
from offline_telegram.keyboards import checked_markup
from offline_telegram.messages import link_preview, media_content
from offline_telegram.world import Message, World

_DELETABLE_FOR = timedelta(hours=48)
_TEXT_FIELDS = frozenset({"text", "entities", "link_preview_options"})
_CAPTION_FIELDS = frozenset({"caption", "caption_entities", "show_caption_above_media"})
_MEDIA_FIELDS = frozenset({*KINDS, "has_media_spoiler"})
_EDITED_INTO = frozenset({"animation", "audio", "document", "photo", "video"})


def edit_message_text(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Replaces text and inline keyboard; without a keyboard the old one goes."""
    message = _editable(world, params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    kept = _without(message, _TEXT_FIELDS)
    return _change(world, message, kept | text_content(world, params) | link_preview(params), params)


def edit_message_caption(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Replaces what stands under a photo or a file, and the inline keyboard."""
    message = _editable(world, params)
    if not _MEDIA_FIELDS & message.content.keys():
        raise bad_request("there is no caption in the message to edit")
    above = {"show_caption_above_media": True} if params.get("show_caption_above_media") else {}
    kept = _without(message, _CAPTION_FIELDS)
    return _change(world, message, kept | caption_content(world, params) | above, params)


def edit_message_media(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Replaces a text, a photo or a file by another one, with its caption, and the inline keyboard."""
    message, media = _editable(world, params), params["media"]
    if media["type"] not in (_EDITED_INTO if world.lenient else {"photo"}):
        raise misuse("of media the offline Telegram models photos")
    kept = _without(message, _TEXT_FIELDS | _CAPTION_FIELDS | _MEDIA_FIELDS)
    changed = _change(
        world, message, kept | media_content(world, media["type"], media["media"], media), params
    )
    message.file = media["media"]
    return changed


def edit_message_reply_markup(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Replaces the inline keyboard, or takes it away."""
    message = _editable(world, params)
    return _change(world, message, message.content, params)


def _editable(world: World, params: Mapping[str, Any]) -> Message:
    message = find_message(writable_chat(world, params["chat_id"]), params["message_id"], "to edit")
    # Telegram edits no message that came with anything but an inline keyboard.
    if message.sender != world.bot or not {"inline_keyboard"}.issuperset(message.reply_markup or ()):
        raise bad_request("message can't be edited")
    return message


def _without(message: Message, fields: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in message.content.items() if name not in fields}


def _change(
    world: World,
    message: Message,
    content: dict[str, Any],
    params: Mapping[str, Any],
) -> dict[str, Any]:
    markup = checked_markup(params.get("reply_markup"), message.chat)
    if content == message.content and markup == message.reply_markup:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message",
        )
    message.content, message.reply_markup = content, markup
    message.edited = world.now()
    return message.json()


def delete_message(world: World, params: Mapping[str, Any]) -> bool:
    """Deletes a message of the last 48 hours: the bot's own, or in a private chat the person's."""
    message = find_message(writable_chat(world, params["chat_id"]), params["message_id"], "to delete")
    if message.sender != world.bot and message.chat.kind != "private":
        raise bad_request("message can't be deleted")
    if world.now() - message.date > _DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    return True


def delete_messages(world: World, params: Mapping[str, Any]) -> bool:
    """Deletes those of several messages that can be deleted."""
    chat = writable_chat(world, params["chat_id"])
    for number in params["message_ids"]:
        with suppress(ApiError):
            delete_message(world, {"chat_id": chat.id, "message_id": number})
    return True
