"""The unmodified application, to which the offline Telegram sends updates over HTTP: one process, or two."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Update

from bot.app import ALLOWED_UPDATES, App, Time, build_application
from bot.delivery.limiter import FloodLimiter
from bot.delivery.transport import connections
from bot.matching import Matcher
from bot.storage import Database
from bot.webhooks import Address, Receiver, address, register
from offline_telegram import LocalTelegram
from offline_telegram.http_api import add_bot_api
from tests.conftest import Chat, Clock, no_time


@pytest.fixture(autouse=True)
def _no_access_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Bot API that is played here would log addresses with the token in them; the bot itself has none."""
    monkeypatch.setattr(logging.getLogger("aiohttp.access"), "disabled", True)


@dataclass
class Balancer:
    """One address for all processes, each of which gets its share of the deliveries, in turn."""

    receivers: list[Receiver] = field(default_factory=list)
    everywhere: bool = False
    """Whether each of them gets every delivery, at once."""
    answers: list[int] = field(default_factory=list)
    """What the deliveries were answered."""
    _turn: Iterator[int] = field(default_factory=count)

    async def answer(self, request: web.Request) -> web.Response:
        """Pass a delivery on."""
        await request.read()
        if self.everywhere:
            answers = await asyncio.gather(*(self._ask(receiver, request) for receiver in self.receivers))
        else:
            answers = [await self._ask(self.receivers[next(self._turn) % len(self.receivers)], request)]
        return max(answers, key=lambda answer: answer.status)

    async def _ask(self, receiver: Receiver, request: web.Request) -> web.Response:
        answer = await receiver.answer(request)
        self.answers.append(answer.status)
        return answer


@dataclass
class Fleet(Chat):
    """Ada's conversation with all processes as if they were one."""

    balancer: Balancer = field(default_factory=Balancer)
    pauses: list[float] = field(default_factory=list)
    """Seconds from deliveries that failed to the next try."""

    async def settle(self) -> None:
        """Wait until every update has been delivered."""
        async with asyncio.timeout(20):
            await self.telegram.updates.confirmed()

    async def refused(self, times: int = 1) -> None:
        """Wait until a delivery has failed so many times, and let the time until the next try pass."""
        async with asyncio.timeout(20):
            while len(self.pauses) < times:  # noqa: ASYNC110 - there is no event for it
                await asyncio.sleep(0)
        await asyncio.sleep(0)
        self.clock.forward(seconds=self.pauses[times - 1])

    @property
    def statuses(self) -> Counter[int]:
        """How often deliveries were answered what."""
        return Counter(self.balancer.answers)


@asynccontextmanager
async def _process(app: App, where: Address) -> AsyncIterator[Receiver]:
    application = app.application

    async def handle(update: Update) -> None:
        await application.update_processor.process_update(update, application.process_update(update))

    async with application:
        assert application.post_init
        await application.post_init(application)
        await application.start()
        await register(application.bot, where, ALLOWED_UPDATES)
        receiver = Receiver(application.bot, where, handle, app.claims)
        yield receiver
        await receiver.finish()
        await application.stop()
        assert application.post_stop
        await application.post_stop(application)


@pytest.fixture
async def fleet(
    telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database, processes: int
) -> AsyncIterator[Fleet]:
    """As many processes as the test's parameter `processes` says, behind one address."""
    balancer, pauses = Balancer(), list[float]()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await clock.sleep(seconds)

    api, bots = web.Application(), web.Application()
    add_bot_api(api, telegram, sleep=sleep, strict=True)
    bots.router.add_route("*", "/{anything:.*}", balancer.answer)
    async with (
        TestServer(api, host="127.0.0.1") as server,
        TestServer(bots, host="127.0.0.1") as front,
        AsyncExitStack() as stack,
    ):
        api_url = str(server.make_url("/")).rstrip("/")
        where = address(str(front.make_url("/")).rstrip("/"), telegram.token)
        for _ in range(processes):
            app = build_application(
                matcher,
                telegram.token,
                database=database,
                transport=connections("aiohttp", api_url),
                api_url=api_url,
                clock=Time(clock, clock.monotonic, clock.sleep, ticks=False),
                limiter=FloodLimiter(clock=count(step=60).__next__, sleep=no_time),
            )
            balancer.receivers.append(await stack.enter_async_context(_process(app, where)))
        yield Fleet(telegram, app, clock, telegram.person("Ada"), balancer, pauses)
        balancer.everywhere = False


@pytest.fixture
def processes() -> int:
    """Two, unless a test says otherwise."""
    return 2
