"""Finding the chats and messages that a request names, and how the bot stands with a chat."""

import re
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from offline_telegram.errors import ApiError, bad_request, blocked, forbidden, migrated

if TYPE_CHECKING:
    from offline_telegram.world import Chat, Message, Topic, User, World

_NUMBER = re.compile(r"-?[0-9]{1,19}")
_FOR_EVER = 0
GENERAL = 1
"""The id of the topic that every forum has; its messages do not name it."""
_STATUS_DETAILS: Mapping[str, dict[str, Any]] = {
    "creator": {"is_anonymous": False},
    "kicked": {"until_date": _FOR_EVER},
}


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


def known_chat(world: "World", chat_id: int | str) -> "Chat":
    """The chat with an id, whether or not the bot may write there."""
    if isinstance(chat_id, str) and _NUMBER.fullmatch(chat_id):
        chat_id = int(chat_id)
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to:
        raise migrated(chat.migrated_to)
    return chat


def writable_chat(world: "World", chat_id: int | str) -> "Chat":
    """The chat with an id, if the bot may write there."""
    chat = known_chat(world, chat_id)
    refusal = _REFUSALS.get(chat.access)
    if refusal:
        raise refusal(chat.kind)
    return chat


def writable_topic(
    world: "World", chat: "Chat", thread_id: int | None, reply_to: "Message | None" = None
) -> "Topic | None":
    """Where in a chat a message goes, if the bot may write there; None if the chat has no topics."""
    if not chat.topics:
        if thread_id is not None:
            world.overlook('"message_thread_id" has no effect in a chat without topics')
        return None
    if thread_id is None:
        topic = reply_to.topic if reply_to else chat.topics[GENERAL]
    else:
        topic = chat.topics.get(thread_id) if thread_id != GENERAL else None
        if topic is None:
            raise bad_request("message thread not found")
    if topic and topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return topic


def find_message(chat: "Chat", message_id: int, purpose: str) -> "Message":
    """A message that still exists; the purpose is Telegram's word for what was to be done with it."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise bad_request(f"message {purpose} not found")
    return message


_STATUS = {
    Access.OPEN: "member",
    Access.NEW: "member",
    Access.BLOCKED: "kicked",
    Access.KICKED: "kicked",
}


def get_chat(world: "World", params: Mapping[str, Any]) -> dict[str, Any]:
    """The ChatFullInfo object."""
    chat = writable_chat(world, params["chat_id"])
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    pinned = {"pinned_message": chat.pinned[-1].json()} if chat.pinned else {}
    return (
        chat.json()
        | pinned
        | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(gifts, False),
        }
    )


def get_chat_member(world: "World", params: Mapping[str, Any]) -> dict[str, Any]:
    """The ChatMember object of a person or the bot."""
    chat = writable_chat(world, params["chat_id"])
    user = world.users.get(params["user_id"])
    if user is None:
        raise bad_request("user not found")
    if user == world.bot:
        return member(user, "member")
    if user.id not in chat.members:
        return member(user, "left")
    return member(user, "creator" if chat.kind != "private" and user == chat.owner else "member")


def get_chat_member_count(world: "World", params: Mapping[str, Any]) -> int:
    """How many are in a chat, the bot among them."""
    return len(writable_chat(world, params["chat_id"]).members) + 1


def pin_chat_message(world: "World", params: Mapping[str, Any]) -> bool:
    """Pins a message in a private chat; in groups the bot is no administrator."""
    chat = _pinning(world, params)
    message = find_message(chat, params["message_id"], "to pin")
    chat.pinned = [*(other for other in chat.pinned if other is not message), message]
    return True


def unpin_chat_message(world: "World", params: Mapping[str, Any]) -> bool:
    """Unpins a message, or the newest that is pinned."""
    chat = _pinning(world, params)
    if "message_id" in params:
        message = find_message(chat, params["message_id"], "to unpin")
        chat.pinned = [other for other in chat.pinned if other is not message]
    else:
        del chat.pinned[-1:]
    return True


def unpin_all_chat_messages(world: "World", params: Mapping[str, Any]) -> bool:
    """Unpins everything."""
    _pinning(world, params).pinned.clear()
    return True


def _pinning(world: "World", params: Mapping[str, Any]) -> "Chat":
    chat = writable_chat(world, params["chat_id"])
    if chat.kind != "private":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


def get_chat_administrators(world: "World", params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The owner of a group, who is its only administrator here."""
    chat = writable_chat(world, params["chat_id"])
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [member(chat.owner, "creator")]


def leave_chat(world: "World", params: Mapping[str, Any]) -> bool:
    """The bot leaves a group."""
    chat = writable_chat(world, params["chat_id"])
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    change_access(world, chat, Access.LEFT, world.bot)
    return True


def member(user: "User", status: str) -> dict[str, Any]:
    """A ChatMember object."""
    return {"status": status, "user": user.json(), **_STATUS_DETAILS.get(status, {})}


def change_access(world: "World", chat: "Chat", access: Access, by: "User") -> None:
    """Changes the bot's access to a chat, and sends it the update."""
    change = {
        "chat": chat.json(),
        "from": by.json(),
        "date": int(world.now().timestamp()),
        "old_chat_member": member(world.bot, _STATUS.get(chat.access, "left")),
        "new_chat_member": member(world.bot, _STATUS.get(access, "left")),
    }
    chat.access = access
    world.updates.add("my_chat_member", change)
