"""The Bot API over HTTP at /bot<token>/<method>, for a bot in any library."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from aiohttp import web

from offline_telegram.delivery import Sleep, delivering
from offline_telegram.errors import BAD_GATEWAY, GARBLED, ApiError, Fault, TransportError, misuse
from offline_telegram.files import Upload
from offline_telegram.methods import method_named
from offline_telegram.parameters import from_form, from_json, native_parameters
from offline_telegram.server import LocalTelegram, ServerAnswer

_READERS: Mapping[str, Callable[[bytes], dict[str, Any]]] = {
    "application/json": from_json,
    "application/x-www-form-urlencoded": from_form,
}
_LARGEST_REQUEST = 50 * 1024 * 1024
_METHOD = "/bot{token:[^/]+}/{method:[^/]+}"
_FILE = "/file/bot{token:[^/]+}/{path:.+}"
_LONGEST_SILENCE = 120.0


async def read_parameters(request: web.Request, method: str, *, strict: bool) -> dict[str, Any]:
    """The parameters with native values, and an `Upload` for each file; raises an ApiError for a bad body."""
    values: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    if request.can_read_body:
        try:
            values, uploads = await _body(request.clone(client_max_size=_LARGEST_REQUEST))
        except web.HTTPRequestEntityTooLarge as error:
            raise ApiError(413, "Request Entity Too Large") from error
    if request.query_string:
        values = from_form(request.rel_url.raw_query_string.encode()) | values
    return native_parameters(method, values, strict=strict) | uploads


async def _body(request: web.BaseRequest) -> tuple[dict[str, Any], dict[str, Upload]]:
    if request.content_type == "multipart/form-data":
        return await _multipart(request)
    content = await request.read()
    if request.content_type not in _READERS:
        raise misuse(f"a body of type {request.content_type} is not read")
    return _READERS[request.content_type](content), {}


async def _multipart(request: web.BaseRequest) -> tuple[dict[str, Any], dict[str, Upload]]:
    try:
        fields = await request.post()
    except ValueError as error:
        raise misuse(f"can't parse the form data: {error}") from error
    values: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    for name, field in fields.items():
        if isinstance(field, web.FileField):
            with field.file as file:
                uploads[name] = Upload(field.filename, file.read(), field.content_type)
        else:
            values[name] = field if isinstance(field, str) else bytes(field).decode(errors="surrogateescape")
    return values, uploads


def add_bot_api(
    app: web.Application, telegram: LocalTelegram, *, strict: bool = False, sleep: Sleep = asyncio.sleep
) -> None:
    """Lets an application answer the Bot API and deliver to webhooks, in the Telegram's own event loop.

    Unless it is `strict`, it overlooks what Telegram overlooks. `sleep` makes the pauses between the attempts
    to reach a webhook.
    """
    api = _BotApi(telegram, strict=strict)
    app.router.add_get(_METHOD, api.answer, allow_head=False)
    app.router.add_post(_METHOD, api.answer)
    app.router.add_get(_FILE, api.send_file, allow_head=False)
    app.on_shutdown.append(api.end_waiting)
    app.cleanup_ctx.append(lambda _: delivering(telegram, sleep, strict=strict))


class _BotApi:
    """What the requests to one server have in common."""

    def __init__(self, telegram: LocalTelegram, *, strict: bool) -> None:
        self._telegram = telegram
        self._strict = strict
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
            file = self._telegram.download(request.match_info["token"], request.match_info["path"])
        except ApiError as error:
            return _response(self._telegram.refusal(error, "download"))
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def end_waiting(self, _: web.Application) -> None:
        """Closes the connections of polls, and of requests that meet an ordered silence."""
        for task in self._waiting:
            task.cancel()

    async def _reply(self, request: web.Request, method: str) -> ServerAnswer:
        try:
            params = await read_parameters(request, method, strict=self._strict)
        except ApiError as error:
            return self._telegram.refusal(error, method)
        with self._may_wait():
            return await self._telegram.reply(
                request.match_info["token"], method, params, strict=self._strict
            )

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


def _response(answer: ServerAnswer) -> web.Response:
    body = json.dumps(answer.body).encode()
    response = web.Response(status=answer.code, body=body, content_type="application/json")
    pause = answer.body.get("parameters", {}).get("retry_after")
    if pause is not None:
        response.headers["Retry-After"] = str(pause)
    return response
