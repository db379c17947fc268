"""The object types that requests are made of, as the Bot API's specification names them.

A field that is missing here is one that the local Telegram does not model.
"""

from collections.abc import Mapping
from dataclasses import dataclass

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
