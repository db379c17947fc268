"""Requests held against the specification of the Bot API."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from offline_telegram.errors import MisuseError, bad_request, misuse
from offline_telegram.files import Upload

ARRAY = "Array of "


@dataclass(frozen=True)
class Field:
    """One parameter of a method or field of an object: the types it may have, any of them."""

    types: tuple[str, ...]
    required: bool = False


Fields = Mapping[str, Field]


def must(*types: str) -> Field:
    """A field that has to be there."""
    return Field(types, required=True)


def may(*types: str) -> Field:
    """An optional field."""
    return Field(types)


def array(of: str) -> str:
    """The type of a list."""
    return f"{ARRAY}{of}"


REPLY_MARKUP = ("InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply")

UNIONS: Mapping[str, tuple[str, ...]] = {
    "BotCommandScope": ("BotCommandScopeWide", "BotCommandScopeChat", "BotCommandScopeChatMember"),
    "InlineQueryResult": ("InlineQueryResultArticle",),
    "InputMessageContent": ("InputTextMessageContent",),
    "ReactionType": ("ReactionTypeEmoji",),
}

TYPES: Mapping[str, Fields] = {
    "BotCommand": {"command": must("String"), "description": must("String")},
    "BotCommandScopeWide": {"type": must("String")},
    "BotCommandScopeChat": {"type": must("String"), "chat_id": must("Integer", "String")},
    "BotCommandScopeChatMember": {
        "type": must("String"),
        "chat_id": must("Integer", "String"),
        "user_id": must("Integer"),
    },
    "CopyTextButton": {"text": must("String")},
    "ForceReply": {
        "force_reply": must("Boolean"),
        "input_field_placeholder": may("String"),
        "selective": may("Boolean"),
    },
    "InlineKeyboardButton": {
        "text": must("String"),
        "icon_custom_emoji_id": may("String"),
        "style": may("String"),
        "url": may("String"),
        "callback_data": may("String"),
        "copy_text": may("CopyTextButton"),
        "switch_inline_query": may("String"),
        "switch_inline_query_current_chat": may("String"),
        "switch_inline_query_chosen_chat": may("SwitchInlineQueryChosenChat"),
    },
    "InlineKeyboardMarkup": {"inline_keyboard": must(array(array("InlineKeyboardButton")))},
    "InputMediaPhoto": {
        "type": must("String"),
        "media": must("InputFile", "String"),
        "caption": may("String"),
        "parse_mode": may("String"),
        "caption_entities": may(array("MessageEntity")),
        "show_caption_above_media": may("Boolean"),
        "has_spoiler": may("Boolean"),
    },
    "InlineQueryResultArticle": {
        "type": must("String"),
        "id": must("String"),
        "title": must("String"),
        "input_message_content": must("InputMessageContent"),
        "reply_markup": may("InlineKeyboardMarkup"),
        "description": may("String"),
    },
    "InlineQueryResultsButton": {"text": must("String"), "start_parameter": may("String")},
    "InputTextMessageContent": {
        "message_text": must("String"),
        "parse_mode": may("String"),
        "entities": may(array("MessageEntity")),
        "link_preview_options": may("LinkPreviewOptions"),
    },
    "KeyboardButton": {
        "text": must("String"),
        "icon_custom_emoji_id": may("String"),
        "style": may("String"),
        "request_contact": may("Boolean"),
        "request_location": may("Boolean"),
    },
    "LinkPreviewOptions": {
        "is_disabled": may("Boolean"),
        "url": may("String"),
        "prefer_small_media": may("Boolean"),
        "prefer_large_media": may("Boolean"),
        "show_above_text": may("Boolean"),
    },
    "MessageEntity": {
        "type": must("String"),
        "offset": must("Integer"),
        "length": must("Integer"),
        "url": may("String"),
        "user": may("User"),
        "language": may("String"),
        "custom_emoji_id": may("String"),
        "unix_time": may("Integer"),
        "date_time_format": may("String"),
    },
    "ReactionTypeEmoji": {"type": must("String"), "emoji": must("String")},
    "ReplyKeyboardMarkup": {
        "keyboard": must(array(array("KeyboardButton"))),
        "is_persistent": may("Boolean"),
        "resize_keyboard": may("Boolean"),
        "one_time_keyboard": may("Boolean"),
        "input_field_placeholder": may("String"),
        "selective": may("Boolean"),
    },
    "ReplyKeyboardRemove": {"remove_keyboard": must("Boolean"), "selective": may("Boolean")},
    "ReplyParameters": {
        "message_id": must("Integer"),
        "chat_id": may("Integer", "String"),
        "allow_sending_without_reply": may("Boolean"),
        "quote": may("String"),
        "quote_position": may("Integer"),
    },
    "SwitchInlineQueryChosenChat": {
        "query": may("String"),
        "allow_user_chats": may("Boolean"),
        "allow_bot_chats": may("Boolean"),
        "allow_group_chats": may("Boolean"),
        "allow_channel_chats": may("Boolean"),
    },
    "User": {
        "id": must("Integer"),
        "is_bot": must("Boolean"),
        "first_name": must("String"),
        "last_name": may("String"),
        "username": may("String"),
        "language_code": may("String"),
        "is_premium": may("Boolean"),
    },
}


_PRIMITIVES: Mapping[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "InputFile": (Upload,),
}


def check_fields(values: Mapping[str, Any], fields: Fields, where: str) -> None:
    """Raises misuse unless the values are what the fields say, all the way down."""
    for name in values:
        if name not in fields:
            raise misuse(f'{where}: "{name}" is unknown, or not modelled by the local Telegram')
    for name, field in fields.items():
        if name in values:
            _check_value(values[name], field.types, f"{where}.{name}")
        elif field.required:
            raise misuse(f'{where}: "{name}" is missing')


def _check_value(value: Any, types: Sequence[str], where: str) -> None:
    types = [member for name in types for member in UNIONS.get(name, (name,))]
    errors = []
    for name in types:
        try:
            return _check_type(value, name, where)
        except MisuseError as error:
            errors.append(error)
    # Of several objects the one that was meant says best what is wrong with it.
    meant = [error for error, name in zip(errors, types, strict=True) if _resembles(value, name)]
    raise (meant or errors)[0]


def _check_type(value: Any, name: str, where: str) -> None:
    if name.startswith(ARRAY):
        if not isinstance(value, list | tuple):
            raise misuse(f"{where} must be a list, not {value!r}")
        for index, item in enumerate(value):
            _check_value(item, (name.removeprefix(ARRAY),), f"{where}[{index}]")
    elif name in TYPES:
        if not isinstance(value, Mapping):
            raise misuse(f"{where} must be of type {name}, not {value!r}")
        check_fields(value, TYPES[name], where)
    elif not isinstance(value, _PRIMITIVES[name]) or (isinstance(value, bool) and name != "Boolean"):
        raise misuse(f"{where} must be of type {name}, not {value!r}")
    elif isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        raise bad_request("strings must be encoded in UTF-8")


def _resembles(value: Any, name: str) -> bool:
    required = {key for key, field in TYPES.get(name, {}).items() if field.required}
    return isinstance(value, Mapping) and bool(required) and required <= value.keys()


_INTEGER = re.compile(r"-?[0-9]{1,1000}")  # int() refuses some thousands
_FLOAT = re.compile(r"-?[0-9]{1,19}(\.[0-9]{1,19})?")
_BOOLEANS: Mapping[str, bool] = {
    "true": True,
    "yes": True,
    "1": True,
    "false": False,
    "no": False,
    "0": False,
}


def from_json(body: bytes) -> dict[str, Any]:
    """The parameters of a body that is a JSON object; raises misuse if it is none."""
    try:
        values = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise misuse("the body is not a JSON object")
    return values


def from_form(body: bytes) -> dict[str, Any]:
    """The parameters of an urlencoded form; what is not UTF-8 is left for the check to refuse."""
    text = body.decode(errors="surrogateescape")
    return dict(parse_qsl(text, keep_blank_values=True, errors="surrogateescape"))


def native(values: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """The values as their fields have them; what cannot be converted stays, for the check to name it."""
    return {
        name: _native(value, fields[name].types) if name in fields else value
        for name, value in values.items()
        # An empty text stands for "not given", except where a text is asked for.
        if value != "" or name not in fields or "String" in fields[name].types
    }


def _native(value: Any, types: Sequence[str]) -> Any:
    members = [member for name in types for member in UNIONS.get(name, (name,))]
    if isinstance(value, str) and any(name in TYPES or name.startswith(ARRAY) for name in members):
        with suppress(ValueError, RecursionError):
            value = json.loads(value)
    for name in members:
        with suppress(ValueError):
            return _converted(value, name)
    return value


def _converted(value: Any, name: str) -> Any:
    """The value as a type; raises a ValueError if it seems to be of another one."""
    if name.startswith(ARRAY) and isinstance(value, list):
        return [_native(item, (name.removeprefix(ARRAY),)) for item in value]
    if name in TYPES and isinstance(value, dict) and value.keys() <= TYPES[name].keys():
        return native(value, TYPES[name])
    if isinstance(value, str):
        return _primitive(value, name)
    raise ValueError(name)


def _primitive(text: str, name: str) -> Any:
    if name == "Integer" and _INTEGER.fullmatch(text):
        return int(text)
    if name == "Float" and _FLOAT.fullmatch(text):
        return float(text)
    if name == "Boolean" and text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if name == "String":
        return text
    raise ValueError(name)
