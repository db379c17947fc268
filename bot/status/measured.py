"""Requests to the Bot API, counted, and their answers checked."""

from typing import Any

from telegram.request import BaseRequest

from bot.status.incoming import checked
from bot.status.vitals import Vitals


class Measured(BaseRequest):
    """Another way to the Bot API, which counts the requests and lets only its answers through."""

    def __init__(self, request: BaseRequest, vitals: Vitals) -> None:
        self._request = request
        self._vitals = vitals

    @property
    def read_timeout(self) -> float | None:
        """Seconds."""
        return self._request.read_timeout

    async def initialize(self) -> None:
        """Be ready to connect."""
        await self._request.initialize()

    async def shutdown(self) -> None:
        """Close all connections."""
        await self._request.shutdown()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The status and body of the answer; see `checked` for what it raises."""
        url: str = args[0] if args else kwargs["url"]
        method = "file" if "/file/bot" in url else url.rpartition("/")[2]
        answered = None
        try:
            status, body = await self._request.do_request(*args, **kwargs)
            if method != "file":
                body = checked(method, status, body)
            answered = status
            return status, body
        finally:
            self._vitals.requested(method, answered)
