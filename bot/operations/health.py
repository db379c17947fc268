"""The health of a running bot: the port that shows it, and signs of life for systemd."""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.operations.metrics import Vitals

ASKS_WITHIN = 15.0
"""Seconds in which a connection has to come with a request, and at most as many more."""
KEPT_FOR = 15.0
"""Seconds that a connection may rest between two requests."""


class IdleConnections:
    """Closes connections to a server that ask for nothing, so that they cannot use up its sockets."""

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


OVERDUE = 120.0
"""Seconds without a look for reminders: a look may wait for a minute of silence that Telegram wants. Also
seconds in which every request for updates has failed: the pauses between them are shorter."""
PATIENCE = 3.0
"""Seconds that the database has to answer."""


@dataclass(frozen=True)
class Probes:
    """What is looked up on each request."""

    backlog: Callable[[], Awaitable[tuple[int, float]]]
    """Reminders that are due and wait, counted up to some number, and for how many seconds the first does."""
    waiting: Callable[[], int]
    """Messages that wait for their turn."""
    leads: Callable[[], bool]
    """Whether this process sends the reminders."""


@dataclass(frozen=True)
class Health:
    """What is wrong, and the facts."""

    problems: tuple[str, ...]
    facts: dict[str, Any]


async def health(vitals: Vitals, probes: Probes) -> Health:
    """The health of this process: ill without its database or updates, or when reminders stand still.

    A long silence from users is healthy.
    """
    problems = []
    backlog, why = await answered(probes)
    if backlog is None:
        problems.append(f"the database does not answer: {why}")
    look = vitals.seconds_since(vitals.started if vitals.last_look is None else vitals.last_look)
    if look > OVERDUE:
        problems.append(f"reminders were last looked for {look:.0f} s ago")
    if vitals.unheard_since is not None and (unheard := vitals.seconds_since(vitals.unheard_since)) > OVERDUE:
        problems.append(f"Telegram has given no updates for {unheard:.0f} s")
    facts = {
        "uptime_seconds": _rounded(vitals, vitals.started),
        "database": "ok" if backlog else "does not answer",
        "seconds_since_last_update": _rounded(vitals, vitals.last_update),
        "seconds_since_last_tick": _rounded(vitals, vitals.last_look),
        "unreadable_updates": vitals.unreadable,
        "leads": probes.leads(),
    }
    return Health(tuple(problems), facts)


async def answered(probes: Probes) -> tuple[tuple[int, float] | None, str]:
    """The backlog; without it, why it is not known: the kind of the error, which holds no secret."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await probes.backlog(), ""
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer to the question
        return None, type(error).__name__


def _rounded(vitals: Vitals, moment: float | None) -> float | None:
    return None if moment is None else round(vitals.seconds_since(moment), 1)


HERE = "127.0.0.1"
_NAMES = {HERE, "localhost", "::1"}
EVERY = 1.0
"""Seconds from one measurement of the lag to the next."""

_LOGGER = logging.getLogger(__name__)


@asynccontextmanager
async def serving(vitals: Vitals, probes: Probes, port: int) -> AsyncIterator[None]:
    """Answer on a port of this machine; when that is taken the bot does its work without, and says so."""
    idle = IdleConnections()
    app = status_app(vitals, probes)
    app.middlewares.insert(0, idle.middleware)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1, keepalive_timeout=KEPT_FOR)
    await runner.setup()
    try:
        await web.TCPSite(runner, HERE, port).start()
    except OSError as error:
        _LOGGER.warning(
            "nobody can see how the bot is: port %s cannot be used (%s). Set STATUS_PORT to another, or to 0",
            port,
            error.strerror,
        )
    try:
        async with idle.closed(runner):
            yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def lag_measured(vitals: Vitals) -> AsyncIterator[None]:
    """Measure once a second how late the event loop is."""

    async def measure() -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(EVERY)
            vitals.lagged(loop.time() - before - EVERY)

    measuring = asyncio.create_task(measure())
    try:
        yield
    finally:
        measuring.cancel()


def status_app(vitals: Vitals, probes: Probes) -> web.Application:
    """The answers."""
    status = _Status(vitals, probes)
    app = web.Application(middlewares=[_only_this_machine])
    app.router.add_get("/healthz", status.healthz)
    app.router.add_get("/metrics", status.metrics)
    return app


@web.middleware
async def _only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a page of another name asks for: it may have been given the address of this machine."""
    if urlsplit(f"//{request.host}").hostname not in _NAMES:
        raise web.HTTPForbidden
    return await handler(request)


class _Status:
    """What the answers have in common: figures that are looked up on request."""

    def __init__(self, vitals: Vitals, probes: Probes) -> None:
        self._vitals = vitals
        self._probes = probes
        self._due = vitals.gauge("reminders_due", "Reminders that are due and wait; more are not counted")
        self._overdue = vitals.gauge("reminders_overdue_seconds", "For how long the first of them has waited")
        self._database = vitals.gauge("database_up", "Whether the database answers")
        self._waiting = vitals.gauge("limiter_waiting", "Messages that wait for their turn")
        self._leads = vitals.gauge("leads", "Whether this process sends the reminders")
        self._look = vitals.gauge("last_tick_age_seconds", "Since reminders were last looked for")
        self._update = vitals.gauge("last_update_age_seconds", "Since Telegram last brought an update")

    async def healthz(self, _: web.Request) -> web.Response:
        """200 or 503, and why."""
        found = await health(self._vitals, self._probes)
        body = {"status": "unhealthy" if found.problems else "ok", "problems": found.problems, **found.facts}
        return web.json_response(body, status=503 if found.problems else 200)

    async def metrics(self, _: web.Request) -> web.Response:
        """All figures, in the format of Prometheus."""
        vitals = self._vitals
        backlog, _why = await answered(self._probes)
        self._database.set(backlog is not None)
        if backlog:
            self._due.set(backlog[0])
            self._overdue.set(backlog[1])
        self._waiting.set(self._probes.waiting())
        self._leads.set(self._probes.leads())
        self._look.set(vitals.seconds_since(vitals.last_look or vitals.started))
        self._update.set(vitals.seconds_since(vitals.last_update or vitals.started))
        return web.Response(
            body=generate_latest(vitals.registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )


_SIGN = b"READY=1\nWATCHDOG=1"
"""Until the first one the service is starting, and may take its time; being ready again changes nothing."""
_SIGNS = 3
"""In the time after which systemd takes the process for hanging."""
_UNASKED = 60_000_000
"""Microseconds after which it would, where it says nothing of that."""


@asynccontextmanager
async def watched(environment: Mapping[str, str] = os.environ) -> AsyncIterator[None]:
    """Gives signs for as long as the event loop turns; none where nobody listens, as the environment says."""
    address = environment.get("NOTIFY_SOCKET")
    if not address:
        yield
        return
    patience = int(environment.get("WATCHDOG_USEC") or _UNASKED)
    signing = asyncio.create_task(_sign(address, patience / 1_000_000 / _SIGNS))
    try:
        yield
    finally:
        signing.cancel()


async def _sign(address: str, pause: float) -> None:
    where = f"\0{address[1:]}" if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        while True:
            with suppress(OSError):  # systemd is busy, or is itself started anew: the next one may arrive
                line.sendto(_SIGN, where)
            await asyncio.sleep(pause)
