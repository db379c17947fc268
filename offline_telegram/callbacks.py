"""Pressed inline buttons, and the bot's answers to them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from offline_telegram.errors import bad_request
from offline_telegram.text import utf16_length
from offline_telegram.world import Answer, World

# Telegram does not say how long an app waits for the answer; half a minute is on the generous side.
_ANSWERABLE_FOR = timedelta(seconds=30)
_LONGEST_TEXT = 200


def answer_callback_query(world: World, params: Mapping[str, Any]) -> bool:
    """Answers a press, once and in time."""
    press = world.presses.get(params["callback_query_id"])
    if press is None or press.answer or world.now() - press.at > _ANSWERABLE_FOR:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text, url = params.get("text", ""), params.get("url")
    if utf16_length(text) > _LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    if url is not None and not url.startswith(f"https://t.me/{world.bot.username}?start="):
        raise bad_request("URL_INVALID")
    press.answer = Answer(text, params.get("show_alert", False), url)
    press.answered.set()
    return True
