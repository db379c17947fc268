"""The place of HTTP."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from telegram import Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from offline_telegram import ApiError, Fault, LocalRequest, LocalTelegram, Person, python_telegram_bot
from offline_telegram.errors import blocked, too_many_requests
from offline_telegram.python_telegram_bot import running
from tests.offline_telegram.conftest import EchoBot, build, echo, polling


async def _post(telegram: LocalTelegram, method: str, **params: Any) -> tuple[int, Any]:
    data = RequestData([RequestParameter(name, value, None) for name, value in params.items()])
    url = f"https://api.telegram.org/bot{telegram.token}/{method}"
    code, body = await LocalRequest(telegram).do_request(url, "POST", data)
    return code, json.loads(body)


async def test_answers(telegram: LocalTelegram, ada: Person) -> None:
    """Status and body are those of api.telegram.org."""
    code, body = await _post(telegram, "sendMessage", chat_id=ada.id, text="hi")
    assert (code, body["ok"], body["result"]["text"]) == (200, True, "hi")
    ada.block()
    assert await _post(telegram, "sendMessage", chat_id=ada.id, text="hi") == (
        403,
        {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"},
    )
    group = telegram.group("Runners", ada)
    old = group.id
    group.migrate()
    assert await _post(telegram, "sendMessage", chat_id=old, text="hi") == (
        400,
        {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": group.id},
        },
    )


async def test_a_wrong_token(telegram: LocalTelegram) -> None:
    """Nobody else's bot is served."""
    request = LocalRequest(telegram)
    code, body = await request.do_request("https://api.telegram.org/bot2:other/getMe", "POST")
    assert (code, json.loads(body)["description"]) == (401, "Unauthorized")
    assert telegram.requests == []


async def test_a_file_that_is_not_there(telegram: LocalTelegram, bot: EchoBot) -> None:
    """To fetch what no getFile has named is misuse, and said to be."""
    with pytest.raises(TelegramError, match=r'no file "a\.png"'):
        await bot.bot.request.retrieve("https://api.telegram.org/file/bot1:local/a.png")
    assert len(telegram.misuses) == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (too_many_requests(7), RetryAfter),
        (blocked(), Forbidden),
        (ApiError(400, "Bad Request: no"), BadRequest),
        (ApiError(500, "Internal Server Error"), NetworkError),
        (Fault.UNREACHABLE, NetworkError),
        (Fault.BAD_GATEWAY, NetworkError),
        (Fault.TIMED_OUT, TimedOut),
    ],
)
async def test_lost_requests(
    bot: EchoBot,
    ada: Person,
    telegram: LocalTelegram,
    fault: ApiError | Fault,
    error: type[Exception],
) -> None:
    """A failure becomes the exception it would be in production, as often as ordered, and nothing arrives."""
    telegram.fail("sendMessage", fault, times=2)
    for _ in range(2):
        with pytest.raises(error) as caught:
            await bot.bot.send_message(ada.id, "hi")
        assert type(caught.value) is error
    assert ada.inbox == []
    await bot.bot.send_message(ada.id, "hi")
    assert ada.last.text == "hi"
    assert len(telegram.requests_to("sendMessage")) == 3


@pytest.mark.parametrize(
    ("fault", "error"),
    [(Fault.TIMED_OUT_AFTER_DELIVERY, TimedOut), (Fault.GARBLED, TelegramError)],
)
async def test_lost_answers(
    bot: EchoBot,
    ada: Person,
    telegram: LocalTelegram,
    fault: Fault,
    error: type[Exception],
) -> None:
    """The bot sees a failure, and the message has arrived all the same."""
    telegram.fail("sendMessage", fault)
    with pytest.raises(error) as caught:
        await bot.bot.send_message(ada.id, "hi")
    assert type(caught.value) is error
    assert ada.last.text == "hi"


async def test_a_migrated_group_names_its_successor(
    telegram: LocalTelegram, bot: EchoBot, ada: Person
) -> None:
    """The library learns the new id."""
    group = telegram.group("Runners", ada)
    old = group.id
    group.migrate()
    with pytest.raises(ChatMigrated) as caught:
        await bot.bot.send_message(old, "hi")
    assert caught.value.new_chat_id == group.id


async def test_long_polling_waits_for_an_update(telegram: LocalTelegram, ada: Person) -> None:
    """A poll ends as soon as there is something, and hands it out."""
    poll = asyncio.create_task(_post(telegram, "getUpdates", timeout=60))
    await asyncio.sleep(0)
    assert not poll.done()
    ada.say("hi")
    ada.say("you")
    _, body = await poll
    assert [update["message"]["text"] for update in body["result"]] == ["hi", "you"]


async def test_short_polling_does_not_wait(telegram: LocalTelegram) -> None:
    """Without a time-out there is an answer at once."""
    assert await _post(telegram, "getUpdates") == (200, {"ok": True, "result": []})


async def test_of_two_pollers_the_older_one_loses(telegram: LocalTelegram) -> None:
    """A second poller ends the wait of the first with a conflict."""
    older = build(telegram).bot
    poll = asyncio.create_task(older.get_updates(timeout=60))
    await asyncio.sleep(0)
    newer = asyncio.create_task(_post(telegram, "getUpdates", timeout=60))
    with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot"):
        await poll
    assert not newer.done()
    telegram.push({})
    assert (await newer)[0] == 200


async def test_a_poller_that_left_is_no_conflict(telegram: LocalTelegram, bot: EchoBot) -> None:
    """After a poll was broken off the next one has the queue to itself."""
    assert bot.updater
    await bot.updater.stop()
    assert (await _post(telegram, "getUpdates"))[0] == 200


@pytest.mark.parametrize("concurrent", [False, True])
async def test_what_an_update_sets_off_is_waited_for(
    telegram: LocalTelegram, ada: Person, concurrent: bool
) -> None:
    """Handlers, concurrent or not, the tasks they make, and the updates that come of those all end first."""

    async def later(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        context.application.create_task(last(update))

    async def last(update: Update) -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        assert update.message
        await update.message.reply_text("later")
        if update.message.text == "first":
            ada.say("second")

    application = build(telegram, concurrent=concurrent)
    application.add_handler(MessageHandler(filters.ALL, later))
    async with polling(application):
        ada.say("first")
        await telegram.settle(application)
        assert [message.text for message in ada.inbox] == ["later"] * 2


async def test_an_application_that_was_not_started(telegram: LocalTelegram) -> None:
    """There is no waiting for what cannot happen."""
    with pytest.raises(RuntimeError, match="handles no updates yet"):
        await telegram.settle(build(telegram))


async def test_an_application_that_dies(telegram: LocalTelegram, bot: EchoBot, ada: Person) -> None:
    """A poller that gives up confirms nothing: that is an error, at once and ever after."""
    telegram.fail("getUpdates", ApiError(401, "Unauthorized"))
    ada.say("first")
    for _ in range(2):
        with pytest.raises(RuntimeError, match="stopped handling updates") as caught:
            await telegram.settle(bot)
        assert isinstance(caught.value.__cause__, InvalidToken)
    assert bot.updater
    with pytest.raises(InvalidToken):
        await bot.updater.stop()


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
