"""Sending, changing and deleting messages; chat actions and reactions."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from offline_telegram.access import find_message, writable_chat
from offline_telegram.errors import bad_request, misuse
from offline_telegram.files import Upload, document, photo
from offline_telegram.formatting import caption_content, text_content
from offline_telegram.keyboards import checked_markup
from offline_telegram.text import checked_link
from offline_telegram.world import Chat, Message, World

_ACTIONS = frozenset(
    {
        "choose_sticker",
        "find_location",
        "record_video",
        "record_video_note",
        "record_voice",
        "typing",
        "upload_document",
        "upload_photo",
        "upload_video",
        "upload_video_note",
        "upload_voice",
    },
)
_SMALLEST_ALBUM = 2
_LARGEST_ALBUM = 10
_REACTIONS = frozenset(
    "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐"
    "🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
) | {"❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"}


def send_message(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Sends text."""
    content = text_content(world, params)
    return _send(world, params, content | link_preview(params)).json()


def send_photo(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Sends a photo by upload, by address or by file_id."""
    message = _send(world, params, photo_content(world, params["photo"], params))
    message.file = params["photo"]
    return message.json()


def send_media_group(world: World, params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Sends two to ten photos as an album; each is a message of its own."""
    album = params["media"]
    if any(item["type"] != "photo" for item in album):
        raise misuse("of albums the offline Telegram models those of photos")
    if len(album) < _SMALLEST_ALBUM:
        raise bad_request("too few messages to send as an album")
    if len(album) > _LARGEST_ALBUM:
        raise bad_request("too many messages to send as an album")
    together = {"media_group_id": str(world.number())}
    contents = [photo_content(world, item["media"], item) | together for item in album]
    messages = [_send(world, params, content) for content in contents]
    for message, item in zip(messages, album, strict=True):
        message.file = item["media"]
    return [message.json() for message in messages]


def send_document(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Sends a file by upload, by address or by file_id."""
    content = {"document": document(_file_id(world, params["document"], "document"), params["document"])}
    message = _send(world, params, content | caption_content(world, params))
    message.file = params["document"]
    return message.json()


def link_preview(params: Mapping[str, Any]) -> dict[str, Any]:
    """The `link_preview_options` of a message, if it has any."""
    options = params.get("link_preview_options")
    if options is None:
        return {}
    if options.get("prefer_small_media") and options.get("prefer_large_media"):
        raise bad_request("link preview can't prefer both small and large media")
    if "url" in options:
        try:
            checked_link(options["url"])
        except ValueError as error:
            raise bad_request(f"URL of the link preview is invalid: {error}") from error
    return {"link_preview_options": dict(options)}


def photo_content(world: World, file: Upload | str, params: Mapping[str, Any]) -> dict[str, Any]:
    """A photo by upload, by address or by file_id, and its caption."""
    content = {"photo": photo(_file_id(world, file, "photo"))} | caption_content(world, params)
    if params.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    if params.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


def _file_id(world: World, file: Upload | str, kind: str) -> str:
    if isinstance(file, str):
        if file in world.files:
            return file
        try:
            checked_link(file)
        except ValueError as error:
            raise bad_request("wrong remote file identifier specified: can't unserialize it") from error
        return world.add_file(kind)
    if not file.content:
        raise bad_request("file must be non-empty")
    return world.add_file(kind, file)


def _send(world: World, params: Mapping[str, Any], content: dict[str, Any]) -> Message:
    """Posts what the bot has to say, with everything that all kinds of messages have in common."""
    chat = writable_chat(world, params["chat_id"])
    markup = checked_markup(params.get("reply_markup"), chat)
    reply_to, quote = _reply(chat, params.get("reply_parameters"))
    if "message_effect_id" in params:
        if chat.kind != "private":
            raise bad_request("message effects can be used in private chats only")
        content["effect_id"] = params["message_effect_id"]
    if params.get("protect_content"):
        content["has_protected_content"] = True
    message = world.post(chat, world.bot, content | quote, reply_to)
    message.silent = params.get("disable_notification", False)
    message.reply_markup = markup
    if markup and "keyboard" in markup:
        chat.keyboard = markup
    elif markup and "remove_keyboard" in markup:
        chat.keyboard = None
    return message


def _reply(chat: Chat, reply: Mapping[str, Any] | None) -> tuple[Message | None, dict[str, Any]]:
    """The message that is replied to, and the part of it that is quoted."""
    if reply is None:
        return None, {}
    if reply.get("chat_id", chat.id) != chat.id:
        raise misuse("replies to other chats are not modelled by the offline Telegram")
    target = chat.messages.get(reply["message_id"])
    if target is None or target.deleted:
        if reply.get("allow_sending_without_reply"):
            return None, {}
        raise bad_request("message to be replied not found")
    if "quote" not in reply:
        return target, {}
    position = target.text.find(reply["quote"])
    if position < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    return target, {"quote": {"text": reply["quote"], "position": position, "is_manual": True}}


def send_chat_action(world: World, params: Mapping[str, Any]) -> bool:
    """Shows that the bot is busy."""
    if params["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    writable_chat(world, params["chat_id"])
    return True


def set_message_reaction(world: World, params: Mapping[str, Any]) -> bool:
    """Puts one emoji under a message, or takes it away."""
    message = find_message(writable_chat(world, params["chat_id"]), params["message_id"], "to react")
    emoji = [reaction["emoji"] for reaction in params.get("reaction", ())]
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not _REACTIONS.issuperset(emoji) or any(r["type"] != "emoji" for r in params.get("reaction", ())):
        raise bad_request("REACTION_INVALID")
    message.reaction = emoji[0] if emoji else None
    return True


_DELETABLE_FOR = timedelta(hours=48)
_TEXT_FIELDS = frozenset({"text", "entities", "link_preview_options"})
_CAPTION_FIELDS = frozenset({"caption", "caption_entities", "show_caption_above_media"})
_MEDIA_FIELDS = frozenset({"photo", "document", "has_media_spoiler"})


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
    """Replaces a text, a photo or a file by a photo, with its caption, and the inline keyboard."""
    message, media = _editable(world, params), params["media"]
    if media["type"] != "photo":
        raise misuse("of media the offline Telegram models photos")
    kept = _without(message, _TEXT_FIELDS | _CAPTION_FIELDS | _MEDIA_FIELDS)
    changed = _change(world, message, kept | photo_content(world, media["media"], media), params)
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
