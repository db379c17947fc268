"""The proxy that the environment asks for: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

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
