"""Updates on their way to a webhook: those of a chat one after the other, several chats at once."""

import asyncio
import json
import os
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from socket import AF_INET, AF_INET6, AddressFamily
from typing import Any

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientSSLError,
    ClientTimeout,
    DummyCookieJar,
    MultipartReader,
    TCPConnector,
)
from aiohttp.abc import AbstractResolver, ResolveResult

from offline_telegram.errors import ApiError, TransportError, misuse
from offline_telegram.files import Upload
from offline_telegram.methods import method_named
from offline_telegram.parameters import from_form, from_json, from_parts, native_parameters
from offline_telegram.server import LocalTelegram
from offline_telegram.webhooks import WebhookAddress

Sleep = Callable[[float], Awaitable[None]]

_PATIENCE = ClientTimeout(total=60)
_LONGEST_PAUSE = 60
_TAKEN, _NOT_TAKEN = 200, 300
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  its name, not its value


async def delivering(telegram: LocalTelegram, sleep: Sleep, *, strict: bool) -> AsyncIterator[None]:
    """Sends updates to the webhook whenever one is set, from the first step of the iterator to its second."""
    task = asyncio.create_task(_deliver(telegram, sleep, strict=strict))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _deliver(telegram: LocalTelegram, sleep: Sleep, *, strict: bool) -> None:
    updates = telegram.updates
    while True:
        webhook = updates.webhook
        if webhook and webhook.is_local:
            async with _session(webhook) as session:
                await _Delivery(telegram, webhook, session, sleep, strict=strict).run()
            continue
        if webhook and len(updates):
            updates.delivery_failed(webhook, "The offline Telegram sends updates to this machine only")
        await updates.change()


def _session(webhook: WebhookAddress) -> ClientSession:
    connector = TCPConnector(
        limit=webhook.max_connections, resolver=_Fixed(webhook.ip_address), ssl=webhook.tls()
    )
    headers = {"Content-Type": "application/json"}
    if webhook.secret_token:
        headers[_SECRET_HEADER] = webhook.secret_token
    return ClientSession(connector=connector, headers=headers, timeout=_PATIENCE, cookie_jar=DummyCookieJar())


class _Fixed(AbstractResolver):
    """Resolves every host to one address, without DNS."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: AddressFamily = AF_INET,  # noqa: ARG002  there is but one address
    ) -> list[ResolveResult]:
        """The address."""
        found = AF_INET6 if ":" in self._address else AF_INET
        return [ResolveResult(hostname=host, host=self._address, port=port, family=found, proto=0, flags=0)]

    async def close(self) -> None:
        """There is nothing to close."""


class _Delivery:
    """The deliveries to one webhook."""

    def __init__(
        self,
        telegram: LocalTelegram,
        webhook: WebhookAddress,
        session: ClientSession,
        sleep: Sleep,
        *,
        strict: bool,
    ) -> None:
        self._telegram = telegram
        self._updates = telegram.updates
        self._webhook = webhook
        self._session = session
        self._sleep = sleep
        self._strict = strict
        self._connections = asyncio.Semaphore(webhook.max_connections)
        self._lanes: dict[int, deque[dict[str, Any]]] = {}

    async def run(self) -> None:
        """Returns when another webhook has been set, or none."""
        newest = 0
        running: set[asyncio.Task[None]] = set()
        async with asyncio.TaskGroup() as tasks:
            while self._updates.webhook is self._webhook:
                for update in self._updates.after(newest):
                    newest = update["update_id"]
                    lane = _lane(update)
                    if lane in self._lanes:
                        self._lanes[lane].append(update)
                        continue
                    self._lanes[lane] = deque([update])
                    task = tasks.create_task(self._empty(lane))
                    running.add(task)
                    task.add_done_callback(running.discard)
                await self._updates.change()
            for task in running:
                task.cancel()

    async def _empty(self, lane: int) -> None:
        waiting = self._lanes[lane]
        while waiting:
            await self._deliver(waiting.popleft())
        del self._lanes[lane]

    async def _deliver(self, update: Mapping[str, Any]) -> None:
        """Retries until the update is taken, dropped or too old."""
        for pause in _pauses():
            async with self._connections:
                if not self._updates.keeps(update["update_id"]):
                    return
                problem = await self._post(update)
            if not problem:
                return
            self._updates.delivery_failed(self._webhook, problem)
            await self._sleep(pause)

    async def _post(self, update: Mapping[str, Any]) -> str:
        """Sends the update and carries out what comes back; returns the problem, or an empty text."""
        try:
            async with self._session.post(
                self._webhook.url, data=json.dumps(update).encode(), allow_redirects=False
            ) as response:
                asked, uploads = await _read(response)
        except TimeoutError:
            return "Read timeout expired"
        except ClientSSLError as error:
            return f"SSL error: {error}"
        except ClientConnectorError as error:
            return os.strerror(error.errno) if error.errno else "Connection failed"
        except ClientError:
            return "Connection closed"
        if not _TAKEN <= response.status < _NOT_TAKEN:
            return f"Wrong response from the webhook: {response.status} {response.reason}"
        self._updates.remove(update["update_id"])
        await self._carry_out(asked, uploads)
        return ""

    async def _carry_out(self, asked: Callable[[], dict[str, Any]], uploads: dict[str, Upload]) -> None:
        """Answers the request that a webhook's answer holds, if there is one. Its result goes nowhere."""
        try:
            values = asked()
            name = values.pop("method", None)
            if isinstance(name, str):
                method = method_named(name)
                params = native_parameters(method, values, strict=self._strict) | uploads
                await self._telegram.reply(self._telegram.token, method, params, strict=self._strict)
        except ApiError as error:
            self._telegram.refusal(error, "answer of the webhook")
        except TransportError:
            return


def _unreadable() -> dict[str, Any]:
    raise misuse("the parts of the answer cannot be read")


async def _read(response: ClientResponse) -> tuple[Callable[[], dict[str, Any]], dict[str, Upload]]:
    """A function that returns the parameters in an answer, or raises misuse; and the files beside them."""
    if response.content_type == "multipart/form-data":
        try:
            values, uploads = await from_parts(MultipartReader(response.headers, response.content))
        except ValueError:
            return _unreadable, {}
        return lambda: values, uploads
    body = await response.read()
    if response.content_type == "application/json":
        return partial(from_json, body), {}
    if response.content_type == "application/x-www-form-urlencoded":
        return partial(from_form, body), {}
    return dict, {}


def _pauses() -> Iterator[int]:
    pause = 1
    while True:
        yield pause
        pause = min(2 * pause, _LONGEST_PAUSE)


def _lane(update: Mapping[str, Any]) -> int:
    """Updates with the same number are delivered in order: the chat's, or outside chats the person's."""
    for content in update.values():
        if isinstance(content, Mapping):
            message = content.get("message") or {}
            about = content.get("chat") or message.get("chat") or content.get("from") or {}
            return int(about.get("id", 0))
    return 0
