"""The local Telegram in the place of HTTP, under an unmodified python-telegram-bot."""

import json
from typing import Any

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from offline_telegram.errors import ApiError
from offline_telegram.faults import Fault, TransportError
from offline_telegram.files import Upload
from offline_telegram.replies import BAD_GATEWAY, GARBLED, download, refusal, reply
from offline_telegram.telegram import LocalTelegram


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
            if method == "GET":
                token, _, path = url.partition("/file/bot")[2].partition("/")
                return 200, download(self._telegram, token, path).content
            bot, _, name = url.rpartition("/")
            token = bot.rpartition("/bot")[2]
            answer = await reply(self._telegram, token, name, _parameters(request_data))
        except ApiError as error:
            answer = refusal(self._telegram, error)
        except TransportError as error:
            return _broken(error)
        return answer.code, json.dumps(answer.body).encode()


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
            return 502, BAD_GATEWAY
        case Fault.GARBLED:
            return 200, GARBLED
