"""The bot as a guest: summoned by its name in a chat that it is not in."""

from collections.abc import Mapping
from typing import Any

from offline_telegram.errors import bad_request, misuse
from offline_telegram.inline import checked_result
from offline_telegram.world import GuestQuery, Message, World


def summon(world: World, message: Message) -> GuestQuery:
    """Tells the bot of a message that calls it."""
    query = GuestQuery(str(world.number()), message)
    world.guest_queries[query.id] = query
    world.updates.add("guest_message", message.json() | {"guest_query_id": query.id})
    return query


def answer_guest_query(world: World, params: Mapping[str, Any]) -> dict[str, str]:
    """Posts the bot's answer where it was summoned, once; how long it may take is not known."""
    query = world.guest_queries.get(params["guest_query_id"])
    if query is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if query.answer:
        raise misuse("the guest query has been answered")
    caller = query.message.sender
    result = checked_result(world, params["result"], caller)
    content = result["content"] | {"guest_bot_caller_user": caller.json()}
    query.answer = world.post(query.message.chat, world.bot, content)
    query.answer.reply_markup = result["reply_markup"]
    return {"inline_message_id": f"guest-{query.id}"}
