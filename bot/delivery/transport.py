"""The connections to Telegram that the settings ask for, by aiohttp or httpx."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from typing import IO, Any, Literal, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientRequest,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
)
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.delivery.failures import BrokenOffError, NotSentError, NotSentInTimeError
from bot.errors import BotError

File: TypeAlias = tuple[str, bytes | IO[bytes], str]
"""Its name, content and media type."""

_TROUBLE = re.compile(r'[\x00-\x1f"]')
"""Characters that would end a quoted name, or its line."""


def multipart(fields: Mapping[str, str], files: Mapping[str, File]) -> tuple[bytes, str]:
    """The body of a `multipart/form-data` request, and its Content-Type."""
    boundary = token_hex(16)
    parts: list[bytes] = []
    for name, value in fields.items():
        parts += [_head(boundary, name), value.encode()]
    for name, (filename, content, media_type) in files.items():
        end = f'; filename="{_quoted(filename)}"\r\nContent-Type: {media_type}'
        parts += [_head(boundary, name, end), content if isinstance(content, bytes) else content.read()]
    parts.append(f"\r\n--{boundary}--\r\n".encode())
    return b"".join(parts).removeprefix(b"\r\n"), f"multipart/form-data; boundary={boundary}"


def _head(boundary: str, name: str, end: str = "") -> bytes:
    line = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    return f"\r\n--{boundary}\r\n{line}{end}\r\n\r\n".encode()


def _quoted(name: str) -> str:
    return _TROUBLE.sub(lambda found: f"%{ord(found[0]):02X}", name)


_JSON = "application/json"
_PIECE = 64 * 1024
"""Bytes of a file that are written within one `write` time-out."""


@dataclass(frozen=True)
class Timeouts:
    """Seconds for each part of a request; None means no limit. A caller's own values win."""

    pool: float | None = 30.0
    """For one of the connections to become free."""
    connect: float | None = 5.0
    """From the host's name to a connection, with its proxy and TLS."""
    write: float | None = 20.0
    """For each 64 KiB of a request with files to leave; any other leaves at once."""
    read: float | None = 5.0
    """For the next bytes of an answer."""


class AiohttpRequest(BaseRequest):
    """Requests by aiohttp, which takes a fraction of the CPU time of httpx; through `proxy`, if one is given.

    A request is made once, and redirects are not followed. Errors say whether Telegram may have received it:
    NotSentError, or else TimedOut or BrokenOffError. No error contains the URL, which has the token in it.
    """

    def __init__(
        self, connections: int, *, proxy: str | None = None, timeouts: Timeouts = Timeouts()
    ) -> None:
        self._proxy = proxy
        self._timeouts = timeouts
        self._free = asyncio.Semaphore(connections)
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds; python-telegram-bot adds the time for which it polls."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Be ready to connect; the certificates that are trusted are those that httpx trusts."""
        if self._session is None:
            self._session = ClientSession(
                connector=_Connector(limit=0, ssl=httpx.create_ssl_context()),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                skip_auto_headers=("Accept", "Accept-Encoding"),
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - python-telegram-bot calls it so
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and body of the answer."""
        if self._session is None:
            raise RuntimeError("this AiohttpRequest is not initialised")
        usual = self._timeouts
        write = _chosen(write_timeout, usual.write)
        limits = ClientTimeout(
            connect=_chosen(connect_timeout, usual.connect), sock_read=_chosen(read_timeout, usual.read)
        )
        await self._take_turn(_chosen(pool_timeout, usual.pool))
        try:
            # aiohttp has no time-out for writing: the body moves this one on as it leaves.
            async with asyncio.timeout(None) as writing:
                body, headers = _body(request_data, writing, write)
                async with self._session.request(
                    method,
                    url,
                    data=body,
                    headers=headers,
                    timeout=limits,
                    proxy=self._proxy,
                    allow_redirects=False,
                ) as response:
                    return response.status, await response.read()
        except TimeoutError:
            failure: NetworkError = TimedOut()
        except (ClientError, OSError) as error:
            failure = BrokenOffError(f"the connection broke: {type(error).__name__}")
        finally:
            self._free.release()
        # Not where it was caught: the error of aiohttp's, which names the web address, would come along.
        raise failure

    async def _take_turn(self, seconds: float | None) -> None:
        try:
            # A timer costs more than a turn without waiting.
            async with asyncio.timeout(seconds if self._free.locked() else None):
                await self._free.acquire()
        except TimeoutError:
            raise NotSentInTimeError("all connections are in use: not sent") from None


class _Connector(TCPConnector):
    """Tells failures before a request began from later ones."""

    async def connect(
        self,
        req: ClientRequest,
        traces: list[Trace],
        timeout: ClientTimeout,  # noqa: ASYNC109 - aiohttp calls it so
    ) -> Connection:
        """A connection; raises NotSentError."""
        try:
            return await super().connect(req, traces, timeout)
        except TimeoutError:
            failure: NotSentError = NotSentInTimeError("no connection in time")
        except (ClientError, OSError) as error:
            # The text of any other has the web address in it.
            why = str(error) if isinstance(error, ClientConnectorError) else type(error).__name__
            failure = NotSentError(f"no connection: {why}")
        raise failure


def _chosen(named: Any, usual: float | None) -> float | None:
    return usual if named is BaseRequest.DEFAULT_NONE else named


def _body(
    data: RequestData | None, writing: asyncio.Timeout, seconds: float | None
) -> tuple[bytes | AsyncIterator[bytes] | None, dict[str, str]]:
    """The body of a request and its headers."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return json.dumps(data.parameters).encode(), {"Content-Type": _JSON}
    body, content_type = multipart(data.json_parameters, data.multipart_data)
    return _in_time(body, writing, seconds), {"Content-Type": content_type, "Content-Length": str(len(body))}


async def _in_time(body: bytes, writing: asyncio.Timeout, seconds: float | None) -> AsyncIterator[bytes]:
    """The body in pieces, as fast as they are taken; `writing` ends when one takes too long."""
    loop = asyncio.get_running_loop()
    for start in range(0, len(body), _PIECE):
        writing.reschedule(None if seconds is None else loop.time() + seconds)
        yield body[start : start + _PIECE]
    writing.reschedule(None)


class HttpxRequest(HTTPXRequest):
    """python-telegram-bot's own requests by httpx, with the errors of AiohttpRequest."""

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
"""Connections: one for each update that may be handled at the same time."""
HTTPX = 8
"""Connections: httpx takes more CPU time with every one in flight."""
HTTPX_PATIENCE = 30.0
"""Seconds that a request waits for a connection."""


def connections(client: HttpClient, api_url: str) -> Callable[[], BaseRequest]:
    """A factory of connections to a Bot API server; raises ProxyError."""
    if client == "httpx":
        return partial(HttpxRequest, connection_pool_size=HTTPX, pool_timeout=HTTPX_PATIENCE)
    return partial(AiohttpRequest, AIOHTTP, proxy=proxy_from_environment(api_url))
