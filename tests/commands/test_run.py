"""`run`: the bot in Telegram, until it is told to stop."""

import asyncio
import gc
import os
import shutil
import signal
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, build_application
from bot.commands import run_bot as command
from bot.commands.run_bot import reached, serve
from bot.delivery.limiter import FloodLimiter
from bot.matching import Matcher
from bot.storage import Database
from bot.webhooks import address
from offline_telegram import ApiError, Fault, LocalRequest, LocalTelegram
from offline_telegram.errors import conflict, too_many_requests
from tests.commands.conftest import Run
from tests.conftest import no_time
from tests.secrets import TOKEN

SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def telegram(folder: Path, monkeypatch: pytest.MonkeyPatch) -> LocalTelegram:
    """An offline Telegram for the command, which has its settings from the environment."""
    telegram = LocalTelegram(token=TOKEN, username="foot_cramp_bot")
    monkeypatch.setattr(command, "connections", lambda *_: lambda: LocalRequest(telegram))
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    monkeypatch.setenv("STATUS_PORT", "0")
    monkeypatch.setenv("DATA_DIR", str(folder.parent / "data"))
    return telegram


@pytest.fixture
def app(telegram: LocalTelegram, matcher: Matcher, database: Database) -> App:
    """The bot, about to be served."""
    limiter = FloodLimiter(clock=count(step=60).__next__, sleep=no_time)
    return build_application(
        matcher, TOKEN, database=database, transport=lambda: LocalRequest(telegram), limiter=limiter
    )


async def until(come: Callable[[], object]) -> None:
    """Lets the bot work until something has come about."""
    while not come():  # noqa: ASYNC110  the bot has no event for it
        await asyncio.sleep(0)


async def served(app: App) -> asyncio.Task[None]:
    """Serves it, and returns when it is ready."""
    task = asyncio.create_task(serve(app))
    await until(lambda: app.application.running)
    return task


def test_without_a_token(run: Run) -> None:
    """It is said what is missing, and where it comes from."""
    finished = run("run")
    assert finished.status == 78
    assert finished.err == "TELEGRAM_BOT_TOKEN is not set: ask @BotFather for one and put it into .env\n"


def test_a_malformed_token(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be a token is not tried."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", SECRET)
    finished = run("run")
    assert finished.status == 78
    assert finished.err == "TELEGRAM_BOT_TOKEN is not a token: copy it whole, like 123456:ABC-def\n"


@pytest.mark.parametrize("refusal", [ApiError(401, "Unauthorized"), ApiError(404, "Not Found")])
def test_a_wrong_token(run: Run, telegram: LocalTelegram, refusal: ApiError) -> None:
    """What Telegram does not know ends the command with one line."""
    telegram.fail("getMe", refusal)
    finished = run("run")
    assert finished.status == 77
    assert finished.err == "Telegram does not know this TELEGRAM_BOT_TOKEN: copy it from @BotFather\n"


def test_a_revoked_token(run: Run, telegram: LocalTelegram) -> None:
    """A token that ends while the bot runs ends the bot as well."""
    telegram.fail("getUpdates", ApiError(401, "Unauthorized"))
    finished = run("run")
    assert finished.status == 77
    assert finished.err.splitlines()[-1].startswith("Telegram does not know this TELEGRAM_BOT_TOKEN")
    assert SECRET not in finished.err


OUTAGES = [
    ApiError(500, "Internal Server Error"),
    ApiError(429, "Too Many Requests: retry after 5", {"retry_after": 5}),
    Fault.BAD_GATEWAY,
    Fault.TIMED_OUT,
    Fault.UNREACHABLE,
]


@pytest.mark.parametrize("outage", OUTAGES)
async def test_an_outage_at_the_start(
    app: App,
    telegram: LocalTelegram,
    outage: ApiError | Fault,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Telegram is asked again for as long as it takes, ever more seldom; that is said once, as is its end."""
    each = 5 if isinstance(outage, ApiError) and outage.code == 429 else 1  # the limiter asks again, too
    telegram.fail("getMe", outage, times=25 * each)
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    assert await reached(app.application.bot, asyncio.Event(), sleep)
    await app.application.bot.shutdown()
    assert sum(pauses) > 600
    assert pauses[:6] == [1, 2, 4, 8, 16, 30]
    said = [record.getMessage() for record in caplog.records if record.name == "bot.commands.run_bot"]
    assert [line.split(",")[0].split(":")[0] for line in said] == [
        "Telegram cannot be reached",
        "Telegram answers",
    ]


async def test_a_signal_during_an_outage(app: App, telegram: LocalTelegram) -> None:
    """It ends the waiting at once, and nothing is started."""
    telegram.fail("getMe", Fault.UNREACHABLE, times=9)
    task = asyncio.create_task(serve(app))
    await until(lambda: telegram.requests_to("getMe") or task.get_loop().time())
    for _ in range(50):
        await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGHUP)
    async with asyncio.timeout(5):
        await task
    assert not app.application.running


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        *product((200, 404, 403), (b"<html>", b"null", b"[1,2]")),
        (200, b'{"ok":false}'),
    ],
)
def test_a_server_that_is_none_of_telegrams(
    run: Run, telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch, answer: bytes, status: int
) -> None:
    """It is named as that, and not as a wrong token."""

    class Elsewhere(LocalRequest):
        """Another server."""

        async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
            """The same for everything."""
            del args, kwargs
            return status, answer

    monkeypatch.setattr(command, "connections", lambda *_: lambda: Elsewhere(telegram))
    finished = run("run")
    assert finished.status == 78
    assert "does not answer as the Bot API does: put TELEGRAM_API_URL right" in finished.err
    assert SECRET not in finished.err


async def test_a_signal(app: App, telegram: LocalTelegram) -> None:
    """On SIGTERM, what has been fetched is still answered."""
    task = await served(app)
    ada = telegram.person("Ada")
    ada.say("/start")
    await until(lambda: not telegram.updates.oldest(1))
    os.kill(os.getpid(), signal.SIGTERM)
    await task
    assert not app.application.running
    assert ada.last.text.startswith("Hello Ada!")


async def test_garbage(app: App) -> None:
    """What was there before the first update is not searched for garbage while the bot runs."""
    usual, frozen = gc.get_threshold(), gc.get_freeze_count()
    task = await served(app)
    await until(lambda: gc.get_freeze_count() > frozen)
    os.kill(os.getpid(), signal.SIGTERM)
    await task
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, frozen)


async def test_a_signal_in_a_long_silence(app: App, telegram: LocalTelegram) -> None:
    """On SIGTERM, nothing is waited for that Telegram will not take for an hour."""
    task = await served(app)
    telegram.fail("sendMessage", too_many_requests(3600))
    telegram.person("Ada").say("/start")
    await until(lambda: telegram.requests_to("sendMessage"))
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(20):
        await task
    assert not app.application.running


async def test_a_webhook(app: App, telegram: LocalTelegram) -> None:
    """Telegram is told where, and nothing is asked for; after a stop it still is, for those who go on."""
    webhook = command.WebhookPlace(address("https://bot.example.org", TOKEN), "127.0.0.1", 0)
    task = asyncio.create_task(serve(app, webhook))
    await until(lambda: telegram.updates.webhook)
    os.kill(os.getpid(), signal.SIGTERM)
    await task
    assert not app.application.running
    assert telegram.updates.webhook
    assert telegram.updates.webhook.url == webhook.address.url
    assert not telegram.requests_to("getUpdates")


async def test_no_webhook_any_more(app: App, telegram: LocalTelegram) -> None:
    """One that is left over is deleted, and what waited for it is fetched."""
    telegram.call("setWebhook", {"url": "https://bot.example.org/old"})
    ada = telegram.person("Ada")
    ada.say("/start")
    task = await served(app)
    await until(lambda: ada.inbox)
    os.kill(os.getpid(), signal.SIGTERM)
    await task
    assert telegram.updates.webhook is None
    assert ada.last.text.startswith("Hello Ada!")


def test_a_webhook_that_telegram_refuses(
    run: Run, telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says whose fault it is."""
    monkeypatch.setenv("WEBHOOK_URL", "http://bot.example.org")
    monkeypatch.setenv("WEBHOOK_PORT", str(free_port()))
    finished = run("run")
    assert finished.status == 1
    line = finished.err.splitlines()[-1]
    assert line.startswith("Telegram does not take WEBHOOK_URL: ")
    assert "https" in line
    assert telegram.updates.webhook is None


def test_a_port_that_is_taken(run: Run, telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for the other side, before Telegram is told anything."""
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org")
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("WEBHOOK_PORT", str(server.getsockname()[1]))
        finished = run("run")
    assert finished.status == 1
    assert "Set WEBHOOK_LISTEN and WEBHOOK_PORT" in finished.err.splitlines()[-1]
    assert not telegram.requests_to("setWebhook")


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def test_another_process(run: Run, telegram: LocalTelegram) -> None:
    """When another process polls with the same token, this one ends and says why, with no further request."""
    telegram.fail("getUpdates", conflict("terminated by other getUpdates request"))
    finished = run("run")
    assert finished.status == 1
    assert finished.err.splitlines()[-1].startswith("another process runs this bot: ")
    assert "Traceback" not in finished.err
    assert len(telegram.requests_to("getUpdates")) == 1


@pytest.mark.usefixtures("telegram")
def test_damaged_pages(run: Run, folder: Path, empty_database: Path) -> None:
    """A database whose first pages are whole ends the command with the same sentence, and its own status."""
    file = folder.parent / "data" / "bot.db"
    file.parent.mkdir()
    shutil.copy(empty_database, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executemany(
            "INSERT INTO chats (chat_id, zone, told_limits, unreachable) VALUES (?, 'Europe/Berlin', 0, 0)",
            [(chat,) for chat in range(3_000)],
        )
    file.write_bytes(file.read_bytes()[:8_192] + os.urandom(file.stat().st_size - 8_192))
    finished = run("run")
    assert finished.status == 65
    assert f"{file} is damaged" in finished.err
    assert "DATA_DIR" not in finished.err
    assert "Traceback" not in finished.err
