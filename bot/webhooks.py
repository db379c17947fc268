"""Updates that Telegram sends to a webhook, instead of being polled for them."""

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, Update

from bot.operations.health import KEPT_FOR, IdleConnections
from bot.operations.metrics import read_update
from bot.storage import ClaimResult, UpdateClaims
from bot.storage.fleet import LEASE


@dataclass(frozen=True)
class Address:
    """The webhook's address. It cannot be guessed, and does not reveal the token."""

    url: str = field(repr=False)
    """The whole URL, with the path."""
    path: str = field(repr=False)
    """The last part of the URL's path."""
    secret: str = field(repr=False)
    """Telegram sends it in a header of every request."""

    def is_path(self, path: str) -> bool:
        """Whether a request was made to this address; a proxy may have added or removed a prefix."""
        return _same(path.rpartition("/")[2], self.path)

    def is_secret(self, secret: str) -> bool:
        """Whether a request comes with the secret."""
        return _same(secret, self.secret)


def address(base: str, token: str) -> Address:
    """The address under a base; the same for every process that has the same token."""
    path = _derived(token, "webhook path")
    return Address(f"{base}/{path}", path, _derived(token, "webhook secret"))


def _derived(token: str, purpose: str) -> str:
    return hmac.digest(token.encode(), purpose.encode(), "sha256").hex()


def _same(given: str, expected: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), expected.encode())


CONNECTIONS = 100
"""Telegram's maximum: each connection waits until an update has been handled."""


async def register(bot: Bot, address: Address, allowed_updates: Sequence[str]) -> None:
    """Set the webhook, unless it is as it should be; raises a TelegramError.

    Pending updates are kept. It is set again when the last delivery failed: the reason may have been an old
    secret, which Telegram does not report.
    """
    now = await bot.get_webhook_info()
    if (
        now.url == address.url
        and set(now.allowed_updates or ()) == set(allowed_updates)
        and now.max_connections == CONNECTIONS
        and now.last_error_date is None
    ):
        return
    await bot.set_webhook(
        address.url,
        secret_token=address.secret,
        allowed_updates=list(allowed_updates),
        max_connections=CONNECTIONS,
        drop_pending_updates=False,
    )


_RENEWED_EVERY = LEASE.total_seconds() / 3
_DATABASE_ERRORS = (OSError, SQLAlchemyError)

_LOGGER = logging.getLogger(__name__)


async def handle_once(
    claims: UpdateClaims | None, update: Update, handle: Callable[[Update], Awaitable[None]]
) -> HTTPStatus:
    """Handle an update if it is this process's turn; returns what to answer. Raises nothing.

    Without claims there is one process, which itself drops updates that it has seen. If the claims cannot be
    read, the update is handled all the same: an answer twice is better than none.
    """
    number = update.update_id
    try:
        turn = await claims.take(number) if claims else ClaimResult.OURS
    except _DATABASE_ERRORS as error:
        _LOGGER.warning("whether another process handles an update is not known: %s", error)
        turn = ClaimResult.OURS
    if turn is not ClaimResult.OURS:
        return HTTPStatus.OK if turn is ClaimResult.NOBODYS else HTTPStatus.SERVICE_UNAVAILABLE
    try:
        async with _held(claims, number):
            await handle(update)
    except Exception:
        _LOGGER.exception("an update could not be handled, and will be delivered again")
        if claims:
            with suppress(*_DATABASE_ERRORS):
                await claims.give_back(number)
        return HTTPStatus.INTERNAL_SERVER_ERROR
    if claims:
        await _settle(claims, number)
    return HTTPStatus.OK


async def _settle(claims: UpdateClaims, number: int) -> None:
    try:
        await claims.settle(number)
    except _DATABASE_ERRORS as error:
        _LOGGER.warning("an update has been handled, which could not be noted: %s", error)


@asynccontextmanager
async def _held(claims: UpdateClaims | None, number: int) -> AsyncIterator[None]:
    """Renew a claim until the block ends."""
    renewing = asyncio.create_task(_renew(claims, number)) if claims else None
    try:
        yield
    finally:
        if renewing:
            renewing.cancel()


async def _renew(claims: UpdateClaims, number: int) -> None:
    while True:
        await asyncio.sleep(_RENEWED_EVERY)
        with suppress(*_DATABASE_ERRORS):
            await claims.renew(number)


SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name, not its value
LARGEST = 1_000_000
"""Bytes of an update; Telegram's are much smaller."""
MOST = 300
"""Updates that are handled at the same time."""
READING = 10.0
"""Seconds that an update may take to arrive."""
PATIENCE = 45.0
"""Seconds until a delivery is answered: Telegram waits for a minute, and a proxy as well."""

_LATER = {"Retry-After": "2"}
"""Seconds until Telegram retries; by default it doubles them each time, and holds back the chat's updates."""


class Receiver:
    """Takes updates to one address; `handle` handles one, and is not cancelled.

    Answers 200 when the update has been handled, now or before; 503 when it has not, so that Telegram
    delivers it again; and 404 to anybody but Telegram, without reading the body.
    """

    def __init__(
        self,
        bot: Bot,
        address: Address,
        handle: Callable[[Update], Awaitable[None]],
        claims: UpdateClaims | None,
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._bot = bot
        self._address = address
        self._handle = handle
        self._claims = claims
        self._patience = patience
        self._running: set[asyncio.Task[HTTPStatus]] = set()
        self._stopping = False

    async def answer(self, request: web.Request) -> web.Response:
        """Answer any request."""
        status = await self._status(request)
        return web.Response(
            status=status, headers=_LATER if status is HTTPStatus.SERVICE_UNAVAILABLE else None
        )

    async def finish(self) -> None:
        """Refuse new updates, and wait until those under way have been handled."""
        self._stopping = True
        while self._running:
            await asyncio.wait(self._running)

    async def _status(self, request: web.Request) -> HTTPStatus:
        refusal = self._refusal(request)
        if refusal:
            return refusal
        try:
            async with asyncio.timeout(READING):
                update = self._update(await request.read())
        except TimeoutError:
            return HTTPStatus.REQUEST_TIMEOUT
        except web.HTTPRequestEntityTooLarge:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if update is None:
            _LOGGER.error("a delivery with the right secret was no update that can be read")
            return HTTPStatus.BAD_REQUEST
        return await self._handled(update)

    def _refusal(self, request: web.Request) -> HTTPStatus | None:
        """The reason to reject a request unread, if there is one."""
        is_path = self._address.is_path(request.path)
        is_secret = self._address.is_secret(request.headers.get(SECRET_HEADER, ""))
        if not (is_path and is_secret and request.method == "POST"):
            return HTTPStatus.NOT_FOUND
        if self._stopping or len(self._running) >= MOST:
            return HTTPStatus.SERVICE_UNAVAILABLE
        return None if request.content_type == "application/json" else HTTPStatus.UNSUPPORTED_MEDIA_TYPE

    def _update(self, body: bytes) -> Update | None:
        """The update in a body, without its content if that cannot be read; None if there is none."""
        try:
            fields: Any = json.loads(body)
            if not isinstance(fields, dict) or not isinstance(fields.get("update_id"), int):
                return None
        except (ValueError, RecursionError):
            return None
        return read_update(fields, self._bot)

    async def _handled(self, update: Update) -> HTTPStatus:
        task = asyncio.create_task(handle_once(self._claims, update, self._handle))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        # Not cancelled when Telegram has to be answered, or is gone: the next delivery finds it done.
        await asyncio.wait([task], timeout=self._patience)
        return task.result() if task.done() else HTTPStatus.SERVICE_UNAVAILABLE


@asynccontextmanager
async def listening(receiver: Receiver, host: str, port: int) -> AsyncIterator[int]:
    """Receive updates until the end of the block; yields the port. Raises OSError if it is not free.

    At the end new deliveries are refused, and those that have come are handled.
    """
    idle = IdleConnections()
    app = web.Application(client_max_size=LARGEST, middlewares=[idle.middleware])
    app.router.add_route("*", "/{anything:.*}", receiver.answer)
    # The addresses that are asked for belong in no log, and what is refused is not read to its end.
    runner = web.AppRunner(app, access_log=None, lingering_time=0, keepalive_timeout=KEPT_FOR)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        async with idle.closed(runner):
            yield runner.addresses[0][1]
            await receiver.finish()
    finally:
        await runner.cleanup()
