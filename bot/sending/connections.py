"""Connections to the Bot API, by the library that the settings name."""

from collections.abc import Callable
from functools import partial
from typing import Literal, TypeAlias

from telegram.request import BaseRequest

from bot.sending.aiohttp_request import AiohttpRequest
from bot.sending.httpx_request import HttpxRequest
from bot.sending.proxy import proxy_from_environment

HttpClient: TypeAlias = Literal["aiohttp", "httpx"]
AIOHTTP = 64
"""Connections: as many as there are updates in the works."""
HTTPX = 8
"""It takes more CPU time with every further connection in flight."""
HTTPX_PATIENCE = 30.0
"""Seconds that a request waits for a connection."""


def connections(client: HttpClient, api_url: str) -> Callable[[], BaseRequest]:
    """What makes the connections to a Bot API server; raises ProxyError."""
    if client == "httpx":
        return partial(HttpxRequest, connection_pool_size=HTTPX, pool_timeout=HTTPX_PATIENCE)
    return partial(AiohttpRequest, AIOHTTP, proxy=proxy_from_environment(api_url))
