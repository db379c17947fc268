"""Sending: messages, files and chat actions."""

from collections.abc import Callable, Mapping
from typing import Any

from offline_telegram.access import find_message, writable_chat, writable_topic
from offline_telegram.errors import bad_request, misuse
from offline_telegram.files import Upload, media
from offline_telegram.formatting import caption_content, text_content
from offline_telegram.keyboards import checked_markup
from offline_telegram.text import checked_link
from offline_telegram.world import SERVICE, Chat, Message, World

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
_IN_ALBUMS = frozenset({"audio", "document", "photo", "video"})
_OF_THE_MESSAGE = frozenset({"media_group_id", "via_bot", "quote", "effect_id", "guest_bot_caller_user"})
"""Fields of the message itself, which copies do not have."""
_POLE, _DATE_LINE = 90, 180
_SMALLEST_ALBUM = 2
_LARGEST_ALBUM = 10


def send_message(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Sends text."""
    content = text_content(world, params)
    return _send(world, params, content | link_preview(params)).json()


def send_media(kind: str) -> Callable[[World, Mapping[str, Any]], dict[str, Any]]:
    """A method that sends a file by upload, URL or file_id."""

    def send(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
        message = _send(world, params, media_content(world, kind, params[kind], params))
        message.file = params[kind]
        return message.json()

    return send


def send_media_group(world: World, params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Sends two to ten photos, videos, documents or audio files as an album; each is a message of its own."""
    album = params["media"]
    if not world.lenient and any(item["type"] != "photo" for item in album):
        raise misuse("of albums the offline Telegram models those of photos")
    if not _IN_ALBUMS.issuperset(item["type"] for item in album):
        raise misuse(f"of albums the offline Telegram has those of {', '.join(sorted(_IN_ALBUMS))}")
    if len(album) < _SMALLEST_ALBUM:
        raise bad_request("too few messages to send as an album")
    if len(album) > _LARGEST_ALBUM:
        raise bad_request("too many messages to send as an album")
    together = {"media_group_id": str(world.number())}
    contents = [media_content(world, item["type"], item["media"], item) | together for item in album]
    messages = [_send(world, params, content) for content in contents]
    for message, item in zip(messages, album, strict=True):
        message.file = item["media"]
    return [message.json() for message in messages]


def send_location(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Sends a place on the map."""
    if not abs(params["latitude"]) <= _POLE or not abs(params["longitude"]) <= _DATE_LINE:
        raise bad_request("wrong latitude or longitude")
    place = {name: float(params[name]) for name in ("latitude", "longitude")}
    return _send(world, params, {"location": place}).json()


def send_contact(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Sends a name and a phone number."""
    names = ("phone_number", "first_name", "last_name", "vcard")
    return _send(world, params, {"contact": {name: params[name] for name in names if name in params}}).json()


def copy_message(world: World, params: Mapping[str, Any]) -> dict[str, int]:
    """Sends the content of another message, with another caption if there is one."""
    original = _original(world, params)
    content = _own_content(original)
    if "caption" in params and not {"text", "location", "contact"} & content.keys():
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= caption_content(world, params)
    message = _send(world, params, content)
    message.file = original.file
    return {"message_id": message.id}


def forward_message(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Sends another message under the name of its sender."""
    original = _original(world, params)
    origin = {
        "type": "user",
        "date": int(original.date.timestamp()),
        "sender_user": original.sender.json(),
    }
    message = _send(world, params, {"forward_origin": origin, **_own_content(original)})
    message.file = original.file
    return message.json()


def _original(world: World, params: Mapping[str, Any]) -> Message:
    purpose = "to forward or copy"
    return find_message(writable_chat(world, params["from_chat_id"]), params["message_id"], purpose)


def _own_content(message: Message) -> dict[str, Any]:
    if SERVICE & message.content.keys():
        raise bad_request("message can't be forwarded or copied")
    return {name: value for name, value in message.content.items() if name not in _OF_THE_MESSAGE}


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


def media_content(world: World, kind: str, file: Upload | str, params: Mapping[str, Any]) -> dict[str, Any]:
    """A file by upload, URL or file_id, with its caption."""
    file_id = _file_id(world, file, kind)
    content = media(kind, file_id, world.files[file_id]) | caption_content(world, params)
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
    reply_to, quote = _reply(world, chat, params.get("reply_parameters"))
    topic = writable_topic(world, chat, params.get("message_thread_id"), reply_to)
    if "message_effect_id" in params:
        if chat.kind != "private":
            raise bad_request("message effects can be used in private chats only")
        content["effect_id"] = params["message_effect_id"]
    if params.get("protect_content"):
        content["has_protected_content"] = True
    message = world.post(chat, world.bot, content | quote, reply_to, topic)
    message.silent = params.get("disable_notification", False)
    message.reply_markup = markup
    if markup and "keyboard" in markup:
        chat.keyboard = markup
    elif markup and "remove_keyboard" in markup:
        chat.keyboard = None
    return message


def _reply(
    world: World, chat: Chat, reply: Mapping[str, Any] | None
) -> tuple[Message | None, dict[str, Any]]:
    """The message that is replied to, and the part of it that is quoted."""
    if reply is None:
        return None, {}
    if reply.get("chat_id", chat.id) != chat.id:
        world.overlook("replies to other chats are not modelled by the offline Telegram")
        return None, {}
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
    writable_topic(world, writable_chat(world, params["chat_id"]), params.get("message_thread_id"))
    return True
