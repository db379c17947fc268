"""What happens when a handler fails."""

import asyncio
import logging
from typing import NoReturn

import pytest

from bot.matching import Matcher
from bot.operations.logs import SecretFreeFormatter
from offline_telegram import ApiError, Fault, LocalTelegram
from offline_telegram.errors import too_many_requests
from tests.conftest import Chat

SHOES = "Can my shoes cause foot cramps?"
ALARM = "my calf is swollen, hot and red and I can't breathe"
UNSURE = {Fault.GARBLED, Fault.TIMED_OUT, Fault.TIMED_OUT_AFTER_DELIVERY}
TOKEN = "123456:a-token-that-nobody-should-see"

faults = pytest.mark.parametrize(
    "fault",
    [
        ApiError(500, "Internal Server Error"),
        Fault.BAD_GATEWAY,
        Fault.GARBLED,
        Fault.TIMED_OUT,
        Fault.TIMED_OUT_AFTER_DELIVERY,
        Fault.UNREACHABLE,
    ],
)


def break_matcher(monkeypatch: pytest.MonkeyPatch, message: str = "broken") -> None:
    """From now on the matcher fails."""

    def fail(*_: object) -> NoReturn:
        raise RuntimeError(message)

    monkeypatch.setattr(Matcher, "reply", fail)


def errors(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """What was logged as an error by the bot itself."""
    return [
        record
        for record in caplog.records
        if record.levelno >= logging.ERROR and record.name.startswith("bot.")
    ]


@pytest.mark.parametrize("telegram", [{"token": TOKEN}], indirect=True)
async def test_an_error_of_the_bot(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    """The person is told, the log has the traceback but not the token, and the next question is answered."""
    with pytest.MonkeyPatch.context() as patch:
        break_matcher(patch, f"https://api.telegram.org/bot{TOKEN}/getMe")
        assert (await chat.say(SHOES)).startswith("Sorry, something went wrong on my side")
    (record,) = errors(caplog)
    line = SecretFreeFormatter([TOKEN], readable=True).format(record)
    assert "Traceback" in line
    assert "RuntimeError: https://api.telegram.org/bot<token>/getMe" in line
    assert TOKEN.partition(":")[2] not in line
    assert (await chat.say(SHOES)).startswith("About shoes")


async def test_an_error_in_a_group(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """There the apology is a reply to the one who asked."""
    break_matcher(monkeypatch)
    group = chat.group()
    question = group.say(chat.ada, f"/ask {SHOES}")
    await chat.settle()
    assert group.last.text.startswith("Sorry")
    assert group.last.reply_to is question


@faults
async def test_an_apology_that_cannot_be_sent(
    chat: Chat, telegram: LocalTelegram, fault: ApiError | Fault, caplog: pytest.LogCaptureFixture
) -> None:
    """It is tried again, or noted if it may have arrived, and the bot goes on."""
    with pytest.MonkeyPatch.context() as patch:
        break_matcher(patch)
        chat.ada.say(SHOES)
        telegram.fail("sendMessage", fault)
        await chat.settle()
    may_have_arrived = fault in UNSURE
    assert ("nor could an apology be sent" in caplog.text) == may_have_arrived
    assert may_have_arrived or chat.ada.last.text.startswith("Sorry")
    assert (await chat.say(SHOES)).startswith("About shoes")


async def test_an_answer_that_telegram_refuses(
    chat: Chat, telegram: LocalTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    """A message that cannot be sent as it is, is an error of the bot as well."""
    telegram.fail("sendMessage", ApiError(400, "Bad Request: message is too long"))
    assert (await chat.say(SHOES)).startswith("Sorry")
    assert len(errors(caplog)) == 1


@faults
async def test_faults_of_telegram(
    chat: Chat, telegram: LocalTelegram, fault: ApiError | Fault, caplog: pytest.LogCaptureFixture
) -> None:
    """What has certainly not arrived is sent again, and nothing that may have."""
    telegram.fail("sendMessage", fault)
    chat.ada.say(SHOES)
    await chat.settle()
    arrived = [message.text.split(":")[0] for message in chat.ada.inbox]
    assert arrived == ([] if fault is Fault.TIMED_OUT else ["About shoes that fit"])
    may_have_arrived = fault in UNSURE
    assert len(telegram.requests_to("sendMessage")) == (1 if may_have_arrived else 2)
    assert len(errors(caplog)) == (1 if may_have_arrived else 0)
    assert (await chat.say("thanks")).startswith("You")


@pytest.mark.parametrize("fault", [Fault.TIMED_OUT, Fault.TIMED_OUT_AFTER_DELIVERY, Fault.GARBLED])
async def test_an_alarm_that_may_have_arrived(chat: Chat, telegram: LocalTelegram, fault: Fault) -> None:
    """It is sent once more: better twice than never."""
    telegram.fail("sendMessage", fault, times=3)
    chat.ada.say(ALARM)
    await chat.settle()
    assert len(telegram.requests_to("sendMessage")) == 2


async def test_an_alarm_edited_in(chat: Chat, telegram: LocalTelegram) -> None:
    """The same in the place of an earlier answer."""
    question = chat.ada.say(SHOES)
    await chat.settle()
    telegram.fail("editMessageText", Fault.TIMED_OUT)
    chat.ada.edit(question, ALARM)
    await chat.settle()
    assert "Please read this first" in chat.ada.last.text


async def test_a_tap(chat: Chat, telegram: LocalTelegram) -> None:
    """It is acknowledged although the first try fails."""
    await chat.say("/start")
    telegram.fail("answerCallbackQuery", Fault.UNREACHABLE)
    press = chat.ada.tap(chat.ada.last.buttons[0][0]["text"])
    await chat.settle()
    assert press.answer


@pytest.mark.parametrize(
    ("said", "told"),
    [(SHOES, "My answer to your last message didn't reach you"), (ALARM, "What you wrote may be serious")],
)
async def test_given_up(chat: Chat, telegram: LocalTelegram, said: str, told: str) -> None:
    """After a minute, or five, of tries the person is told, once, as soon as anything goes through."""
    telegram.fail("sendMessage", ApiError(500, "Internal Server Error"), times=60)
    chat.ada.say(said)
    await chat.settle()
    for _ in range(1_000):
        if chat.ada.inbox:
            break
        await asyncio.sleep(0)
    (notice, *_) = chat.ada.inbox
    assert told in notice.text
    assert "(112, 999 or 911)" in notice.text


@pytest.mark.parametrize(
    "refusal",
    [
        "not enough rights to send text messages to the chat",
        "message thread not found",
        "TOPIC_CLOSED",
        "chat not found",
        "CHAT_WRITE_FORBIDDEN",
    ],
)
async def test_a_chat_that_is_closed(
    chat: Chat, telegram: LocalTelegram, refusal: str, caplog: pytest.LogCaptureFixture
) -> None:
    """That the bot may not write there is no error of the bot, and nobody is told."""
    telegram.fail("sendMessage", ApiError(400, f"Bad Request: {refusal}"))
    group = chat.group()
    group.say(chat.ada, f"/ask {SHOES}")
    await chat.settle()
    assert not group.inbox
    assert not errors(caplog)


async def test_too_many_requests(
    chat: Chat, telegram: LocalTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer comes after the time that Telegram names."""
    telegram.fail("sendMessage", too_many_requests(3))
    assert (await chat.say(SHOES)).startswith("About shoes")
    assert len(chat.ada.inbox) == 1
    assert not errors(caplog)


@faults
async def test_faults_while_editing(chat: Chat, telegram: LocalTelegram, fault: ApiError | Fault) -> None:
    """An edit that may have failed brings no second answer; the next edit works."""
    question = chat.ada.say(SHOES)
    await chat.settle()
    telegram.fail("editMessageText", fault)
    for text in ("thanks", "Does a massage help against a foot cramp?"):
        chat.ada.edit(question, text)
        await chat.settle()
    (answer,) = chat.ada.inbox
    assert answer.text.startswith("About massage")


@pytest.mark.parametrize("fault", [Fault.BAD_GATEWAY, Fault.TIMED_OUT])
async def test_faults_while_polling(chat: Chat, telegram: LocalTelegram, fault: Fault) -> None:
    """Nothing that is said meanwhile is lost."""
    telegram.fail("getUpdates", fault)
    chat.ada.say("hello")
    await chat.settle()
    assert (await chat.say("thanks")).startswith("You")
    assert len(chat.ada.inbox) == 2


async def test_being_blocked(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    """Who blocks the bot wants no answer and no apology; who comes back is answered."""
    chat.ada.say(SHOES)
    chat.ada.block()
    await chat.settle()
    assert not chat.ada.inbox
    assert not errors(caplog)
    chat.ada.unblock()
    assert (await chat.say(SHOES)).startswith("About shoes")


async def test_being_thrown_out(
    chat: Chat, telegram: LocalTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    """The same in a group."""
    group = chat.group()
    group.say(chat.ada, f"/ask {SHOES}")
    group.kick_bot()
    await chat.settle()
    assert not group.inbox
    assert not errors(caplog)
    assert len(telegram.requests_to("sendMessage")) == 1
