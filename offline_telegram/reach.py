"""Finding the chats and messages that a request names, or the error Telegram gives instead."""

import re
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING

from offline_telegram.errors import ApiError, bad_request, blocked, forbidden, migrated

if TYPE_CHECKING:
    from offline_telegram.world import Chat, Message, World

_NUMBER = re.compile(r"-?[0-9]{1,19}")


class Access(Enum):
    """How the bot stands with a chat; it may write only where it is open."""

    OPEN = auto()
    NEW = auto()
    BLOCKED = auto()
    DEACTIVATED = auto()
    KICKED = auto()
    LEFT = auto()


_REFUSALS: Mapping[Access, Callable[[str], ApiError]] = {
    Access.NEW: lambda _: forbidden("bot can't initiate conversation with a user"),
    Access.BLOCKED: lambda _: blocked(),
    Access.DEACTIVATED: lambda _: forbidden("user is deactivated"),
    Access.KICKED: lambda kind: forbidden(f"bot was kicked from the {kind} chat"),
    Access.LEFT: lambda kind: forbidden(f"bot is not a member of the {kind} chat"),
}


def find(world: "World", chat_id: int | str) -> "Chat":
    """The chat with an id, whether or not the bot may write there."""
    if isinstance(chat_id, str) and _NUMBER.fullmatch(chat_id):
        chat_id = int(chat_id)
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to:
        raise migrated(chat.migrated_to)
    return chat


def reach(world: "World", chat_id: int | str) -> "Chat":
    """The chat with an id, if the bot may write there."""
    chat = find(world, chat_id)
    refusal = _REFUSALS.get(chat.access)
    if refusal:
        raise refusal(chat.kind)
    return chat


def find_message(chat: "Chat", message_id: int, purpose: str) -> "Message":
    """A message that still exists; the purpose is Telegram's word for what was to be done with it."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise bad_request(f"message {purpose} not found")
    return message
