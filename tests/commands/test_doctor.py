"""`doctor`: whether everything is in place."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Run
from tests.knowledge.folders import FEET_FILE, replace

TOKEN = "123456:AA-a_secret_token"


class BotApi(BaseHTTPRequestHandler):
    """A server with a clock that is late."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answers all methods."""
        self.rfile.read(int(self.headers["Content-Length"]))
        methods: dict[str, dict[str, Any]] = {
            f"/bot{TOKEN}/getMe": {"id": 123456, "username": "foot_bot"},
            f"/bot{TOKEN}/getWebhookInfo": {"url": ""},
        }
        result = methods.get(self.path)
        body = json.dumps({"ok": True, "result": result} if result else {"ok": False}).encode()
        self.send_response_only(200 if result else 404)
        self.send_header("Date", formatdate(1_000_000_000, usegmt=True))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """Its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BotApi) as server, ThreadPoolExecutor() as pool:
        pool.submit(server.serve_forever, 0.01)
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Callable[..., None]:
    """All is in order, but for Telegram, which is not there; sets others."""

    def put(**values: object) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, str(value))

    put(
        TELEGRAM_BOT_TOKEN=TOKEN,
        TELEGRAM_API_URL="http://127.0.0.1:9",
        KNOWLEDGE_DIR=folder,
        DATA_DIR=folder.parent,
    )
    return put


def states(run: Run) -> dict[str, str]:
    """Of each check."""
    return {found["check"]: found["state"] for found in json.loads(run("doctor", "--json").out)}


def test_without_a_network(run: Run) -> None:
    """What can be checked is; the rest is said to be unknown, and no problem."""
    finished = run("doctor")
    assert (finished.status, finished.err) == (3, "")
    assert finished.lines[:2] == [
        "skipped  token       http://127.0.0.1:9 cannot be reached: ConnectError",
        "                     -> See whether this machine reaches it, and HTTPS_PROXY is right",
    ]
    assert any(line.startswith("ok       database") for line in finished.lines)
    assert states(run) == {
        "token": "skipped",
        "clock": "skipped",
        "webhook": "skipped",
        "admins": "ok",
        "database": "ok",
        "migrations": "ok",
        "files": "ok",
        "knowledge": "ok",
        "zone data": "ok",
        "fonts": "ok",
    }


def test_with_telegram(run: Run, server: str, settings: Callable[..., None]) -> None:
    """The bot is known there, and it is another time."""
    settings(TELEGRAM_API_URL=server)
    finished = run("doctor")
    assert finished.status == 0
    assert finished.lines[0] == "ok       token       @foot_bot (123456)"
    assert finished.lines[1].startswith("warning  clock")
    assert "timedatectl" in finished.lines[2]
    assert finished.lines[3] == "ok       webhook     none, as the bot polls"


def test_a_wrong_token(run: Run, server: str, settings: Callable[..., None]) -> None:
    """That is a problem; it is not shown."""
    settings(TELEGRAM_API_URL=server, TELEGRAM_BOT_TOKEN="123456:another_secret")
    finished = run("doctor")
    assert finished.status == 1
    assert finished.lines[0] == "problem  token       Telegram does not know it"
    assert "another_secret" not in finished.out


def test_wrong_settings(run: Run, settings: Callable[..., None]) -> None:
    """They are named, and nothing else is looked at."""
    settings(LOG_LEVEL="loud", STATUS_PORT="-1")
    finished = run("doctor")
    assert finished.status == 1
    assert finished.lines[0].startswith("problem  settings  STATUS_PORT ")
    assert finished.lines[1].strip().startswith("LOG_LEVEL ")
    assert len(finished.lines) == 3


def test_no_token(run: Run, settings: Callable[..., None]) -> None:
    """The rest is looked at all the same."""
    settings(TELEGRAM_BOT_TOKEN="")
    finished = run("doctor")
    assert finished.status == 1
    assert "TELEGRAM_BOT_TOKEN is not set" in finished.lines[0]
    assert len(finished.lines) > 3


def test_a_wrong_address(run: Run, settings: Callable[..., None]) -> None:
    """Of the database; its password is not shown."""
    settings(DATABASE_URL="postgresql+asyncpg://bot:secret@host:x/name")
    finished = run("doctor")
    assert finished.status == 1
    assert "DATABASE_URL cannot be read" in finished.out
    assert "secret@" not in finished.out


def test_knowledge(run: Run, folder: Path) -> None:
    """What `check` finds is counted: a warning, but a problem if the bot cannot start with it."""
    replace(folder, FEET_FILE, "tight boots", "gout?")
    assert states(run)["knowledge"] == "warning"
    replace(folder, FEET_FILE, "- id:", "- identity:")
    finished = run("doctor")
    assert finished.status == 1
    assert "See `python -m bot check`" in finished.out
