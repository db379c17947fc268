r"""Records the requests of bots whose libraries are not here: grammY, telegraf, and aiogram.

    npm install --prefix /tmp/bots grammy telegraf
    python -m venv /tmp/bots/aiogram && /tmp/bots/aiogram/bin/pip install aiogram
    NODE_PATH=/tmp/bots/node_modules AIOGRAM_PYTHON=/tmp/bots/aiogram/bin/python \
        python -m tests.offline_telegram.record

A recording is a list of what happened, in order: what the person did, each request of the bot and each answer
of its webhook. Bodies are text in Latin-1, so that every byte is a character.
"""

import asyncio
import json
import os
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestServer, unused_port

from offline_telegram import LocalTelegram, Person
from offline_telegram.http_api import add_bot_api
from tests.offline_telegram.conftest import until
from tests.offline_telegram.conversations import converse

FOLDER = Path(__file__).parent / "recordings"
WEBHOOK = "http://127.0.0.1:1/hook"
"""Stands for the webhook's address, which is another one each time."""

_SECRET = "X-Telegram-Bot-Api-Secret-Token"

Event = dict[str, Any]


def with_webhook(body: str, old: str, new: str) -> str:
    """A body with another address of the webhook, which may stand in a form."""
    return body.replace(old, new).replace(quote_plus(old), quote_plus(new))


def _noted(person: Person, events: list[Event]) -> None:
    """Lets everything that a person does be noted."""

    def noting(name: str) -> Callable[..., Any]:
        act = getattr(person, name)

        def noted(*arguments: str) -> Any:
            events.append({"person": [name, *arguments]})
            return act(*arguments)

        return noted

    for name in ("say", "send", "tap"):
        setattr(person, name, noting(name))


async def _passed_on(response: ClientResponse) -> web.Response:
    body = await response.read()
    headers = {"Content-Type": response.headers["Content-Type"]} if body else {}
    return web.Response(status=response.status, body=body, headers=headers)


def _program(library: str) -> list[str]:
    """What runs the bot. aiogram is not installed here: it takes no pydantic as new as the locked one."""
    if library == "aiogram":
        return [os.environ["AIOGRAM_PYTHON"], str(FOLDER / "aiogram_bot.py")]
    return ["node", str(FOLDER / f"{library}.js")]


async def record(library: str, *, by_webhook: bool) -> list[Event]:
    """Lets a person converse with a bot; returns what happened."""
    events: list[Event] = []
    telegram = LocalTelegram()
    ada = telegram.person("Ada", started=True)
    _noted(ada, events)
    port = unused_port()

    def note(event: Event, kind: str | None, body: bytes) -> None:
        if body:
            text = with_webhook(body.decode("latin-1"), str(hook.make_url("/hook")), WEBHOOK)
            event |= {"type": kind, "body": text}
        events.append(event)

    async def ask(request: web.Request) -> web.Response:
        body, headers = await request.read(), {}
        if body:
            headers["Content-Type"] = request.headers["Content-Type"]
        note({"request": request.method, "path": request.path_qs}, headers.get("Content-Type"), body)
        url = api.make_url(request.path_qs)
        async with session.request(request.method, url, data=body or None, headers=headers) as response:
            return await _passed_on(response)

    async def deliver(request: web.Request) -> web.Response:
        secret = request.headers.get(_SECRET, "")
        headers = {"Content-Type": "application/json", _SECRET: secret}
        url = f"http://127.0.0.1:{port}/hook"
        async with session.post(url, data=await request.read(), headers=headers) as response:
            note({"answer": response.status}, response.headers.get("Content-Type"), await response.read())
            return await _passed_on(response)

    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession())
        served, asked, delivered = (
            web.Application(),
            web.Application(client_max_size=2**24),
            web.Application(),
        )
        add_bot_api(served, telegram)
        asked.router.add_route("*", "/{any:.*}", ask)
        delivered.router.add_post("/hook", deliver)
        api, front, hook = (TestServer(app, host="127.0.0.1") for app in (served, asked, delivered))
        for server in (api, front, hook):
            await stack.enter_async_context(server)
        address = [str(hook.make_url("/hook")), str(port)] if by_webhook else []
        bot = await asyncio.create_subprocess_exec(
            *_program(library), str(front.make_url("/")).rstrip("/"), telegram.token, *address
        )
        try:
            await converse(telegram, ada)
            await until(lambda: not len(telegram.updates))
        finally:
            bot.kill()
            await bot.wait()
    return events


if __name__ == "__main__":
    for library in ("aiogram", "grammy", "telegraf"):
        for way in ("polling", "webhook"):
            happened = asyncio.run(record(library, by_webhook=way == "webhook"))
            text = json.dumps(happened, indent=1)
            (FOLDER / f"{library}-{way}.json").write_text(f"{text}\n", encoding="utf-8")
