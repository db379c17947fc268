"""The local Telegram in the place of HTTP, under an unmodified python-telegram-bot."""

import json
from typing import Any

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.local.errors import ApiError, MisuseError
from bot.local.faults import Fault, TransportError
from bot.local.files import Upload
from bot.local.telegram import LocalTelegram
from bot.local.updates import MOST_AT_ONCE

_BAD_GATEWAY = (
    b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
)
_GARBLED = b'{"ok": tr'


class LocalRequest(BaseRequest):
    """What `ApplicationBuilder` takes as `request` and `get_updates_request`."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        """None: nothing takes long here but long polling, which ends by itself."""
        return None

    async def initialize(self) -> None:
        """There is no connection to open."""

    async def shutdown(self) -> None:
        """There is no connection to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: Any,
        **_more_timeouts: Any,
    ) -> tuple[int, bytes]:
        """Answers as api.telegram.org does: with a status and a body of JSON."""
        try:
            result = await self._answer(url, method, _parameters(request_data))
        except ApiError as error:
            if isinstance(error, MisuseError):
                self._telegram.misuses.append(error)
            return error.code, json.dumps(error.payload()).encode()
        except TransportError as error:
            return _broken(error)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    async def _answer(self, url: str, verb: str, params: dict[str, Any]) -> Any:
        bot, _, method = url.rpartition("/")
        token = bot.rpartition("/bot")[2]
        if verb != "POST":
            raise MisuseError(404, f"Not Found: the local Telegram has no files to download: {method}")
        if token != self._telegram.token:
            raise ApiError(401, "Unauthorized")
        result = self._telegram.call(method, params)
        if method != "getUpdates" or result:
            return result
        updates = self._telegram.updates
        await updates.arrival(params.get("timeout", 0))
        return updates.oldest(params.get("limit", MOST_AT_ONCE))


def _parameters(data: RequestData | None) -> dict[str, Any]:
    """The parameters as native values, with an `Upload` for each file."""
    if data is None:
        return {}
    uploads = {}
    for field, (name, content, mime_type) in (data.multipart_data or {}).items():
        uploads[field] = Upload(name, content if isinstance(content, bytes) else content.read(), mime_type)
    return {**data.parameters, **uploads}


def _broken(error: TransportError) -> tuple[int, bytes]:
    match error.fault:
        case Fault.UNREACHABLE:
            raise NetworkError("the local Telegram was told to be unreachable") from error
        case Fault.TIMED_OUT | Fault.TIMED_OUT_AFTER_DELIVERY:
            raise TimedOut from error
        case Fault.BAD_GATEWAY:
            return 502, _BAD_GATEWAY
        case Fault.GARBLED:
            return 200, _GARBLED
