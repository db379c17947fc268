"""/healthz and /metrics, on this machine only."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.status.health import Probes, answered, health
from bot.status.vitals import Vitals

HERE = "127.0.0.1"
_NAMES = {HERE, "localhost", "::1"}
EVERY = 1.0
"""Seconds from one measurement of the lag to the next."""

_LOGGER = logging.getLogger(__name__)


@asynccontextmanager
async def serving(vitals: Vitals, probes: Probes, port: int) -> AsyncIterator[None]:
    """Answer on a port of this machine; when that is taken the bot does its work without, and says so."""
    runner = web.AppRunner(status_app(vitals, probes), access_log=None, shutdown_timeout=1)
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
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def lag_measured(vitals: Vitals) -> AsyncIterator[None]:
    """See once a second how late the event loop is."""

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
    """What the answers have in common: figures that are known only when somebody asks."""

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
