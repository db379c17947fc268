"""Emoji under messages: the bot's own, and those of people, of which the bot may be told."""

from collections.abc import Mapping
from typing import Any

from offline_telegram.access import find_message, writable_chat
from offline_telegram.errors import bad_request
from offline_telegram.world import Message, User, World

REACTIONS = frozenset(
    "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐"
    "🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
) | {"❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"}
"""Those that a message can have; Telegram names them without the sign that makes a character an emoji."""
_AS_EMOJI = "\ufe0f"


def set_message_reaction(world: World, params: Mapping[str, Any]) -> bool:
    """Puts one emoji under a message, or takes it away."""
    message = find_message(writable_chat(world, params["chat_id"]), params["message_id"], "to react")
    reactions = params.get("reaction", ())
    emoji = [reaction.get("emoji") for reaction in reactions]
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not REACTIONS.issuperset(emoji) or any(reaction["type"] != "emoji" for reaction in reactions):
        raise bad_request("REACTION_INVALID")
    message.reaction = emoji[0] if emoji else None
    return True


def react(world: World, person: User, message: Message, emoji: str) -> None:
    """Puts a person's emoji in the place of the one before; "" takes it away.

    In a group only administrators are told of it, and there the bot is none.
    """
    emoji = emoji.replace(_AS_EMOJI, "")
    if emoji and emoji not in REACTIONS:
        raise ValueError(f"Telegram has no reaction {emoji}")
    if message.deleted:
        raise ValueError("the message is gone")
    before = message.reactions.get(person.id, "")
    if emoji == before:
        return
    if emoji:
        message.reactions[person.id] = emoji
    else:
        del message.reactions[person.id]
    if message.chat.kind == "private":
        world.updates.add(
            "message_reaction",
            {
                "chat": message.chat.json(),
                "message_id": message.id,
                "user": person.json(),
                "date": int(world.now().timestamp()),
                "old_reaction": _listed(before),
                "new_reaction": _listed(emoji),
            },
        )


def _listed(emoji: str) -> list[dict[str, str]]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
