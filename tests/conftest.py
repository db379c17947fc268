"""The real application over the offline Telegram, with a clock that the test moves."""

import asyncio
import json
import logging
import os
import shutil
import socket
import sys
import zoneinfo
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import settings
from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import ALLOWED_UPDATES, App, Time, build_application
from bot.delivery.limiter import FloodLimiter
from bot.handlers.context import BotApplication
from bot.knowledge import Knowledge, load
from bot.matching import Matcher, build_matcher
from bot.matching.cache import cache_folder
from bot.matching.encoders import Linguist, load_linguist
from bot.operations.logs import SteadyHandler
from bot.settings import Settings
from bot.storage import Database, Queue, Store, open_engine, prepare
from offline_telegram import Group, LocalRequest, LocalTelegram, Message, Person
from tests import postgres
from tests.secrets import TOKEN

pytest_plugins = ["pytester", "tests.browser", "tests.leaks"]

_QUIETENED = (
    "httpx",
    "apscheduler",
    "telegram",
    "aiosqlite",
    "asyncio",
    "alembic.runtime.plugins",
    "bot.operations",
)

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"


settings.register_profile("patient", deadline=None)  # the machine may be busy with something else
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--record-requests FILE`: every request the application makes, to be held against the Bot API."""
    parser.addoption(
        "--postgres", action="store_true", help="run every test on PostgreSQL, not only those of the database"
    )
    parser.addoption(
        "--record-requests", type=Path, metavar="FILE", help="write the requests to Telegram here"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What reads and writes the database itself is tested on both kinds."""
    if "database" not in metafunc.fixturenames:
        return
    kinds = [kind for kind in ("sqlite", "postgres") if metafunc.definition.get_closest_marker(kind)]
    if not kinds and metafunc.config.getoption("--postgres"):
        kinds = ["postgres"]
    if not kinds and metafunc.definition.path.parent.name in {"storage", "delivery"}:
        kinds = ["sqlite", "postgres"]
    metafunc.parametrize("database", kinds or ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches the network."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True, scope="session")
def _one_time_zone_database() -> None:
    """As in the commands: the machine's own may be old."""
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()


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
def _logging_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A command sets up the logging of the process; here it ends with the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    root = logging.getLogger()
    levels = {logger: logger.level for logger in (root, *map(logging.getLogger, _QUIETENED))}
    yield
    for logger, level in levels.items():
        logger.setLevel(level)
    for handler in root.handlers[:]:
        if isinstance(handler, SteadyHandler):
            root.removeHandler(handler)
    logging.captureWarnings(False)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge that ships."""
    return load(KNOWLEDGE)


@pytest.fixture(scope="session")
def linguist() -> Linguist:
    """The encoders and the dictionary that the bot uses, loaded once."""
    return load_linguist()


@pytest.fixture(scope="session")
def matcher(knowledge: Knowledge, linguist: Linguist) -> Matcher:
    """The matcher that ships, built once for all tests; its examples are encoded once for all runs."""
    return build_matcher(knowledge, cache=cache_folder(), linguist=linguist)


@pytest.fixture(scope="session")
def dictionary(linguist: Linguist) -> Mapping[str, int]:
    """The dictionary that the bot uses."""
    return linguist.dictionary


@dataclass
class Clock:
    """Time that only a test moves."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 1, 3, 0, tzinfo=UTC))
    _sleeping: list[tuple[datetime, asyncio.Future[None]]] = field(default_factory=list)

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return self.now.timestamp()

    def forward(self, **length: float) -> None:
        """Move on, and wake who has slept long enough; `length` is as for timedelta."""
        self.now += timedelta(**length)
        for until, woken in self._sleeping:
            if until <= self.now and not woken.done():
                woken.set_result(None)
        self._sleeping = [(until, woken) for until, woken in self._sleeping if not woken.done()]

    async def sleep(self, seconds: float) -> None:
        """Wait until a test has moved the time so far."""
        woken = asyncio.get_running_loop().create_future()
        self._sleeping.append((self.now + timedelta(seconds=seconds), woken))
        await woken


def labels(message: Message) -> list[str]:
    """What stands on the buttons under a message."""
    return [button["text"] for row in message.buttons for button in row]


def written(messages: list[Message]) -> list[Message]:
    """Those with words of the bot: under a picture alone there is plain text."""
    return [message for message in messages if "photo" not in message.content or message.entities]


@dataclass
class Chat:
    """The started bot, and somebody to talk to it in a private chat."""

    telegram: LocalTelegram
    app: App = field(repr=False)  # it shows the token
    clock: Clock
    ada: Person

    @property
    def application(self) -> BotApplication:
        """What the updates go to."""
        return self.app.application

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

    async def tick(self) -> None:
        """Two looks for reminders that are due: what the first one skips may give way to a later one."""
        for _ in range(2):
            await self.app.dispatcher.send_due()

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
    telegram = LocalTelegram(
        clock, **{"token": TOKEN, "username": "foot_cramp_bot", **getattr(request, "param", {})}
    )
    yield telegram
    record: Path | None = request.config.getoption("--record-requests")
    if record:
        with record.open("a", encoding="utf-8") as file:
            for made in telegram.requests:
                made_request = {"method": made.method, "params": dict(made.params)}
                print(json.dumps(made_request, default=lambda upload: f"attach://{upload.name}"), file=file)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that is ready, with nothing in it."""
    file = tmp_path_factory.mktemp("database") / "empty.db"

    async def make() -> None:
        engine = open_engine(file)
        await prepare(engine)
        await engine.dispose()

    asyncio.run(make())
    return file


@pytest.fixture(scope="session")
def at_the_server(worker_id: str) -> Iterator[URL]:
    """A database at a PostgreSQL server: that of TEST_DATABASE_URL, or one started for these tests."""
    given = os.environ.get("TEST_DATABASE_URL")
    with postgres.given(given, worker_id) if given else postgres.server() as address:
        yield address


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database of the test's own, with nothing in it."""
    if request.param == "sqlite":
        return Path(shutil.copy(request.getfixturevalue("empty_database"), tmp_path / "bot.db"))
    address: URL = request.getfixturevalue("at_the_server")
    asyncio.run(postgres.empty(address))
    return address


@pytest.fixture
async def engine(database: Database) -> AsyncIterator[AsyncEngine]:
    """A connection to the database beside the bot's own."""
    engine = open_engine(database)
    yield engine
    await engine.dispose()


@pytest.fixture
def store(engine: AsyncEngine) -> Store:
    """The plans in the database."""
    return Store(engine)


@pytest.fixture
def queue(engine: AsyncEngine) -> Queue:
    """What is due in the database."""
    return Queue(engine)


async def no_time(_: float) -> None:
    """Pauses between tries pass at once."""
    await asyncio.sleep(0)


@asynccontextmanager
async def started(
    telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database, **options: Any
) -> AsyncIterator[Chat]:
    """The application as it runs in production, polling the offline Telegram until the end of the block."""
    usual: dict[str, Any] = {
        "transport": lambda: LocalRequest(telegram),
        "clock": Time(clock, clock.monotonic, clock.sleep, ticks=False),
        "limiter": FloodLimiter(clock=count(step=60).__next__, sleep=no_time),
    }
    app = build_application(matcher, telegram.token, database=database, **usual | options)
    application = app.application
    async with application:
        assert application.post_init
        await application.post_init(application)
        assert application.updater
        await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES)
        await application.start()
        yield Chat(telegram, app, clock, telegram.person("Ada"))
        await application.updater.stop()
        await application.stop()
        assert application.post_stop
        await application.post_stop(application)


Start: TypeAlias = Callable[[], AbstractAsyncContextManager[Chat]]


@pytest.fixture
def start(telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database) -> Start:
    """Starts the bot, again and again if need be, over the same database."""
    return partial(started, telegram, matcher, clock, database)


@pytest.fixture
async def chat(start: Start) -> AsyncIterator[Chat]:
    """A conversation with the bot."""
    async with start() as chat:
        yield chat
