"""What Telegram sends and nobody can read."""

import asyncio
import json
import logging
import os
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram.error import NetworkError

from bot.app import build_application
from bot.commands import run_bot
from bot.matching import Matcher
from bot.operations.health import OVERDUE
from bot.operations.logs import SteadyHandler
from bot.operations.metrics import checked
from bot.storage import Database
from offline_telegram import Fault, LocalRequest, LocalTelegram
from tests.conftest import Chat, Clock, started
from tests.operations.status.conftest import figures

SHOES = "can my shoes cause cramps?"
PRIVATE = ("Zenobia", "4711", "hurts")


def unreadable() -> dict[str, Any]:
    """A message from somebody of whom it is not said whether they are a bot."""
    return {
        "message": {
            "message_id": 900,
            "date": 1_772_000_000,
            "chat": {"id": 4711, "type": "private", "first_name": "Zenobia"},
            "from": {"id": 4711, "first_name": "Zenobia"},
            "text": "it hurts",
        }
    }


def private(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Lines with something of that message in them."""
    format_ = logging.Formatter().format
    return [line for line in map(format_, caplog.records) if any(word in line for word in PRIVATE)]


@pytest.mark.parametrize("place", ["first", "middle", "last", "alone"])
async def test_an_update_that_cannot_be_read(
    chat: Chat, http: ClientSession, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    """It is skipped, confirmed and counted, the others of its batch are answered, and no log shows it."""
    grace = chat.telegram.person("Grace")
    if place in {"middle", "last"}:
        chat.ada.say(SHOES)
    number = chat.telegram.updates.push(unreadable())
    if place in {"middle", "first"}:
        grace.say(SHOES)
    await chat.settle()
    asked = len(chat.telegram.requests_to("getUpdates"))
    for _ in range(99):
        await asyncio.sleep(0)
    assert len(chat.telegram.requests_to("getUpdates")) == asked
    assert not chat.telegram.updates.oldest(9)
    assert bool(chat.ada.inbox) == (place in {"middle", "last"})
    assert bool(grace.inbox) == (place in {"middle", "first"})
    (line,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert line.startswith(f"update {number} cannot be read and is skipped (TypeError)")
    assert not private(caplog)
    await chat.tick()
    async with http.get("/healthz") as response:
        said = await response.json()
    assert (said["status"], said["unreadable_updates"]) == ("ok", 1)
    async with http.get("/metrics") as response:
        assert figures(await response.text())["bot_updates_total kind=unreadable"] == 1


NO_ANSWERS = [
    b'{"ok": false}',
    b'{"ok": true}',
    b'{"ok": true, "result": null}',
    b'{"ok": true, "result": {"update_id": 7}}',
    b'{"ok": true, "result": [1, 2]}',
    b'{"ok": true, "result": [{"message": {"text": "it hurts"}}]}',
    b'{"ok": true, "result": [{"update_id": 7, "message": {"text": "it hu',
    b"null",
    b"[1, 2]",
    b"[" * 100_000,
    b"<html>it hurts</html>",
    b"\xff",
    b"",
]


class Garbling(LocalRequest):
    """Answers requests for updates with something else, while it is told to."""

    def __init__(self, telegram: LocalTelegram) -> None:
        super().__init__(telegram)
        self.body: bytes | None = None

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Let another method through."""
        if self.body is not None and url.endswith("/getUpdates"):
            await asyncio.sleep(0)
            return 200, self.body
        return await super().do_request(url, *args, **kwargs)


class Pauses:
    """`asyncio` as the polling sees it, with pauses that end when a test says so."""

    def __init__(self) -> None:
        self.lengths: list[float] = []
        self.over = asyncio.Semaphore(0)

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        """Wait for the test."""
        self.lengths.append(seconds)
        await self.over.acquire()

    async def pass_by(self, times: int) -> None:
        """End the first so many, each as soon as it has begun."""
        for passed in range(times):
            await until(partial(self._have_begun, passed + 1))
            self.over.release()

    def _have_begun(self, times: int) -> bool:
        return len(self.lengths) >= times


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Pauses:
    """Those between two requests for updates."""
    pauses = Pauses()
    monkeypatch.setattr("telegram.ext._utils.networkloop.asyncio", pauses)
    return pauses


async def until(come: Callable[[], object]) -> None:
    """Let the bot work until something has come about."""
    async with asyncio.timeout(20):
        while not come():  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(0)


@pytest.mark.parametrize("body", NO_ANSWERS)
async def test_no_answer_of_the_bot_api(  # noqa: PLR0913, PLR0917 - each is a fixture or an example
    telegram: LocalTelegram,
    matcher: Matcher,
    clock: Clock,
    database: Database,
    port: int,
    pauses: Pauses,
    caplog: pytest.LogCaptureFixture,
    body: bytes,
) -> None:
    """Every further request for updates waits longer, and /healthz says so; then people are answered."""
    ways: list[Garbling] = []

    def way() -> Garbling:
        ways.append(Garbling(telegram))
        return ways[-1]

    async with (
        started(telegram, matcher, clock, database, transport=way, status_port=port) as chat,
        ClientSession(f"http://127.0.0.1:{port}") as http,
    ):
        for each in ways:
            each.body = body
        chat.ada.say("thanks")  # ends the request that waits
        await pauses.pass_by(4)
        await until(lambda: len(pauses.lengths) > 4)
        assert pauses.lengths == [1, 1.5, 2.25, 3.375, 5.0625]
        clock.forward(seconds=OVERDUE + 1)
        await chat.tick()
        async with http.get("/healthz") as response:
            assert response.status == 503
            assert (await response.json())["problems"] == ["Telegram has given no updates for 121 s"]
        for each in ways:
            each.body = None
        pauses.over.release()
        await chat.settle()
        assert (await chat.say(SHOES)).startswith("About shoes")
        async with http.get("/healthz") as response:
            assert response.status == 200
    assert not private(caplog)


async def test_one_line_a_minute(
    telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database, pauses: Pauses
) -> None:
    """It is said once how Telegram answers, however often it is asked; SIGTERM ends the bot as always."""
    way = Garbling(telegram)
    way.body = b"null"
    app = build_application(matcher, telegram.token, database=database, transport=lambda: way)
    lines: list[str] = []
    log = logging.getLogger("bot.commands.run_bot")
    handler = SteadyHandler(_Lines(lines), clock.monotonic)  # type: ignore[arg-type]
    log.addHandler(handler)
    task = asyncio.create_task(run_bot.serve(app))
    await pauses.pass_by(9)
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(20):
        await task
    log.removeHandler(handler)
    assert len([line for line in lines if "Invalid server response" in line]) == 1


class _Lines:
    """A stream that keeps what is written."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def write(self, line: str) -> None:
        """Keep it."""
        self._lines.append(line)

    def flush(self) -> None:
        """Nothing waits."""


async def test_a_signal_between_two_tries(
    telegram: LocalTelegram,
    matcher: Matcher,
    database: Database,
    pauses: Pauses,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SIGTERM does not wait for the pause to end."""
    monkeypatch.setattr(run_bot, "STOPPING", 0.0)
    way = Garbling(telegram)
    way.body = b"null"
    app = build_application(matcher, telegram.token, database=database, transport=lambda: way)
    task = asyncio.create_task(run_bot.serve(app))
    await until(lambda: pauses.lengths and app.application.running)
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(20):
        await task
    assert len(pauses.lengths) == 1
    assert not app.application.running


@pytest.mark.parametrize("body", NO_ANSWERS)
def test_nothing_of_it_is_in_the_error(body: bytes) -> None:
    """The error is logged, and an answer to sendMessage has the text and the chat in it."""
    with pytest.raises(NetworkError, match=r"^Invalid server response: ") as raised:
        checked("getUpdates", 200, body)
    assert not any(word in str(raised.value) for word in PRIVATE)


@pytest.mark.parametrize("fault", [Fault.GARBLED, Fault.BAD_GATEWAY])
async def test_other_methods(chat: Chat, caplog: pytest.LogCaptureFixture, fault: Fault) -> None:
    """What is answered to a message is no line of the log either."""
    chat.telegram.fail("sendMessage", fault)
    chat.ada.say(SHOES)
    await chat.settle()
    assert "Can not load invalid JSON" not in caplog.text
    assert "<html>" not in caplog.text


@pytest.mark.parametrize("body", [b'{"ok": false, "description": "no"}', b'{"parameters": {}}'])
def test_refusals(body: bytes) -> None:
    """They go through as they are."""
    assert checked("sendMessage", 400, body) == body


@pytest.mark.parametrize("body", [b"<html>", b"[1]", b"null", b""])
def test_failures_of_something_else(body: bytes) -> None:
    """Of a page or whatever stands between, the status is enough."""
    assert json.loads(checked("sendMessage", 502, body)) == {}
