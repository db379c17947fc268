"""python-telegram-bot's way to the Bot API by httpx, with failures that say what can have arrived."""

from typing import Any

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest

from bot.delivery.failures import BrokenOffError, NotSentError, NotSentInTimeError


class HttpxRequest(HTTPXRequest):
    """As python-telegram-bot has it, but for its failures, which are those of AiohttpRequest."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The status and body of the answer."""
        try:
            return await super().do_request(*args, **kwargs)
        except NetworkError as error:
            failure = _told_apart(error)
        raise failure


def _told_apart(error: NetworkError) -> NetworkError:
    match error.__cause__:
        case httpx.ConnectTimeout() | httpx.PoolTimeout():
            return NotSentInTimeError(error.message)
        case httpx.TimeoutException():
            return TimedOut(error.message)
        case httpx.ConnectError() | httpx.ProxyError() | httpx.UnsupportedProtocol():
            return NotSentError(error.message)
    return BrokenOffError(error.message)
