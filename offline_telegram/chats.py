"""Chats and who is in them."""

from collections.abc import Mapping
from typing import Any

from offline_telegram.errors import bad_request
from offline_telegram.reach import Access, reach
from offline_telegram.world import Chat, User, World

_FOR_EVER = 0
_STATUS_DETAILS: Mapping[str, dict[str, Any]] = {
    "creator": {"is_anonymous": False},
    "kicked": {"until_date": _FOR_EVER},
}
_STATUS = {
    Access.OPEN: "member",
    Access.NEW: "member",
    Access.BLOCKED: "kicked",
    Access.KICKED: "kicked",
}


def get_chat(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """The ChatFullInfo object."""
    chat = reach(world, params["chat_id"])
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return chat.json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def get_chat_member(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """The ChatMember object of a person or the bot."""
    chat = reach(world, params["chat_id"])
    user = world.users.get(params["user_id"])
    if user is None:
        raise bad_request("user not found")
    if user == world.bot:
        return member(user, "member")
    if user.id not in chat.members:
        return member(user, "left")
    return member(user, "creator" if chat.kind != "private" and user == chat.owner else "member")


def get_chat_administrators(world: World, params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The owner of a group; nobody else is an administrator here."""
    chat = reach(world, params["chat_id"])
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [member(chat.owner, "creator")]


def leave_chat(world: World, params: Mapping[str, Any]) -> bool:
    """The bot goes by itself."""
    chat = reach(world, params["chat_id"])
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    change_access(world, chat, Access.LEFT, world.bot)
    return True


def member(user: User, status: str) -> dict[str, Any]:
    """A ChatMember object."""
    return {"status": status, "user": user.json(), **_STATUS_DETAILS.get(status, {})}


def change_access(world: World, chat: Chat, access: Access, by: User) -> None:
    """Changes how the bot stands with a chat, and tells it."""
    change = {
        "chat": chat.json(),
        "from": by.json(),
        "date": int(world.now().timestamp()),
        "old_chat_member": member(world.bot, _STATUS.get(chat.access, "left")),
        "new_chat_member": member(world.bot, _STATUS.get(access, "left")),
    }
    chat.access = access
    world.updates.add("my_chat_member", change)
