"""The server of the page. It listens on this machine only, and serves no other site's pages."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from offline_telegram.clock import FastForward
from offline_telegram.http_api import add_bot_api
from offline_telegram.people import Person
from offline_telegram.server import LocalTelegram
from offline_telegram.web.actions import People, action_routes
from offline_telegram.web.live import Live
from offline_telegram.web.view import PICTURES, uploaded

_THIS_MACHINE = re.compile(r"(?:127\.0\.0\.1|localhost)(?::[0-9]{1,5})?", re.IGNORECASE)
_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self' ws://127.0.0.1:* ws://localhost:*; "  # older browsers take 'self' for HTTP only
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_LOOPBACK = "127.0.0.1"
_STATIC = Path(__file__).parent / "static"
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_LARGEST = 50 * 2**20
"""Bytes: the largest file that a bot's own server accepts."""
_GRACE = 0.5
"""Seconds that open requests have at shutdown."""


@web.middleware
async def only_from_here(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuses requests of other sites' pages, also under a name that resolves to this machine."""
    if not _THIS_MACHINE.fullmatch(request.host):
        raise web.HTTPForbidden(text="This server answers to 127.0.0.1 and localhost only.")
    origin = request.headers.get("Origin")
    is_foreign = request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}
    is_page = request.method == "GET" and request.path == "/"
    if origin not in {None, f"http://{request.host}"} or (is_foreign and not is_page):
        raise web.HTTPForbidden(text="Another site's page may not use this server.")
    return await handler(request)


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Lets the page load its own files only, and forbids framing and caching."""
    response.headers.update(_HEADERS)


@asynccontextmanager
async def serving(
    telegram: LocalTelegram,
    port: int = 0,
    *,
    forward: FastForward | None = None,
    person: Person | None = None,
) -> AsyncIterator[str]:
    """Serves the page until the end of the block; gives the address.

    Port 0 is any that is free; an OSError for one that is taken. With `forward` the clock can be moved.
    `person` is at the page without a name.
    """
    runner = web.AppRunner(build(telegram, forward, person), access_log=None, shutdown_timeout=_GRACE)
    await runner.setup()
    try:
        site = web.TCPSite(runner, _LOOPBACK, port)
        await site.start()
        _, taken = runner.addresses[0][:2]
        yield f"http://{_LOOPBACK}:{taken}"
    finally:
        await runner.cleanup()


def build(
    telegram: LocalTelegram, forward: FastForward | None, person: Person | None = None
) -> web.Application:
    """The page, what it asks for, what people do on it, and the Bot API."""
    people = People(telegram, person)
    live = Live(telegram, people, forward)

    async def file(request: web.Request) -> web.Response:
        """What came with a message; shown if it is a picture, and otherwise saved."""
        upload = uploaded(people.message(request, int(request.match_info["message"])), telegram.upload)
        if upload is None:
            raise web.HTTPNotFound(text="There are no bytes of this file here.")
        is_picture = upload.mime_type in PICTURES
        kind = upload.mime_type if is_picture else "application/octet-stream"
        response = web.Response(body=upload.content, content_type=kind)
        if not is_picture:
            response.headers["Content-Disposition"] = "attachment"
        return response

    app = web.Application(middlewares=[only_from_here], client_max_size=_LARGEST)
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(live.close)
    add_bot_api(app, telegram)
    app.add_routes(
        [
            web.get("/", _static(_STATIC / "index.html")),
            *(web.get(f"/{file.name}", _static(file)) for file in _STATIC.iterdir()),
            web.get("/chat/live", live.connect),
            web.get(r"/chat/file/{message:[0-9]{1,15}}", file),
            *action_routes(people, forward),
        ]
    )
    return app


def _static(file: Path) -> Handler:
    async def serve(_: web.Request) -> web.FileResponse:
        return web.FileResponse(file, headers={"Content-Type": f"{_KINDS[file.suffix]}; charset=utf-8"})

    return serve
