"""The methods of the Bot API that work here, and the fields that have an effect."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from offline_telegram import access, edits, files, messages, profile, queries, reactions, updates, webhooks
from offline_telegram.specification import ALL, Specification, published
from offline_telegram.world import World

Answer = Callable[[World, Mapping[str, Any]], Any]

_TARGET = "chat_id! message_id!"
_SENDING_ALBUM = (
    "chat_id message_thread_id disable_notification protect_content allow_paid_broadcast message_effect_id "
    "reply_parameters"
)
_SENDING = f"{_SENDING_ALBUM} reply_markup"
_TEXT = "parse_mode entities link_preview_options text"
_CAPTION = "caption parse_mode caption_entities"
_MEDIA = f"{_SENDING} {_CAPTION}"
_LOOK = "show_caption_above_media has_spoiler"
_TYPES: Mapping[str, str] = {
    "BotCommand": ALL,
    "BotCommandScopeAllChatAdministrators": ALL,
    "BotCommandScopeAllGroupChats": ALL,
    "BotCommandScopeAllPrivateChats": ALL,
    "BotCommandScopeChat": ALL,
    "BotCommandScopeChatAdministrators": ALL,
    "BotCommandScopeChatMember": ALL,
    "BotCommandScopeDefault": ALL,
    "CopyTextButton": ALL,
    "ForceReply": ALL,
    "InlineKeyboardButton": (
        "text icon_custom_emoji_id style url callback_data copy_text switch_inline_query "
        "switch_inline_query_current_chat switch_inline_query_chosen_chat"
    ),
    "InlineKeyboardMarkup": ALL,
    "InlineQueryResultArticle": "type id title input_message_content reply_markup description",
    "InlineQueryResultsButton": "text start_parameter",
    "InputMediaPhoto": ALL,
    "InputTextMessageContent": ALL,
    "KeyboardButton": "text icon_custom_emoji_id style request_contact request_location",
    "LinkPreviewOptions": ALL,
    "MenuButtonCommands": ALL,
    "MenuButtonDefault": ALL,
    "MenuButtonWebApp": ALL,
    "MessageEntity": ALL,
    "ReactionTypeEmoji": ALL,
    "ReplyKeyboardMarkup": ALL,
    "ReplyKeyboardRemove": ALL,
    "ReplyParameters": "message_id chat_id allow_sending_without_reply quote quote_position",
    "SwitchInlineQueryChosenChat": ALL,
    "WebAppInfo": ALL,
    "User": "id is_bot first_name last_name username language_code is_premium",
}


def _agreed(_world: World, _params: Mapping[str, Any]) -> bool:
    return True


_METHODS: Mapping[str, tuple[Answer, str]] = {
    "answerCallbackQuery": (queries.answer_callback_query, ALL),
    "answerGuestQuery": (queries.answer_guest_query, ALL),
    "answerInlineQuery": (queries.answer_inline_query, ALL),
    "close": (_agreed, ALL),
    "copyMessage": (messages.copy_message, f"{_SENDING} {_CAPTION} from_chat_id message_id"),
    "deleteMessage": (edits.delete_message, ALL),
    "deleteMessages": (edits.delete_messages, ALL),
    "deleteMyCommands": (profile.delete_my_commands, ALL),
    "deleteWebhook": (webhooks.delete_webhook, ALL),
    "editMessageCaption": (
        edits.edit_message_caption,
        f"{_TARGET} {_CAPTION} reply_markup show_caption_above_media",
    ),
    "editMessageMedia": (edits.edit_message_media, f"{_TARGET} media reply_markup"),
    "editMessageReplyMarkup": (edits.edit_message_reply_markup, f"{_TARGET} reply_markup"),
    "editMessageText": (edits.edit_message_text, f"{_TARGET} {_TEXT}! reply_markup"),
    "forwardMessage": (
        messages.forward_message,
        "chat_id message_thread_id from_chat_id message_id disable_notification protect_content",
    ),
    "getChat": (access.get_chat, ALL),
    "getChatAdministrators": (access.get_chat_administrators, ALL),
    "getChatMember": (access.get_chat_member, ALL),
    "getChatMemberCount": (access.get_chat_member_count, ALL),
    "getChatMenuButton": (profile.get_chat_menu_button, ALL),
    "getFile": (files.get_file, ALL),
    "getMe": (profile.get_me, ALL),
    "getMyCommands": (profile.get_my_commands, ALL),
    "getMyDescription": (profile.get_my_description, ALL),
    "getMyName": (profile.get_my_name, ALL),
    "getMyShortDescription": (profile.get_my_short_description, ALL),
    "getUpdates": (updates.get_updates, ALL),
    "getWebhookInfo": (webhooks.get_webhook_info, ALL),
    "leaveChat": (access.leave_chat, ALL),
    "logOut": (_agreed, ALL),
    "sendChatAction": (messages.send_chat_action, "chat_id message_thread_id action"),
    "pinChatMessage": (access.pin_chat_message, "chat_id message_id"),
    "sendAnimation": (messages.send_media("animation"), f"{_MEDIA} animation {_LOOK}"),
    "sendAudio": (messages.send_media("audio"), f"{_MEDIA} audio"),
    "sendContact": (messages.send_contact, f"{_SENDING} phone_number first_name last_name vcard"),
    "sendDocument": (messages.send_media("document"), f"{_MEDIA} document disable_content_type_detection"),
    "sendLocation": (messages.send_location, f"{_SENDING} latitude longitude"),
    "sendMediaGroup": (messages.send_media_group, f"{_SENDING_ALBUM} media"),
    "sendMessage": (messages.send_message, f"{_SENDING} {_TEXT}"),
    "sendPhoto": (messages.send_media("photo"), f"{_MEDIA} photo {_LOOK}"),
    "sendSticker": (messages.send_media("sticker"), f"{_SENDING} sticker"),
    "sendVideo": (messages.send_media("video"), f"{_MEDIA} video {_LOOK}"),
    "sendVideoNote": (messages.send_media("video_note"), f"{_SENDING} video_note"),
    "sendVoice": (messages.send_media("voice"), f"{_MEDIA} voice"),
    "setChatMenuButton": (profile.set_chat_menu_button, ALL),
    "setMessageReaction": (reactions.set_message_reaction, ALL),
    "setMyCommands": (profile.set_my_commands, ALL),
    "setMyDescription": (profile.set_my_description, ALL),
    "setMyName": (profile.set_my_name, ALL),
    "setMyShortDescription": (profile.set_my_short_description, ALL),
    "setWebhook": (webhooks.set_webhook, ALL),
    "unpinAllChatMessages": (access.unpin_all_chat_messages, ALL),
    "unpinChatMessage": (access.unpin_chat_message, "chat_id message_id"),
}


@cache
def lenient() -> Specification:
    """What requests over HTTP may hold: everything published. More is overlooked."""
    fields = {name: names for name, (_, names) in _METHODS.items()}
    return published().with_effects(fields, _TYPES)


@cache
def strict() -> Specification:
    """What requests may hold if all of it must have an effect."""
    return lenient().strict()


def answer(world: World, method: str, params: Mapping[str, Any]) -> Any:
    """Carries out a method whose parameters have been checked."""
    return _METHODS[method][0](world, params)


@cache
def _names() -> Mapping[str, str]:
    return {name.lower(): name for name in published().methods}


def method_named(name: str) -> str:
    """The name in the Bot API's own case. An unknown name stays as it is."""
    return _names().get(name.lower(), name)
