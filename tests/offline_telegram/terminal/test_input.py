"""Where the lines of a conversation come from."""

import asyncio
import os
import sys
import termios
import threading
from collections.abc import AsyncIterator, Iterator
from io import StringIO

import pytest
from rich.console import Console

from offline_telegram.terminal.input import aside, echoed, piped, standard, started, typed


@pytest.fixture
def console() -> Console:
    """One whose output can be read."""
    return Console(file=StringIO(), force_terminal=False)


def _output(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


async def _all(lines: AsyncIterator[str]) -> list[str]:
    return [line async for line in lines]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A terminal in the place of the standard input; the end that the person would be at."""
    ours, theirs = os.openpty()
    with os.fdopen(theirs) as file:
        monkeypatch.setattr(sys, "stdin", file)
        yield ours
    os.close(ours)


async def test_lines_of_a_file() -> None:
    """Lines come in order and without their ends; the last one needs none."""
    assert await _all(piped(StringIO("one\n\n two \nthree"))) == ["one", "", " two ", "three"]


async def test_the_event_loop_runs_on() -> None:
    """While a line is awaited other things happen."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as file:
        waiting = asyncio.ensure_future(anext(piped(file)))
        await asyncio.sleep(0)
        assert not waiting.done()
        os.write(writing, b"late\n")
        assert await waiting == "late"
    os.close(writing)


async def test_an_error_while_reading() -> None:
    """What goes wrong in the thread is raised where the line is awaited."""
    file = StringIO()
    file.close()
    with pytest.raises(ValueError, match="closed file"):
        await _all(piped(file))


async def test_lines_are_echoed(console: Console) -> None:
    """Lines look as if they had been typed, however long they are; empty ones are not shown."""
    long = "word " * 40 + "[bold]:smile:"
    assert await _all(echoed(piped(StringIO(f"{long}\n\n")), console)) == [long, ""]
    assert _output(console) == f"you> {long}\n"


async def test_started(console: Console) -> None:
    """The bot is started before anything else."""
    assert await _all(started(piped(StringIO("hi")), console)) == ["/start", "hi"]
    assert _output(console) == "you> /start\n"


async def test_a_piped_standard_input(monkeypatch: pytest.MonkeyPatch, console: Console) -> None:
    """Nobody starts the bot, lines are echoed, and what is not UTF-8 is replaced."""
    reading, writing = os.pipe()
    os.write(writing, "naïve\r\n".encode() + b"\xff\xfe!\n")
    os.close(writing)
    with os.fdopen(reading) as file:
        monkeypatch.setattr(sys, "stdin", file)
        lines, _ = standard(console)
        assert await _all(lines) == ["naïve", "\ufffd\ufffd!"]
    assert _output(console) == "you> naïve\nyou> \ufffd\ufffd!\n"


@pytest.mark.usefixtures("terminal")
async def test_a_terminal(monkeypatch: pytest.MonkeyPatch, console: Console) -> None:
    """Somebody at a terminal starts the bot and then writes until Ctrl-D."""
    answers = iter(["one", "two"])

    def answer(prompt: str) -> str:
        assert prompt == "you> "
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    lines, around = standard(console)
    assert await _all(lines) == ["/start", "one", "two"]
    assert around is aside


async def test_a_terminal_whose_output_is_piped(
    terminal: int, monkeypatch: pytest.MonkeyPatch, console: Console
) -> None:
    """The transcript then shows what was typed."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    os.write(terminal, b"one\n\x04")
    lines, _ = standard(console)
    assert await _all(lines) == ["/start", "one"]
    assert _output(console) == "you> /start\nyou> one\n"


async def test_the_terminal_is_left_as_it_was(terminal: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is interrupted at the prompt gets a terminal that echoes."""
    asked, end = threading.Event(), threading.Event()

    def without_echo(_: str) -> str:
        settings = termios.tcgetattr(sys.stdin)
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(sys.stdin, termios.TCSANOW, settings)
        asked.set()
        end.wait()
        return ""

    monkeypatch.setattr("builtins.input", without_echo)
    before = termios.tcgetattr(terminal)
    waiting = asyncio.ensure_future(anext(typed()))
    await asyncio.to_thread(asked.wait)
    assert termios.tcgetattr(terminal) != before
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    end.set()
    assert termios.tcgetattr(terminal) == before


def test_printing_aside(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The prompt goes away while something is printed, and comes back with what was typed so far."""
    monkeypatch.setattr("readline.get_line_buffer", lambda: "my to")
    with aside():
        sys.stdout.write("news\n")
    assert capsys.readouterr().out == "\r\x1b[Knews\nyou> my to"
