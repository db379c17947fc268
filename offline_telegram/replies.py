"""The way of a request through the local Telegram, whatever it came over, and of an error back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from offline_telegram.errors import ApiError, MisuseError
from offline_telegram.files import Upload
from offline_telegram.telegram import LocalTelegram
from offline_telegram.updates import MOST_AT_ONCE

BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
GARBLED = b'{"ok": tr'

_LONGEST_POLL = 50
"""Seconds; Telegram waits no longer, whatever it is asked for."""


@dataclass(frozen=True)
class Reply:
    """An HTTP status and the JSON object that goes with it."""

    code: int
    body: Mapping[str, Any]


async def reply(telegram: LocalTelegram, token: str, method: str, params: Mapping[str, Any]) -> Reply:
    """Answers a request, for getUpdates after waiting; raises a TransportError for an ordered failure."""
    try:
        result = await _result(telegram, token, method, params)
    except ApiError as error:
        return refusal(telegram, error)
    return Reply(200, {"ok": True, "result": result})


async def _result(telegram: LocalTelegram, token: str, method: str, params: Mapping[str, Any]) -> Any:
    _check(token, telegram)
    result = telegram.call(method, params)
    if method != "getUpdates" or result:
        return result
    updates = telegram.updates
    await updates.arrival(min(params.get("timeout", 0), _LONGEST_POLL))
    return updates.oldest(params.get("limit", MOST_AT_ONCE))


def download(telegram: LocalTelegram, token: str, path: str) -> Upload:
    """The file at a path that getFile gave; raises an ApiError if there is none."""
    _check(token, telegram)
    return telegram.file(path)


def refusal(telegram: LocalTelegram, error: ApiError) -> Reply:
    """The answer for an error; misuse is also kept for `LocalTelegram.settle`."""
    if isinstance(error, MisuseError):
        telegram.misuses.append(error)
    return Reply(error.code, error.payload())


def _check(token: str, telegram: LocalTelegram) -> None:
    if token != telegram.token:
        raise ApiError(401, "Unauthorized")
