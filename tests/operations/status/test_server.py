"""What can be seen of the whole bot at work."""

import asyncio
import errno
import logging
import socket
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

import bot
from benchmarks.soak.damage import full
from bot.matching import Matcher
from bot.operations.health import OVERDUE, IdleConnections
from bot.storage import Database
from offline_telegram import ApiError, LocalTelegram
from tests.conftest import Chat, Clock, started
from tests.handlers.reminding import open_panel
from tests.operations.status.conftest import Figures, figures

SHOES = "can my shoes cause cramps?"


async def scrape(http: ClientSession) -> Figures:
    """What Prometheus sees."""
    async with http.get("/metrics") as response:
        assert response.status == 200
        assert response.content_type == "text/plain"
        return figures(await response.text())


async def healthz(http: ClientSession) -> tuple[int, dict[str, Any]]:
    """The status and what it says."""
    async with http.get("/healthz") as response:
        return response.status, await response.json()


async def test_questions(chat: Chat, http: ClientSession) -> None:
    """Updates by kind, what was found, how long the answers took, and what was asked of Telegram."""
    await chat.say(SHOES)
    await chat.say("what is the capital of France?")
    chat.ada.forge("open:shoes")
    await chat.settle()
    seen = await scrape(http)
    assert seen["bot_updates_total kind=message"] == 2
    assert seen["bot_updates_total kind=callback_query"] == 1
    assert seen["bot_matches_total outcome=answer"] == seen["bot_matches_total outcome=unknown"] == 1
    assert seen["bot_answer_seconds_count"] == 3
    assert seen["bot_requests_total method=sendMessage status=200"] >= 2
    assert seen["bot_limiter_waiting"] == 0
    assert seen["bot_leads"] == seen["bot_database_up"] == 1
    assert seen["bot_database_errors_total"] == 0
    assert any(name.startswith("bot_build_info") and f"version={bot.__version__}" in name for name in seen)
    assert seen["process_resident_memory_bytes"] > 0


async def test_requests_that_fail(chat: Chat, telegram: LocalTelegram, http: ClientSession) -> None:
    """They are counted by what Telegram says, and are no answers."""
    telegram.fail("sendMessage", ApiError(403, "Forbidden: bot was blocked by the user"))
    chat.ada.say(SHOES)
    await chat.settle()
    seen = await scrape(http)
    assert seen["bot_requests_total method=sendMessage status=403"] == 1
    assert seen["bot_answer_seconds_count"] == 0


async def test_reminders(chat: Chat, http: ClientSession) -> None:
    """Those that are due, then those that were sent, and those that came too late."""
    await open_panel(chat, "hydration")
    chat.clock.forward(hours=5, minutes=1)
    due = await scrape(http)
    assert due["bot_reminders_due"] == 1
    assert due["bot_reminders_overdue_seconds"] > 0
    await chat.tick()
    chat.clock.forward(hours=72)
    await chat.tick()
    sent = await scrape(http)
    assert sent["bot_reminders_due"] == sent["bot_reminders_overdue_seconds"] == 0
    assert sent["bot_reminders_total outcome=sent"] >= 1
    assert sent["bot_reminders_total outcome=late"] >= 1
    assert sent["bot_last_tick_age_seconds"] == 0


async def test_health(chat: Chat, http: ClientSession) -> None:
    """A bot that nobody writes to is well, as long as it looks for reminders."""
    await chat.tick()
    status, said = await healthz(http)
    assert (status, said["status"], said["problems"], said["database"]) == (200, "ok", [], "ok")
    assert said["seconds_since_last_update"] is None
    await chat.say(SHOES)
    chat.clock.forward(hours=20)
    await chat.tick()
    status, said = await healthz(http)
    assert (status, said["seconds_since_last_update"], said["seconds_since_last_tick"]) == (200, 72000, 0)


async def test_reminders_at_a_stand(chat: Chat, http: ClientSession) -> None:
    """When nobody looks for reminders any more the bot is not well, and says why."""
    chat.clock.forward(seconds=OVERDUE + 1)
    status, said = await healthz(http)
    assert (status, said["status"]) == (503, "unhealthy")
    assert said["problems"] == ["reminders were last looked for 121 s ago"]


@pytest.mark.usefixtures("chat")
async def test_a_broken_database(engine: AsyncEngine, http: ClientSession) -> None:
    """Nor without its database; its errors are counted."""
    async with engine.begin() as connection:
        await connection.execute(text("DROP TABLE reminders"))
    status, said = await healthz(http)
    assert (status, said["database"]) == (503, "does not answer")
    assert said["problems"] == ["the database does not answer: OperationalError"]
    seen = await scrape(http)
    assert seen["bot_database_up"] == 0
    assert seen["bot_database_errors_total"] >= 2


async def test_a_taken_port(
    telegram: LocalTelegram,
    matcher: Matcher,
    clock: Clock,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Another process on this machine has it: this one does its work all the same, and says what to do."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        async with started(telegram, matcher, clock, database, status_port=port) as chat:
            assert (await chat.say(SHOES)).startswith("About shoes")
    (record,) = (each for each in caplog.records if each.name == "bot.operations.health")
    assert record.levelno == logging.WARNING
    assert f"port {port} cannot be used" in record.getMessage()
    assert "STATUS_PORT" in record.getMessage()


async def test_only_this_machine(chat: Chat, port: int) -> None:
    """Nobody else can connect."""
    assert chat
    with socket.socket() as caller:
        assert caller.connect_ex(("127.0.0.2", port)) == errno.ECONNREFUSED


@pytest.mark.parametrize(
    ("host", "status"), [("evil.example", 403), ("127.0.0.1:1", 200), ("localhost", 200), ("[::1]:8082", 200)]
)
@pytest.mark.usefixtures("chat")
async def test_a_foreign_name(http: ClientSession, host: str, status: int) -> None:
    """A page elsewhere that has been given this machine's address reads nothing."""
    for path in ("/healthz", "/metrics"):
        async with http.get(path, headers={"Host": host}) as answer:
            assert answer.status == status


async def test_connections_that_say_nothing() -> None:
    """They are closed after a while; one that has asked for something stays."""
    idle = IdleConnections()
    app = web.Application(middlewares=[idle.middleware])

    async def well(_: web.Request) -> web.Response:
        return web.Response()

    app.router.add_get("/", well)
    pause: asyncio.Queue[None] = asyncio.Queue()

    async def sleep(_: float) -> None:
        await pause.get()

    async with TestServer(app) as server:
        assert isinstance(server.runner, web.AppRunner)
        async with idle.closed(server.runner, sleep):
            silent, out = await asyncio.open_connection(server.host, server.port)
            out.write(b"GET / HT")
            asking, other = await asyncio.open_connection(server.host, server.port)
            other.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert b"200 OK" in await asking.readline()
            for _ in range(2):
                pause.put_nowait(None)
                await asyncio.sleep(0)
            async with asyncio.timeout(5):
                assert await silent.read() == b""
            other.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            async with asyncio.timeout(5):
                while b"200 OK" not in await asking.readline():
                    pass
            for writer in (out, other):
                writer.close()


@pytest.mark.sqlite
@pytest.mark.usefixtures("chat")
async def test_a_full_disk(http: ClientSession) -> None:
    """What cannot be stored is seen before anybody needs it."""
    with full():
        async with http.get("/healthz") as answer:
            assert answer.status == 503
    async with http.get("/healthz") as answer:
        assert answer.status == 200
