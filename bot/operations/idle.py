"""Closes idle connections, so that they can't use up all that a process may open."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Handler

ASKS_WITHIN = 15.0
"""Seconds in which a connection has to come with a request, and at most as many more."""
KEPT_FOR = 15.0
"""Seconds that a connection may rest between two requests."""


class IdleConnections:
    """Which connections of a server have asked for something, by its middleware."""

    def __init__(self) -> None:
        self._asked: set[web.RequestHandler] = set()

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Note that a connection has come with a request."""
        self._asked.add(request.protocol)
        return await handler(request)

    @asynccontextmanager
    async def closed(
        self, runner: web.AppRunner, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> AsyncIterator[None]:
        """Close those that ask for nothing, while in the block."""
        watching = asyncio.create_task(self._watch(runner, sleep))
        try:
            yield
        finally:
            watching.cancel()

    async def _watch(self, runner: web.AppRunner, sleep: Callable[[float], Awaitable[None]]) -> None:
        silent: set[web.RequestHandler] = set()
        while True:
            await sleep(ASKS_WITHIN)
            connections = runner.server.connections if runner.server else ()
            self._asked.intersection_update(connections)
            now = set(connections) - self._asked
            for connection in now & silent:
                connection.force_close()
            silent = now - silent
