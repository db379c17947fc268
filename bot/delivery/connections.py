"""The connections to Telegram that the settings ask for."""

from collections.abc import Callable
from functools import partial
from typing import Literal, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from telegram.request import BaseRequest

from bot.delivery.aiohttp_request import AiohttpRequest
from bot.delivery.httpx_request import HttpxRequest
from bot.errors import BotError


class ProxyError(BotError):
    """The environment names a proxy that aiohttp cannot use; the message says what to do."""


def proxy_from_environment(url: str) -> str | None:
    """The address of the proxy on the way to a web address, perhaps with a password; raises ProxyError."""
    target, proxies = urlsplit(url), getproxies()
    proxy = proxies.get(target.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(target.netloc.rpartition("@")[2]):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    scheme = proxy.partition("://")[0]
    if scheme not in {"http", "https"}:
        raise ProxyError(
            f"a {scheme} proxy, which the environment names, needs httpx: set HTTP_CLIENT=httpx and "
            'install "python-telegram-bot[socks]", or name an http proxy'
        )
    return proxy


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
