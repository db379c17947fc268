"""Queries that the bot must answer: pressed buttons, inline queries, and calls as a guest."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from offline_telegram.errors import bad_request, misuse
from offline_telegram.formatting import text_content
from offline_telegram.keyboards import checked_markup
from offline_telegram.messages import link_preview
from offline_telegram.text import is_visible, utf16_length
from offline_telegram.world import GuestQuery, InlineAnswer, InlineQuery, Message, TapAnswer, User, World

# Telegram does not say how long an app waits for the answer; half a minute is on the generous side.
_TAP_ANSWERABLE_FOR = timedelta(seconds=30)
_LONGEST_TEXT = 200
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
# Telegram does not say how long it waits; bots have been refused after ten seconds.
_INLINE_ANSWERABLE_FOR = timedelta(seconds=10)
_LONGEST_QUERY = 256
_MOST_RESULTS = 50
_LONGEST_ID = 64
_LONGEST_OFFSET = 64
_CACHED_FOR = 300
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


def answer_callback_query(world: World, params: Mapping[str, Any]) -> bool:
    """Answers a press, once and in time."""
    press = world.presses.get(params["callback_query_id"])
    if press is None or press.answer or world.now() - press.at > _TAP_ANSWERABLE_FOR:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text, url = params.get("text", ""), params.get("url")
    if utf16_length(text) > _LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    if url is not None and not url.startswith(f"https://t.me/{world.bot.username}?start="):
        raise bad_request("URL_INVALID")
    press.answer = TapAnswer(text, params.get("show_alert", False), url)
    press.answered.set()
    return True


def ask(world: World, person: User, text: str) -> InlineQuery:
    """A person types the bot's name and a text; Telegram asks the bot, unless it has a cached answer."""
    text = text[:_LONGEST_QUERY]
    query = InlineQuery(str(world.number()), person, text, world.now())
    for key in _keys(query):
        cached = world.inline_answers.get(key)
        if cached and world.now() < cached.until:
            query.answer = cached
            return query
    world.inline_queries[query.id] = query
    world.updates.add("inline_query", query.json())
    return query


def chosen(query: InlineQuery, wanted: str) -> dict[str, Any]:
    """The result with that id or title."""
    for result in query.results:
        if wanted in {result["id"], result["title"]}:
            return result
    raise LookupError(f'no result "{wanted}" is listed, only {[result["title"] for result in query.results]}')


def answer_inline_query(world: World, params: Mapping[str, Any]) -> bool:
    """Answers a query, once and in time."""
    query = world.inline_queries.get(params["inline_query_id"])
    if query and query.answer:
        raise misuse(_TOO_OLD)
    if query is None or world.now() - query.at > _INLINE_ANSWERABLE_FOR:
        raise bad_request(_TOO_OLD)
    if len(params["results"]) > _MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(params.get("next_offset", "").encode()) > _LONGEST_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    results = [checked_result(world, result, query.person) for result in params["results"]]
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    cached_for = params.get("cache_time", _CACHED_FOR)
    if cached_for < 0:
        raise misuse("cache_time must not be negative")
    until = world.now() + timedelta(seconds=cached_for)
    query.answer = InlineAnswer(tuple(results), _button(params.get("button")), until)
    everybody, alone = _keys(query)
    world.inline_answers[alone if params.get("is_personal") else everybody] = query.answer
    return True


def checked_result(world: World, result: Mapping[str, Any], person: User) -> dict[str, Any]:
    """A result with the content of the message that it becomes."""
    if result["type"] != "article":
        raise misuse(f'results of type "{result["type"]}" are not modelled by the offline Telegram')
    if not 1 <= len(result["id"].encode()) <= _LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    if not is_visible(result["title"]):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    text = result["input_message_content"]
    if "message_text" not in text:
        raise misuse("of what results become the offline Telegram models texts")
    content = text_content(world, {**text, "text": text["message_text"]}) | link_preview(text)
    markup = checked_markup(result.get("reply_markup"), world.chats[person.id])
    return {**result, "content": content, "reply_markup": markup}


def _button(button: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if button is None:
        return None
    if not is_visible(button["text"]):
        raise bad_request("inline query results button text must be non-empty")
    if not _START_PARAMETER.fullmatch(button.get("start_parameter", "")):
        raise bad_request("START_PARAM_INVALID")
    return dict(button)


def _keys(query: InlineQuery) -> tuple[tuple[str, int], tuple[str, int]]:
    """What an answer is remembered by, for everybody and for one person alone."""
    return (query.text, 0), (query.text, query.person.id)


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
