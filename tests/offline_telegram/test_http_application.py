"""Bots over HTTP: this one, through the transport it has in production, and one without any library."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from aiohttp.test_utils import TestServer
from telegram.request import BaseRequest

from bot.delivery.transport import connections
from bot.matching import Matcher
from bot.storage import Database
from offline_telegram import LocalTelegram, Person
from offline_telegram.files import Upload
from tests.conftest import Chat, Clock, started
from tests.handlers.stretching import reminded


@pytest.fixture
def address(server: TestServer) -> str:
    """Where the server is."""
    return str(server.make_url("/")).rstrip("/")


@pytest.fixture(params=["aiohttp", "httpx"])
def transport(request: pytest.FixtureRequest, address: str) -> Callable[[], BaseRequest]:
    """Either way to reach it."""
    return connections(request.param, address)


@pytest.fixture
async def chat(  # noqa: PLR0913, PLR0917 - each is a fixture
    transport: Callable[[], BaseRequest],
    address: str,
    telegram: LocalTelegram,
    matcher: Matcher,
    clock: Clock,
    database: Database,
) -> AsyncIterator[Chat]:
    """A conversation with the bot that is given nothing but the address of the server."""
    async with started(telegram, matcher, clock, database, transport=transport, api_url=address) as chat:
        yield chat


async def test_a_conversation(chat: Chat) -> None:
    """Questions, buttons and edits go over the wire as they go without one."""
    assert (await chat.say("/start")).startswith("Hello Ada!")
    assert chat.ada.commands
    answer = await chat.say("would a massage help?")
    assert "massage" in answer.lower()
    related = chat.ada.last.buttons[0][0]["text"]
    assert await chat.tap(related) != answer


async def test_files(chat: Chat, database: Database) -> None:
    """A photo and a document arrive as they were made."""
    await reminded(chat, database)
    await chat.tap("✅ Done")
    await chat.say("/progress")
    await chat.say("/export")
    photo, document = [message.file for message in chat.ada.inbox if message.file]
    assert isinstance(photo, Upload)
    assert photo.content.startswith(b"\x89PNG")
    assert isinstance(document, Upload)
    assert json.loads(document.content)


def fetch(server: TestServer, method: str, **params: object) -> Any:
    """One request by the standard library."""
    with urlopen(f"{server.make_url('/')}bot1:local/{method}?{urlencode(params)}", timeout=20) as response:  # noqa: S310  it is HTTP
        return json.load(response)["result"]


async def test_without_a_library(server: TestServer, ada: Person) -> None:
    """Ten lines of any language make a bot."""

    def echo_one() -> None:
        assert fetch(server, "getMe")["is_bot"]
        (update,) = fetch(server, "getUpdates", timeout=10)
        message = update["message"]
        fetch(server, "sendMessage", chat_id=message["chat"]["id"], text=f"{message['text']}, you said")
        assert fetch(server, "getUpdates", offset=update["update_id"] + 1) == []

    bot = asyncio.create_task(asyncio.to_thread(echo_one))
    ada.say("hello")
    await bot
    assert ada.last.text == "hello, you said"
