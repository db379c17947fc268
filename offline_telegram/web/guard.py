"""Who may use a server that listens on this machine only: nobody but its own page, and programs."""

import re
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

_THIS_MACHINE = re.compile(r"(?:127\.0\.0\.1|localhost)(?::[0-9]{1,5})?", re.IGNORECASE)
_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@web.middleware
async def only_from_here(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuses what other sites' pages ask for, under their own names or by a name that leads here."""
    if not _THIS_MACHINE.fullmatch(request.host):
        raise web.HTTPForbidden(text="This server answers to 127.0.0.1 and localhost only.")
    origin = request.headers.get("Origin")
    is_foreign = request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}
    is_page = request.method == "GET" and request.path == "/"
    if origin not in {None, f"http://{request.host}"} or (is_foreign and not is_page):
        raise web.HTTPForbidden(text="Another site's page may not use this server.")
    return await handler(request)


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Lets the page load nothing but its own files, and nobody frame or keep it."""
    response.headers.update(_HEADERS)
