"""Which requests count against Telegram's limits, and in which chat."""

from collections.abc import Mapping
from typing import Any

_COUNTED = ("send", "editMessage", "forwardMessage", "copyMessage")
_NOT_COUNTED = {"sendChatAction", "sendMessageDraft", "sendGift"}
"""They begin like the others, and leave no message in a chat."""
_UNPAID = _NOT_COUNTED | {"sendChecklist", "sendRichMessageDraft", "sendChatJoinRequestWebApp"}
"""They begin like the others, and take no `allow_paid_broadcast`."""


def chat_written_to(endpoint: str, data: Mapping[str, Any]) -> str | None:
    """The chat in which a request makes or changes a message; None for every other request.

    A message sent by way of the bot's inline mode names no chat, and stands for its own.
    """
    if not endpoint.startswith(_COUNTED) or endpoint in _NOT_COUNTED:
        return None
    chat = data.get("chat_id")
    return str(chat).casefold() if chat else f"inline message {data.get('inline_message_id')}"


def messages_written(data: Mapping[str, Any]) -> int:
    """How many messages a request makes or changes: an album counts as all that is in it.

    A batch of forwarded messages counts once: the bot sends none.
    """
    media = data.get("media")
    return len(media) if isinstance(media, list | tuple) else 1


def may_be_paid(endpoint: str) -> bool:
    """Whether a request takes `allow_paid_broadcast`: those that change a message do not."""
    return endpoint == "copyMessage" or (endpoint.startswith("send") and endpoint not in _UNPAID)


def is_group(chat: str) -> bool:
    """Whether a chat is a group or channel: those have negative numbers or public names."""
    return chat.startswith(("-", "@"))


def is_setting(endpoint: str) -> bool:
    """Whether a request changes what Telegram shows of the bot.

    Nobody waits for it, and Telegram may refuse it alone, for hours, while it takes messages: so it is made
    once, and its refusal silences nobody.
    """
    return endpoint.startswith("setMy")
