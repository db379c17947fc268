"""The real application over the offline Telegram, with a clock that the test moves."""

import json
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.application import ALLOWED_UPDATES, BotApplication, build_application
from bot.knowledge import Knowledge, load
from bot.local import Group, LocalRequest, LocalTelegram, Message, Person
from bot.logs import TokenFreeFormatter
from bot.matching import Matcher, build_matcher
from bot.settings import Settings

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--record-requests FILE`: every request the application makes, to be held against the Bot API."""
    parser.addoption(
        "--record-requests", type=Path, metavar="FILE", help="write the requests to Telegram here"
    )


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches the network."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _new_time_periods(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns of every time period that is still a number, whoever reads it."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on what is set on the machine that runs it."""
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """A command sets up the logging of the process; here it ends with the test."""
    root, httpx = logging.getLogger(), logging.getLogger("httpx")
    levels = root.level, httpx.level
    yield
    root.setLevel(levels[0])
    httpx.setLevel(levels[1])
    for handler in root.handlers[:]:
        if isinstance(handler.formatter, TokenFreeFormatter):
            root.removeHandler(handler)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge that ships."""
    return load(KNOWLEDGE)


@pytest.fixture(scope="session")
def matcher(knowledge: Knowledge) -> Matcher:
    """The matcher that ships, built once for all tests."""
    return build_matcher(knowledge)


@dataclass
class Clock:
    """Time that only a test moves."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 1, 3, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return self.now.timestamp()

    def forward(self, **length: float) -> None:
        """Move on; `length` is as for timedelta."""
        self.now += timedelta(**length)


def labels(message: Message) -> list[str]:
    """What stands on the buttons under a message."""
    return [button["text"] for row in message.buttons for button in row]


@dataclass
class Chat:
    """The started bot, and somebody to talk to it in a private chat."""

    telegram: LocalTelegram
    application: BotApplication
    clock: Clock
    ada: Person

    async def say(self, text: str) -> str:
        """Ada writes; returns the bot's latest message."""
        self.ada.say(text)
        await self.settle()
        return self.ada.last.text

    async def tap(self, button: str) -> str:
        """Ada taps a button, by its text or its data; returns the bot's latest message."""
        self.ada.tap(button)
        await self.settle()
        return self.ada.last.text

    async def settle(self) -> None:
        """Wait until the bot has dealt with everything."""
        await self.telegram.settle(self.application)

    def group(self, title: str = "Runners") -> Group:
        """A group of Ada's with the bot in it."""
        return self.telegram.group(title, self.ada)


@pytest.fixture
def clock() -> Clock:
    """A clock at three in the morning."""
    return Clock()


@pytest.fixture
def telegram(clock: Clock, request: pytest.FixtureRequest) -> Iterator[LocalTelegram]:
    """An offline Telegram; its parameters can be given by `pytest.mark.parametrize`, indirectly."""
    telegram = LocalTelegram(clock, **getattr(request, "param", {}))
    yield telegram
    record: Path | None = request.config.getoption("--record-requests")
    if record:
        with record.open("a", encoding="utf-8") as file:
            for made in telegram.requests:
                print(json.dumps({"method": made.method, "params": dict(made.params)}), file=file)


@asynccontextmanager
async def started(telegram: LocalTelegram, matcher: Matcher, clock: Clock) -> AsyncIterator[Chat]:
    """The application as it runs in production, polling the offline Telegram until the end of the block."""
    application = build_application(
        matcher, telegram.token, transport=lambda: LocalRequest(telegram), clock=clock.monotonic
    )
    async with application:
        assert application.post_init
        await application.post_init(application)
        assert application.updater
        await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES)
        await application.start()
        yield Chat(telegram, application, clock, telegram.person("Ada"))
        await application.updater.stop()
        await application.stop()


@pytest.fixture
async def chat(telegram: LocalTelegram, matcher: Matcher, clock: Clock) -> AsyncIterator[Chat]:
    """A conversation with the bot."""
    async with started(telegram, matcher, clock) as chat:
        yield chat
