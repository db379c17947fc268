"""What Telegram's answers mean for a reminder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count, cycle
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.failures import BrokenOffError, NotSentError, NotSentInTimeError
from bot.delivery.limiter import FloodLimiter
from bot.delivery.message_queue import Priority
from bot.delivery.reminder_sender import (
    SOON,
    Gone,
    Later,
    Moved,
    Refused,
    SendOutcome,
    Sent,
    TelegramSender,
    Unsure,
    meaning,
)
from bot.reminders.kinds import STRETCH, WATER
from bot.reminders.plan import Plan, Planner
from bot.storage import Queue, Store
from offline_telegram import ApiError, Fault, LocalRequest, LocalTelegram
from offline_telegram.errors import too_many_requests
from tests.conftest import Clock
from tests.storage.plans import DUE, subscribe_all


@asynccontextmanager
async def connected(telegram: LocalTelegram, request: LocalRequest) -> AsyncIterator[ExtBot[Priority]]:
    """A bot that never waits."""
    limiter = FloodLimiter(clock=count(step=60).__next__)
    async with ExtBot(
        telegram.token, request=request, get_updates_request=LocalRequest(telegram), rate_limiter=limiter
    ) as bot:
        yield bot


@pytest.fixture
async def bot(telegram: LocalTelegram) -> AsyncIterator[ExtBot[Priority]]:
    """A bot over a connection that works."""
    async with connected(telegram, LocalRequest(telegram)) as bot:
        yield bot


async def test_delivered(telegram: LocalTelegram, bot: ExtBot[Priority]) -> None:
    """The person has it, with buttons, and it is known which message it is."""
    ada = telegram.person("Ada", started=True)
    outcome = await TelegramSender(bot).send(Plan(ada.id), WATER, DUE, 0)
    assert outcome == Sent(ada.last.id)
    assert ada.last.buttons


async def test_buttons_taken_away(telegram: LocalTelegram, bot: ExtBot[Priority]) -> None:
    """The text stays; a second time nothing happens."""
    ada = telegram.person("Ada", started=True)
    sender = TelegramSender(bot)
    await sender.send(Plan(ada.id), STRETCH, DUE, 0)
    text = ada.last.text
    for _ in range(2):
        await sender.close(ada.id, ada.last.id)
        assert ada.last.text == text
        assert not ada.last.buttons


@pytest.mark.parametrize(
    ("fault", "outcome", "delivered"),
    [
        (ApiError(403, "Forbidden: bot was blocked by the user"), Gone(), 0),
        (ApiError(403, "Forbidden: user is deactivated"), Gone(), 0),
        (ApiError(403, "Forbidden: bot was kicked from the supergroup chat"), Gone(), 0),
        (ApiError(400, "Bad Request: chat not found"), Gone(), 0),
        (ApiError(400, "Bad Request: not enough rights to send text messages to the chat"), Gone(), 0),
        (ApiError(400, "Bad Request: can't parse entities"), Refused(), 0),
        (
            ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": -1005},
            ),
            Moved(-1005),
            0,
        ),
        (ApiError(500, "Internal Server Error"), Later(SOON), 0),
        (ApiError(401, "Unauthorized"), Later(SOON), 0),
        (Fault.BAD_GATEWAY, Later(SOON), 0),
        (Fault.UNREACHABLE, Later(SOON), 0),
        (Fault.TIMED_OUT_AFTER_DELIVERY, Unsure(), 1),
        (Fault.GARBLED, Unsure(), 1),
    ],
)
async def test_failures(
    telegram: LocalTelegram,
    bot: ExtBot[Priority],
    fault: ApiError | Fault,
    outcome: SendOutcome,
    delivered: int,
) -> None:
    """Only what has certainly not arrived is sent again; who is gone is not written to any more."""
    ada = telegram.person("Ada", started=True)
    telegram.fail("sendMessage", fault)
    assert await TelegramSender(bot).send(Plan(ada.id), WATER, DUE, 0) == outcome
    assert len(ada.inbox) == delivered


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TimedOut(), Unsure()),
        (BrokenOffError("the connection broke"), Unsure()),
        (NotSentError("no connection"), Later(SOON)),
        (NotSentInTimeError("no connection in time"), Later(SOON)),
        (NetworkError("Bad Gateway (502)"), Later(SOON)),
    ],
)
def test_on_the_way(error: TelegramError, outcome: SendOutcome) -> None:
    """A connection that broke may have delivered it; one that was never made has not."""
    assert meaning(error) == outcome


class Unreliable(LocalRequest):
    """One message in twenty meets a failure, each in turn."""

    def __init__(self, telegram: LocalTelegram) -> None:
        super().__init__(telegram)
        self._server = telegram
        self._count = count(1)
        faults: list[ApiError | Fault] = [
            Fault.UNREACHABLE,
            Fault.BAD_GATEWAY,
            Fault.TIMED_OUT_AFTER_DELIVERY,
            Fault.GARBLED,
            ApiError(500, "Internal Server Error"),
            too_many_requests(3),
        ]
        self._faults = cycle(faults)

    async def do_request(self, url: str, *more: Any, **named: Any) -> tuple[int, bytes]:
        """Answers, or fails to."""
        if url.endswith("/sendMessage") and next(self._count) % 20 == 0:
            self._server.fail("sendMessage", next(self._faults))
        return await super().do_request(url, *more, **named)


@pytest.mark.sqlite
async def test_two_thousand_at_one_minute(telegram: LocalTelegram, engine: AsyncEngine, clock: Clock) -> None:
    """Requests fail in every way, and some people are gone: everybody else gets one, and nobody two."""
    people = [telegram.person(f"Person {n}", started=True) for n in range(2_000)]
    await subscribe_all(engine, [person.id for person in people])
    for person in people[::100]:
        person.block()
    clock.now = DUE
    async with connected(telegram, Unreliable(telegram)) as bot:
        dispatcher = Dispatcher(Queue(engine), Store(engine), TelegramSender(bot), lambda: Planner(clock.now))
        for _ in range(10):
            await dispatcher.send_due()
            clock.forward(seconds=30)
    assert [len(person.inbox) for person in people] == [int(n % 100 > 0) for n in range(2_000)]
