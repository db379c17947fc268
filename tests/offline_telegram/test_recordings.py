"""Bots in aiogram, grammY and telegraf: their requests are made again, while somebody talks to them."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from offline_telegram import LocalTelegram
from tests.offline_telegram.conftest import until
from tests.offline_telegram.conversations import converse
from tests.offline_telegram.record import FOLDER, WEBHOOK, Event, with_webhook


@pytest.fixture(params=sorted(path.stem for path in FOLDER.glob("*.json")))
def recording(request: pytest.FixtureRequest) -> list[Event]:
    """What happened when the bot was there."""
    events: list[Event] = json.loads((FOLDER / f"{request.param}.json").read_text(encoding="utf-8"))
    return events


def _content(event: Event, address: str) -> dict[str, Any]:
    if "body" not in event:
        return {}
    body = with_webhook(event["body"], WEBHOOK, address).encode("latin-1")
    return {"headers": {"Content-Type": event["type"]}, "body": body}


@pytest.fixture
async def webhook(recording: list[Event]) -> AsyncIterator[str]:
    """Where the bot is sent updates to: it answers what it has answered."""
    answers = iter([event for event in recording if "answer" in event])

    async def answer(_: web.Request) -> web.Response:
        event = next(answers)
        return web.Response(status=event["answer"], **_content(event, ""))

    app = web.Application()
    app.router.add_post("/hook", answer)
    server = TestServer(app, host="127.0.0.1")
    async with server:
        yield str(server.make_url("/hook"))


async def test_what_a_bot_has_asked_for(
    recording: list[Event], webhook: str, lenient_server: TestServer, telegram: LocalTelegram
) -> None:
    """All of it is answered, and the person sees what they saw."""
    ada = telegram.person("Ada", started=True)
    polls: list[asyncio.Task[int]] = []

    async def ask(event: Event) -> int:
        url, content = lenient_server.make_url(event["path"]), _content(event, webhook)
        body = {"data": content["body"], "headers": content["headers"]} if content else {}
        async with session.request(event["request"], url, **body) as response:
            await response.read()
            return response.status

    async def play() -> None:
        done = 0
        for event in recording:
            if "person" in event:
                done += 1
                await until(lambda: telegram.updates.added >= done)  # noqa: B023 - awaited here
            elif event.get("path", "").endswith("/getUpdates"):
                polls.append(asyncio.create_task(ask(event)))
                await until(lambda: polls[-1].done() or telegram.requests_to("getUpdates"))
            elif "request" in event:
                assert await ask(event) == 200, event

    async with ClientSession() as session:
        bot = asyncio.create_task(play())
        await converse(telegram, ada)
        await bot
        for poll in polls:
            poll.cancel()
        await asyncio.gather(*polls, return_exceptions=True)
    assert telegram.misuses == []
