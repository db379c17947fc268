"""A server, somebody to talk, and the smallest bot that answers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from offline_telegram import LocalRequest, LocalTelegram, Person
from offline_telegram.http_api import add_bot_api
from tests.conftest import Clock

Client = TestClient[web.Request, web.Application]
EchoBot = Application[Any, Any, Any, Any, Any, Any]


@pytest.fixture
def telegram(clock: Clock) -> LocalTelegram:
    """An empty server."""
    return LocalTelegram(clock)


@pytest.fixture
def ada(telegram: LocalTelegram) -> Person:
    """Somebody who has started the bot."""
    return telegram.person("Ada", username="ada_l", language_code="en", started=True)


def build(telegram: LocalTelegram, *, concurrent: bool = False) -> EchoBot:
    """A bot without handlers."""
    return (
        ApplicationBuilder()
        .token(telegram.token)
        .request(LocalRequest(telegram))
        .get_updates_request(LocalRequest(telegram))
        .concurrent_updates(concurrent)
        .build()
    )


@asynccontextmanager
async def polling(application: EchoBot) -> AsyncIterator[EchoBot]:
    """Runs a bot until the end of the block."""
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling()
        try:
            yield application
        finally:
            if application.updater.running:
                await application.updater.stop()
            await application.stop()


def article(key: str, **fields: Any) -> dict[str, Any]:
    """A result of an inline query; the fields win over those made up."""
    content = {"message_text": f"Text {key}"}
    return {"type": "article", "id": key, "title": f"Title {key}", "input_message_content": content, **fields}


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Says the same, with a button under it."""
    assert update.effective_message
    button = InlineKeyboardButton("Again", callback_data="again")
    await update.effective_message.reply_text(
        update.effective_message.text or "nothing",
        reply_markup=InlineKeyboardMarkup([[button]]),
    )


async def again(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Answers the button and takes it away."""
    assert update.callback_query
    await update.callback_query.answer("Once more")
    await update.callback_query.edit_message_text("done")


@pytest.fixture
async def bot(telegram: LocalTelegram) -> AsyncIterator[EchoBot]:
    """A running bot that echoes."""
    application = build(telegram)
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, echo))
    application.add_handler(CallbackQueryHandler(again))
    async with polling(application):
        yield application


async def until(come: Callable[[], object]) -> None:
    """Lets everybody work until something has come about."""
    async with asyncio.timeout(20):
        while not come():  # noqa: ASYNC110  there is no event for everything
            await asyncio.sleep(0)


@pytest.fixture
def pauses() -> list[float]:
    """The seconds of every pause between deliveries that has begun; each lasts until the clock is moved."""
    return []


@pytest.fixture
async def server(telegram: LocalTelegram, clock: Clock, pauses: list[float]) -> AsyncIterator[TestServer]:
    """The Bot API over HTTP on a port of its own."""

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await clock.sleep(seconds)

    app = web.Application()
    add_bot_api(app, telegram, strict=True, sleep=sleep)
    server = TestServer(app, host="127.0.0.1")
    async with server:
        yield server


@pytest.fixture
async def lenient_server(telegram: LocalTelegram) -> AsyncIterator[TestServer]:
    """The Bot API as it is served to other people's bots."""
    app = web.Application()
    add_bot_api(app, telegram)
    server = TestServer(app, host="127.0.0.1")
    async with server:
        yield server


@pytest.fixture
async def client(server: TestServer) -> AsyncIterator[Client]:
    """Makes requests to the server."""
    async with TestClient(server) as client:
        yield client
