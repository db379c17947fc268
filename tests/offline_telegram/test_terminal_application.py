"""An application that runs while something else goes on in the same event loop."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from offline_telegram import ApiError, LocalRequest, LocalTelegram, Person, python_telegram_bot
from offline_telegram.python_telegram_bot import running
from tests.offline_telegram.conftest import EchoBot, build, echo


@contextmanager
def _hooks(application: EchoBot) -> Iterator[list[str]]:
    called: list[str] = []

    async def post_init(_: EchoBot) -> None:
        called.append("init" if not application.running else "init too late")

    async def post_stop(_: EchoBot) -> None:
        called.append("stop")

    async def post_shutdown(_: EchoBot) -> None:
        called.append("shutdown")

    application.post_init, application.post_stop = post_init, post_stop
    application.post_shutdown = post_shutdown
    yield called
    assert not application.running
    assert application.updater
    assert not application.updater.running


async def test_hooks_are_called(telegram: LocalTelegram, ada: Person) -> None:
    """The application runs inside of the block, with the hooks that `run_polling` would call."""
    application = build(telegram)
    application.add_handler(MessageHandler(filters.ALL, echo))
    with _hooks(application) as called:
        async with running(application):
            ada.say("hi")
            await telegram.settle(application)
            assert ada.last.text == "hi"
            assert called == ["init"]
        assert called == ["init", "stop", "shutdown"]


async def test_an_error_in_the_block(telegram: LocalTelegram) -> None:
    """The application is stopped, and the error goes on its way."""
    application = build(telegram)
    with _hooks(application) as called:
        with pytest.raises(KeyError):
            async with running(application):
                raise KeyError
        assert called == ["init", "stop", "shutdown"]


async def test_an_application_that_cannot_start(telegram: LocalTelegram) -> None:
    """What was not started is not stopped, and the block is not entered."""
    application = build(telegram)
    telegram.fail("getMe", ApiError(401, "Unauthorized"))
    with _hooks(application) as called:
        with pytest.raises(InvalidToken):
            async with running(application):
                pytest.fail("it runs")
        assert called == ["shutdown"]


async def test_an_application_that_died(telegram: LocalTelegram) -> None:
    """All steps to the end are taken, also after one that failed."""
    application = build(telegram)
    telegram.fail("getUpdates", ApiError(401, "Unauthorized"))
    with _hooks(application) as called:
        with pytest.raises(InvalidToken):
            async with running(application):
                await telegram.settle(application)
        assert called == ["init", "stop", "shutdown"]


async def test_a_handler_that_does_not_end(
    telegram: LocalTelegram, ada: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A handler gets some time to finish in, and is then given up with a warning."""
    monkeypatch.setattr(python_telegram_bot, "_GRACE", 0)
    started, end = asyncio.Event(), asyncio.Event()

    async def hang(_: Update, __: ContextTypes.DEFAULT_TYPE) -> None:
        started.set()
        await end.wait()

    application = build(telegram)
    application.add_handler(MessageHandler(filters.ALL, hang))
    with _hooks(application) as called:
        async with running(application):
            ada.say("hi")
            await started.wait()
        assert called == ["init", "stop", "shutdown"]
    assert "still busy" in caplog.text
    end.set()


async def test_an_application_without_an_updater(telegram: LocalTelegram) -> None:
    """Nothing could arrive: that is said at once."""
    application: EchoBot = (
        ApplicationBuilder().token(telegram.token).request(LocalRequest(telegram)).updater(None).build()
    )
    with pytest.raises(ValueError, match="has no updater"):
        async with running(application):
            pytest.fail("it runs")
