"""The local Telegram as a Bot API server: HTTP at /bot<token>/<method>, for a bot in any library."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import web

from offline_telegram.delivery import Sleep, delivering
from offline_telegram.errors import ApiError
from offline_telegram.faults import Fault, TransportError
from offline_telegram.http_parameters import read_parameters
from offline_telegram.methods import method_named
from offline_telegram.replies import BAD_GATEWAY, GARBLED, Reply, download, refusal, reply
from offline_telegram.telegram import LocalTelegram

_METHOD = "/bot{token:[^/]+}/{method:[^/]+}"
_FILE = "/file/bot{token:[^/]+}/{path:.+}"
_LONGEST_SILENCE = 120.0


def add_bot_api(app: web.Application, telegram: LocalTelegram, *, sleep: Sleep = asyncio.sleep) -> None:
    """Lets an application answer the Bot API and deliver to webhooks, in the Telegram's own event loop.

    `sleep` makes the pauses between the attempts to reach a webhook.
    """
    api = _BotApi(telegram)
    app.router.add_get(_METHOD, api.answer, allow_head=False)
    app.router.add_post(_METHOD, api.answer)
    app.router.add_get(_FILE, api.send_file, allow_head=False)
    app.on_shutdown.append(api.end_waiting)
    app.cleanup_ctx.append(lambda _: delivering(telegram, sleep))


class _BotApi:
    """What the requests to one server have in common."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self._telegram = telegram
        self._waiting: set[asyncio.Task[Any]] = set()

    async def answer(self, request: web.Request) -> web.Response:
        """Answers a request to a method."""
        method = method_named(request.match_info["method"])
        try:
            return _response(await self._reply(request, method))
        except TransportError as error:
            return await self._fail(request, error.fault)

    async def send_file(self, request: web.Request) -> web.Response:
        """Answers a download."""
        try:
            file = download(self._telegram, request.match_info["token"], request.match_info["path"])
        except ApiError as error:
            return _response(refusal(self._telegram, error))
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def end_waiting(self, _: web.Application) -> None:
        """Closes the connections of polls, and of requests that meet an ordered silence."""
        for task in self._waiting:
            task.cancel()

    async def _reply(self, request: web.Request, method: str) -> Reply:
        try:
            params = await read_parameters(request, method)
        except ApiError as error:
            return refusal(self._telegram, error)
        with self._may_wait():
            return await reply(self._telegram, request.match_info["token"], method, params)

    async def _fail(self, request: web.Request, fault: Fault) -> web.Response:
        """Lets an ordered failure happen to the connection."""
        if fault is Fault.BAD_GATEWAY:
            return web.Response(status=502, body=BAD_GATEWAY, content_type="text/html")
        if fault is Fault.GARBLED:
            return web.Response(body=GARBLED, content_type="application/json")
        if fault is not Fault.UNREACHABLE:
            with self._may_wait():
                await asyncio.sleep(_LONGEST_SILENCE)
        if request.transport:
            request.transport.abort()
        return web.Response()

    @contextmanager
    def _may_wait(self) -> Iterator[None]:
        task = asyncio.current_task()
        assert task  # noqa: S101  always so in a handler
        self._waiting.add(task)
        try:
            yield
        finally:
            self._waiting.remove(task)


def _response(answer: Reply) -> web.Response:
    body = json.dumps(answer.body).encode()
    response = web.Response(status=answer.code, body=body, content_type="application/json")
    pause = answer.body.get("parameters", {}).get("retry_after")
    if pause is not None:
        response.headers["Retry-After"] = str(pause)
    return response
