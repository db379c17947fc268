"""A conversation with the bot in the terminal."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from io import FileIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from rich.console import Console

from offline_telegram import LocalTelegram
from offline_telegram.terminal import chat as terminal
from offline_telegram.terminal.chat import chat, run
from tests.offline_telegram.conftest import EchoBot
from tests.offline_telegram.terminal.test_chat import ECHO, echoing, talk

_COLOURS = re.compile(rb"\x1b\[[0-9;]*m")
_PROGRAM = """
from telegram.ext import ApplicationBuilder, MessageHandler, filters
from offline_telegram import LocalRequest, LocalTelegram
from offline_telegram.terminal.chat import run

async def echo(update, context):
    await update.message.reply_text(update.message.text)

telegram = LocalTelegram()
builder = ApplicationBuilder().token(telegram.token)
builder.request(LocalRequest(telegram)).get_updates_request(LocalRequest(telegram))
application = builder.build()
application.add_handler(MessageHandler(filters.ALL, echo))
run(telegram, application)
"""


@pytest.fixture
def application(telegram: LocalTelegram) -> EchoBot:
    """A bot that echoes."""
    return echoing(telegram)


async def test_quitting(telegram: LocalTelegram, application: EchoBot) -> None:
    """Nothing after /quit is sent, nor is /quit itself."""
    assert await talk(telegram, application, "one", "/quit ", "two") == ECHO.format("one")
    assert [request.params["text"] for request in telegram.requests_to("sendMessage")] == ["one"]


async def test_a_message_that_comes_by_itself(
    telegram: LocalTelegram, application: EchoBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes while the person writes is shown at once, aside from what they write."""
    monkeypatch.setattr(terminal, "_GLANCE", 0)
    output, shown = StringIO(), asyncio.Event()

    @contextmanager
    def aside() -> Iterator[None]:
        output.write("<")
        yield
        output.write(">")
        shown.set()

    async def lines() -> AsyncIterator[str]:
        yield "hello"
        (request,) = telegram.requests_to("sendMessage")
        await application.bot.send_message(request.params["chat_id"], "Time to drink")
        await shown.wait()

    await chat(telegram, application, lines(), Console(file=output, force_terminal=False), aside=aside)
    assert output.getvalue() == ECHO.format("hello") + "<Offline Bot\nTime to drink\n\n>"


async def test_the_end_of_the_lines_by_an_error(telegram: LocalTelegram, application: EchoBot) -> None:
    """The application is stopped also when reading fails."""

    async def lines() -> AsyncIterator[str]:
        yield "hello"
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        await chat(telegram, application, lines(), Console(file=StringIO()))
    assert not application.running


async def test_being_cancelled(telegram: LocalTelegram, application: EchoBot) -> None:
    """The application is stopped when Ctrl-C cancels the conversation."""
    waiting = asyncio.Event()

    async def lines() -> AsyncIterator[str]:
        yield "hello"
        waiting.set()
        await asyncio.Event().wait()

    talk = asyncio.create_task(chat(telegram, application, lines(), Console(file=StringIO())))
    await waiting.wait()
    talk.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talk
    assert not application.running


def test_a_pipe(
    telegram: LocalTelegram,
    application: EchoBot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A question from a pipe makes a transcript, and an end."""
    reading, writing = os.pipe()
    os.write(writing, b"would a massage help?\n")
    os.close(writing)
    with os.fdopen(reading) as file:
        monkeypatch.setattr(sys, "stdin", file)
        run(telegram, application)
    question = "would a massage help?"
    assert capsys.readouterr().out == f"you> {question}\n" + ECHO.format(question)


@asynccontextmanager
async def _program() -> AsyncIterator[tuple[Process, int]]:
    """A bot that echoes in a terminal, and the end of it that the person is at."""
    ours, theirs = os.openpty()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", _PROGRAM),
        stdin=theirs,
        stdout=theirs,
        stderr=PIPE,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "TERM": "xterm"},
    )
    try:
        async with asyncio.timeout(60):
            yield process, ours
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        os.close(theirs)
        os.close(ours)


async def _until(ours: int, expected: str) -> None:
    """Reads until the output ends with something, colours aside."""
    output = b""
    while not _COLOURS.sub(b"", output).endswith(expected.encode()):
        output += await asyncio.to_thread(os.read, ours, 4096)


@pytest.mark.parametrize("end", ["ctrl-c", "ctrl-d", "/quit"])
async def test_a_terminal(end: str) -> None:
    """Lines can be edited at a prompt; Ctrl-C, Ctrl-D and /quit end quietly, in the midst of a line too."""
    async with _program() as (process, ours):
        assert process.stderr
        await _until(ours, "you> /start\r\nOffline Bot\r\n/start\r\n\r\nyou> ")
        os.write(ours, b"ac\x1b[Db\r")
        await _until(ours, "Offline Bot\r\nabc\r\n\r\nyou> ")
        if end == "ctrl-c":
            os.write(ours, b"half a li")
            await _until(ours, "half a li")
            process.send_signal(signal.SIGINT)
        else:
            os.write(ours, b"\x04" if end == "ctrl-d" else b"/quit\r")
        assert await process.wait() == 0
        assert await process.stderr.read() == b""


def test_nobody_reads_on(
    telegram: LocalTelegram, application: EchoBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `| head -1` the application is stopped, and the error is the caller's to end quietly with."""
    (questions, ask), (read, answers) = os.pipe(), os.pipe()
    os.write(ask, b"hello\n")
    os.close(ask)
    os.close(read)
    with os.fdopen(questions) as stdin, FileIO(answers, "w") as output:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "stdout", TextIOWrapper(output, write_through=True))
        with pytest.raises(BrokenPipeError):
            run(telegram, application)
    assert not application.running
