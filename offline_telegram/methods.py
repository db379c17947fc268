"""The methods of the Bot API that the local Telegram answers, with their parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from offline_telegram import access, files, messages, profile, queries, updates, webhooks
from offline_telegram.specification import REPLY_MARKUP, Field, Fields, array, may, must
from offline_telegram.world import World


@dataclass(frozen=True)
class Method:
    """How a request is answered, and what it may hold."""

    answer: Callable[[World, Mapping[str, Any]], Any]
    fields: Fields = field(default_factory=dict)


_CHAT: dict[str, Field] = {"chat_id": must("Integer", "String")}
_MESSAGE = _CHAT | {"message_id": must("Integer")}
_LANGUAGE = {"language_code": may("String")}
_SCOPE = _LANGUAGE | {"scope": may("BotCommandScope")}
_SENDING_ALBUM = _CHAT | {
    "disable_notification": may("Boolean"),
    "protect_content": may("Boolean"),
    "allow_paid_broadcast": may("Boolean"),
    "message_effect_id": may("String"),
    "reply_parameters": may("ReplyParameters"),
}
_SENDING = _SENDING_ALBUM | {"reply_markup": may(*REPLY_MARKUP)}
_TEXT = {
    "text": must("String"),
    "parse_mode": may("String"),
    "entities": may(array("MessageEntity")),
    "link_preview_options": may("LinkPreviewOptions"),
}
_CAPTION = {
    "caption": may("String"),
    "parse_mode": may("String"),
    "caption_entities": may(array("MessageEntity")),
}
_INLINE_MARKUP = {"reply_markup": may("InlineKeyboardMarkup")}
_ALLOWED_UPDATES = {"allowed_updates": may(array("String"))}
_DROP = {"drop_pending_updates": may("Boolean")}


def _agreed(_world: World, _params: Mapping[str, Any]) -> bool:
    return True


METHODS: Mapping[str, Method] = {
    "answerCallbackQuery": Method(
        queries.answer_callback_query,
        {
            "callback_query_id": must("String"),
            "text": may("String"),
            "show_alert": may("Boolean"),
            "url": may("String"),
            "cache_time": may("Integer"),
        },
    ),
    "answerGuestQuery": Method(
        queries.answer_guest_query,
        {"guest_query_id": must("String"), "result": must("InlineQueryResult")},
    ),
    "answerInlineQuery": Method(
        queries.answer_inline_query,
        {
            "inline_query_id": must("String"),
            "results": must(array("InlineQueryResult")),
            "cache_time": may("Integer"),
            "is_personal": may("Boolean"),
            "next_offset": may("String"),
            "button": may("InlineQueryResultsButton"),
        },
    ),
    "close": Method(_agreed),
    "deleteMessage": Method(messages.delete_message, _MESSAGE),
    "deleteMyCommands": Method(profile.delete_my_commands, _SCOPE),
    "deleteWebhook": Method(webhooks.delete_webhook, _DROP),
    "editMessageCaption": Method(
        messages.edit_message_caption,
        _MESSAGE | _CAPTION | _INLINE_MARKUP | {"show_caption_above_media": may("Boolean")},
    ),
    "editMessageMedia": Method(
        messages.edit_message_media, _MESSAGE | _INLINE_MARKUP | {"media": must("InputMediaPhoto")}
    ),
    "editMessageReplyMarkup": Method(messages.edit_message_reply_markup, _MESSAGE | _INLINE_MARKUP),
    "editMessageText": Method(messages.edit_message_text, _MESSAGE | _TEXT | _INLINE_MARKUP),
    "getChat": Method(access.get_chat, _CHAT),
    "getChatAdministrators": Method(access.get_chat_administrators, _CHAT | {"return_bots": may("Boolean")}),
    "getChatMember": Method(access.get_chat_member, _CHAT | {"user_id": must("Integer")}),
    "getFile": Method(files.get_file, {"file_id": must("String")}),
    "getMe": Method(profile.get_me),
    "getMyCommands": Method(profile.get_my_commands, _SCOPE),
    "getMyDescription": Method(profile.get_my_description, _LANGUAGE),
    "getMyShortDescription": Method(profile.get_my_short_description, _LANGUAGE),
    "getUpdates": Method(
        updates.get_updates,
        _ALLOWED_UPDATES | {"offset": may("Integer"), "limit": may("Integer"), "timeout": may("Integer")},
    ),
    "getWebhookInfo": Method(webhooks.get_webhook_info),
    "leaveChat": Method(access.leave_chat, _CHAT),
    "logOut": Method(_agreed),
    "sendChatAction": Method(messages.send_chat_action, _CHAT | {"action": must("String")}),
    "sendDocument": Method(
        messages.send_document,
        _SENDING
        | _CAPTION
        | {"document": must("InputFile", "String"), "disable_content_type_detection": may("Boolean")},
    ),
    "sendMediaGroup": Method(
        messages.send_media_group, _SENDING_ALBUM | {"media": must(array("InputMediaPhoto"))}
    ),
    "sendMessage": Method(messages.send_message, _SENDING | _TEXT),
    "sendPhoto": Method(
        messages.send_photo,
        _SENDING
        | _CAPTION
        | {
            "photo": must("InputFile", "String"),
            "show_caption_above_media": may("Boolean"),
            "has_spoiler": may("Boolean"),
        },
    ),
    "setMessageReaction": Method(
        messages.set_message_reaction,
        _MESSAGE | {"reaction": may(array("ReactionType")), "is_big": may("Boolean")},
    ),
    "setMyCommands": Method(profile.set_my_commands, _SCOPE | {"commands": must(array("BotCommand"))}),
    "setMyDescription": Method(profile.set_my_description, _LANGUAGE | {"description": may("String")}),
    "setMyShortDescription": Method(
        profile.set_my_short_description,
        _LANGUAGE | {"short_description": may("String")},
    ),
    "setWebhook": Method(
        webhooks.set_webhook,
        _ALLOWED_UPDATES
        | _DROP
        | {
            "url": must("String"),
            "certificate": may("InputFile"),
            "ip_address": may("String"),
            "max_connections": may("Integer"),
            "secret_token": may("String"),
        },
    ),
}

_NAMES = {name.lower(): name for name in METHODS}


def method_named(name: str) -> str:
    """The name as it is spelt here, whatever its case; one that is unknown stays as it is."""
    return _NAMES.get(name.lower(), name)
