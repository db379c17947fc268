"""The way of a request through the local Telegram, whatever it came over: token, method, long polling, error."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.local.errors import ApiError, MisuseError
from bot.local.telegram import LocalTelegram
from bot.local.updates import MOST_AT_ONCE

BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
GARBLED = b'{"ok": tr'


@dataclass(frozen=True)
class Reply:
    """An HTTP status and the JSON object that goes with it."""

    code: int
    body: Mapping[str, Any]


async def reply(telegram: LocalTelegram, token: str, method: str, params: Mapping[str, Any]) -> Reply:
    """Answers a request, for getUpdates after waiting; raises a TransportError for an ordered failure."""
    try:
        if token != telegram.token:
            raise ApiError(401, "Unauthorized")
        result = telegram.call(method, params)
        if method == "getUpdates" and not result:
            await telegram.updates.arrival(params.get("timeout", 0))
            result = telegram.updates.oldest(params.get("limit", MOST_AT_ONCE))
    except ApiError as error:
        return refusal(telegram, error)
    return Reply(200, {"ok": True, "result": result})


def refusal(telegram: LocalTelegram, error: ApiError) -> Reply:
    """The answer for an error; misuse is also kept for `LocalTelegram.settle`."""
    if isinstance(error, MisuseError):
        telegram.misuses.append(error)
    return Reply(error.code, error.payload())
