"""What the lines that somebody writes in the terminal mean, and what is shown for them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from rich.console import Console
from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from offline_telegram import LocalTelegram
from offline_telegram.clock import Alarms, FastForward
from offline_telegram.terminal import chat as front
from offline_telegram.terminal.chat import chat
from tests.offline_telegram.conftest import EchoBot, again, article, build, echo
from tests.offline_telegram.test_clock import NOON, Bells

ECHO = "Offline Bot\n{0}\n[1] Again\n\n"


def echoing(telegram: LocalTelegram, *handlers: BaseHandler[Any, Any, Any]) -> EchoBot:
    """A bot that echoes what its handlers leave to it."""
    application = build(telegram)
    application.add_handlers(handlers)
    application.add_handlers([MessageHandler(filters.UpdateType.MESSAGES, echo), CallbackQueryHandler(again)])
    return application


def _show(telegram: LocalTelegram, **params: Any) -> BaseHandler[Any, Any, Any]:
    """A handler that answers /show with a message."""

    async def show(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_chat
        telegram.call("sendMessage", {"chat_id": update.effective_chat.id, "text": "Well?", **params})

    return CommandHandler("show", show)


@pytest.fixture
def application(telegram: LocalTelegram) -> EchoBot:
    """A bot that echoes."""
    return echoing(telegram)


async def _lines(*lines: str) -> AsyncIterator[str]:
    for line in lines:
        yield line


async def talk(telegram: LocalTelegram, application: EchoBot, *lines: str, width: int | None = None) -> str:
    """What a conversation looks like; with a width, at a terminal without colours."""
    output = StringIO()
    console = Console(file=output, force_terminal=bool(width), width=width, color_system=None)
    await chat(telegram, application, _lines(*lines), console)
    assert not application.running
    return output.getvalue()


async def test_question_and_answer(telegram: LocalTelegram, application: EchoBot) -> None:
    """What is written is sent, and the answer shown with its buttons."""
    assert await talk(telegram, application, " hello ", "you") == ECHO.format("hello") + ECHO.format("you")


async def test_pressing_a_button(telegram: LocalTelegram, application: EchoBot) -> None:
    """A number presses the button; the notice and the edited message are shown."""
    assert await talk(telegram, application, "hello", "1") == (
        ECHO.format("hello") + "· pressed: Again\n· Offline Bot: Once more\nOffline Bot (edited)\ndone\n\n"
    )


async def test_a_number_without_a_button(telegram: LocalTelegram, application: EchoBot) -> None:
    """A number that no button has is not sent; where there are no buttons, it is text."""
    output = await talk(telegram, application, "7", "2", "1", "1")
    assert output == (
        ECHO.format("7")
        + "· there is no button 2, only 1 to 1; \\2 sends it as text\n"
        + "· pressed: Again\n· Offline Bot: Once more\nOffline Bot (edited)\ndone\n\n"
        + ECHO.format("1")
    )


@pytest.mark.parametrize("line", ["2", ":help", "\\", "/quit"])
async def test_sending_anything_as_text(telegram: LocalTelegram, application: EchoBot, line: str) -> None:
    """Behind a backslash everything is text."""
    output = await talk(telegram, application, "hello", f"\\{line}")
    assert output == ECHO.format("hello") + ECHO.format(line)


@pytest.mark.parametrize("line", [":)", ":D", ":-(", "٣", "100 ml", "-1", "²"])
async def test_what_is_neither_a_number_nor_a_command(
    telegram: LocalTelegram, application: EchoBot, line: str
) -> None:
    """What only looks a little like one is text."""
    assert await talk(telegram, application, "hello", line) == ECHO.format("hello") + ECHO.format(line)


async def test_empty_lines(telegram: LocalTelegram, application: EchoBot) -> None:
    """An empty line does nothing."""
    assert await talk(telegram, application, "", "  ") == ""
    assert not telegram.updates.added


async def test_lines_that_cannot_be_sent(telegram: LocalTelegram, application: EchoBot) -> None:
    """A line no app would send is refused, and the conversation goes on."""
    output = await talk(telegram, application, "x" * 4097, "\\", "hello")
    long, empty, answer = output.split("\n", 2)
    assert long.startswith("· a message holds 4096 characters")
    assert empty == "· Telegram's apps send no empty messages"
    assert answer == ECHO.format("hello")


async def test_editing(telegram: LocalTelegram, application: EchoBot) -> None:
    """The person's last text is what they edit, once there is one."""
    output = await talk(telegram, application, ":edit one", "two", ":voice", ":edit three", ":edit")
    assert output == (
        "· there is no message of yours to edit yet\n"
        + "".join(map(ECHO.format, ["two", "nothing", "three"]))
        + "· Telegram's apps send no empty messages\n"
    )


async def test_sending_other_things(telegram: LocalTelegram) -> None:
    """Photos with or without a caption, voice messages, stickers and locations can be sent."""
    received: list[str] = []

    async def receive(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        assert message
        if message.location:
            received.append(f"{message.location.latitude} {message.location.longitude}")
        received.extend(name for name in ("photo", "voice", "sticker", "caption") if getattr(message, name))

    things = [
        ":photo",
        ":photo my  foot",
        ":voice",
        ":sticker",
        ":location",
        ":location -33.9 18",
        ":location 1,2",
    ]
    await talk(telegram, echoing(telegram, MessageHandler(filters.ALL, receive)), *things)
    assert received == [
        *("photo", "photo", "caption", "voice", "sticker"),
        *("52.52 13.405", "-33.9 18.0", "1.0 2.0"),
    ]


@pytest.mark.parametrize("place", ["Berlin", "91 0", "0 181", "1", "1 2 3", "nan 0"])
async def test_places_that_do_not_exist(telegram: LocalTelegram, application: EchoBot, place: str) -> None:
    """A location is a place on earth."""
    output = await talk(telegram, application, f":location {place}")
    assert output == "· a location is a latitude and a longitude in degrees, as in :location 52.52 13.4\n"


async def test_help(telegram: LocalTelegram, application: EchoBot) -> None:
    """All commands are listed, and an unknown one leads to the list; the bot hears of neither."""
    output = await talk(telegram, application, ":help", ":unknown thing")
    for command in ("\\TEXT", ":edit", ":voice", ":photo", ":sticker", ":location", "/quit"):
        assert command in output
    assert output.splitlines()[-1] == (
        '· there is no ":unknown"; :help lists what there is, and \\:unknown sends it as text'
    )
    assert not telegram.updates.added


@pytest.mark.parametrize(
    ("button", "shown"),
    [
        ({"url": "https://nhs.uk/cramp"}, "· It: https://nhs.uk/cramp\n"),
        ({"copy_text": {"text": "stretch"}}, "· copied: stretch\n"),
        ({"switch_inline_query": "x"}, "· It: leads out of this chat, which the terminal does not show\n"),
    ],
)
async def test_buttons_the_bot_does_not_hear_of(
    telegram: LocalTelegram, button: dict[str, Any], shown: str
) -> None:
    """What such a button would do is said."""
    show = _show(telegram, reply_markup={"inline_keyboard": [[{"text": "It", **button}]]})
    output = await talk(telegram, echoing(telegram, show), "/show", "1")
    assert output == "Offline Bot\nWell?\n[1] It\n\n" + shown
    assert telegram.updates.added == 1


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ({"text": "Saved"}, "· Offline Bot: Saved\n"),
        ({"text": "Not saved", "show_alert": True}, "! Offline Bot: Not saved\n"),
        (
            {"url": "https://t.me/offline_bot?start=x"},
            "· Offline Bot: https://t.me/offline_bot?start=x\n",
        ),
        ({}, "· no reply\n"),
    ],
)
async def test_answers_to_a_button(telegram: LocalTelegram, answer: dict[str, Any], shown: str) -> None:
    """Notices, alerts and links are shown; nothing at all is said to be nothing."""

    async def press(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query
        await update.callback_query.answer(**answer)

    output = await talk(telegram, echoing(telegram, CallbackQueryHandler(press)), "hello", "1")
    assert output == ECHO.format("hello") + "· pressed: Again\n" + shown


async def test_keys(telegram: LocalTelegram) -> None:
    """A key of a reply keyboard sends its text, a location or a contact."""
    keys = [[{"text": "A"}, {"text": "B", "request_location": True}, {"text": "C", "request_contact": True}]]
    received: list[bool] = []

    async def receive(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        received.extend(
            [update.message.text == "A", bool(update.message.location), bool(update.message.contact)]
        )

    show = _show(telegram, reply_markup={"keyboard": keys})
    application = echoing(telegram, show, MessageHandler(filters.ALL, receive))
    output = await talk(telegram, application, "/show", "1", "2", "3")
    assert output == "Offline Bot\nWell?\n[1] A  [2] B  [3] C\n\n" + "· no reply\n" * 3
    assert received == [True, False, False, False, True, False, False, False, True]


async def test_a_handler_that_fails(telegram: LocalTelegram, caplog: pytest.LogCaptureFixture) -> None:
    """The failure is logged, and the conversation goes on."""

    async def fail(_: Update, __: ContextTypes.DEFAULT_TYPE) -> None:
        raise KeyError

    application = echoing(telegram, CommandHandler("fail", fail))
    assert await talk(telegram, application, "/fail", "hello") == "· no reply\n" + ECHO.format("hello")
    assert "KeyError" in caplog.text


async def test_a_request_that_does_not_exist(telegram: LocalTelegram) -> None:
    """What nothing is known of is said to the person too: they may be who wrote it."""

    async def roll(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        await update.message.reply_dice()

    application = echoing(telegram, CommandHandler("roll", roll))
    assert await talk(telegram, application, "/roll", "hello") == (
        "· the bot made a request that Telegram does not know: "
        '404 Not Found: the offline Telegram has no method "sendDice", though the Bot API has\n'
        "· no reply\n" + ECHO.format("hello")
    )


async def test_a_bot_that_is_busy(telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who gets no answer in time can go on."""
    monkeypatch.setattr(front, "_PATIENCE", 0)
    end = asyncio.Event()

    async def hang(_: Update, __: ContextTypes.DEFAULT_TYPE) -> None:
        await end.wait()

    async def lines() -> AsyncIterator[str]:
        yield "/hang"
        end.set()

    application = echoing(telegram, CommandHandler("hang", hang))
    output = StringIO()
    await chat(telegram, application, lines(), Console(file=output, force_terminal=False))
    assert output.getvalue() == "· the bot is still busy after 0 seconds\n· no reply\n"


@pytest.mark.parametrize(("width", "lines"), [(None, 1), (40, 6), (200, 3)])
async def test_width(telegram: LocalTelegram, application: EchoBot, width: int | None, lines: int) -> None:
    """Lines are broken at a terminal only, and at 80 columns at the latest."""
    text = " ".join(["seven"] * 34)
    output = await talk(telegram, application, text, width=width)
    label, *shown, buttons, _, _ = output.split("\n")
    assert (label, buttons) == ("Offline Bot", "[1] Again")
    assert " ".join(shown) == text
    assert len(shown) == lines


async def test_inline(telegram: LocalTelegram) -> None:
    """A list is shown with its button, or that there is none."""

    async def found(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.inline_query
        if update.inline_query.query == "nothing":
            return
        button = {"text": "Ask me", "start_parameter": "x"}
        results = [article("1", description="Well."), article("2")]
        telegram.call(
            "answerInlineQuery",
            {"inline_query_id": update.inline_query.id, "results": results, "button": button},
        )

    application = echoing(telegram, InlineQueryHandler(found))
    assert await talk(telegram, application, ":inline some thing", ":inline nothing") == (
        "[Ask me]\n• Title 1\n  Well.\n• Title 2\n\n· no reply\n"
    )


class _Cuckoo(Bells):
    """Bells that are heard in the chat."""

    async def ring(self) -> None:
        await super().ring()
        self.telegram.call("sendMessage", {"chat_id": self.owner, "text": "Cuckoo"})

    telegram: LocalTelegram
    owner: int


async def _wait(*lines: str) -> str:
    """What is printed after hello, when a cuckoo calls in two hours and in thirty."""
    cuckoo, output, heard = _Cuckoo(2, 30), StringIO(), 0
    cuckoo.telegram = LocalTelegram(cuckoo.clock.now)

    async def typed() -> AsyncIterator[str]:
        nonlocal heard
        yield "hello"
        cuckoo.owner = cuckoo.telegram.requests_to("sendMessage")[0].params["chat_id"]
        heard = output.tell()
        for line in lines:
            yield line

    console = Console(file=output, force_terminal=False)
    forward = FastForward(cuckoo.clock, Alarms(cuckoo.next_at, cuckoo.ring))
    await chat(cuckoo.telegram, echoing(cuckoo.telegram), typed(), console, forward=forward)
    return output.getvalue()[heard:]


def _clock(hours: int) -> str:
    return f"· it is now {(NOON + timedelta(hours=hours)).astimezone():%a %d %b, %H:%M %Z}\n"


def _cuckoo(hours: int) -> str:
    return f"Offline Bot ({(NOON + timedelta(hours=hours)).astimezone():%a %H:%M})\nCuckoo\n\n"


async def test_until_something_comes() -> None:
    """Then it stops, and the messages have their times; after the last one, there is nothing to wait for."""
    output = await _wait(":wait", ":wait", ":wait")
    nothing = "· nothing comes by itself within a month\n"
    assert output == _cuckoo(2) + _clock(2) + _cuckoo(30) + _clock(30) + nothing


@pytest.mark.parametrize(("length", "hours"), [("1h", 1), ("120 m", 2), ("86400s", 24), ("2d", 48)])
async def test_for_a_while(length: str, hours: int) -> None:
    """What comes in it comes at its own time."""
    came = "".join(_cuckoo(each) for each in (2, 30) if each <= hours)
    assert await _wait(f":wait {length}") == came + _clock(hours)


@pytest.mark.parametrize("length", ["soon", "-1h", "1y", "0s", "32d", "99999d"])
async def test_lengths_that_are_no_such(length: str) -> None:
    """It is said why, and the clock stays as it is."""
    output = await _wait(f":wait {length}", "hello")
    assert output.startswith(("· a time to wait is written like 30s", "· the clock moves forward by at most"))
    assert output.count("\n") == 1 + ECHO.count("\n")


async def test_a_clock_that_cannot_be_moved(telegram: LocalTelegram) -> None:
    """It is said, too."""
    output = await talk(telegram, echoing(telegram), ":wait 1h")
    assert output == "· the clock of this chat cannot be moved\n"
