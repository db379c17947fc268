"""Where the lines of a chat come from: a terminal or a file."""

import sys
from asyncio import wrap_future
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from io import FileIO, TextIOWrapper
from threading import Thread
from typing import TextIO

from rich.console import Console
from rich.text import Text

if sys.platform != "win32":
    import termios

with suppress(ImportError):
    import readline  # what makes input() edit lines and remember them

PROMPT = "you> "


def standard(console: Console) -> tuple[AsyncIterator[str], Callable[[], AbstractContextManager[None]]]:
    """The lines of the standard input, and what to put around anything printed while one is awaited.

    A person at a terminal starts the bot first, as in Telegram's apps. Lines can be edited only where
    the output is a terminal too.
    """
    is_typed = sys.stdin.isatty()
    if is_typed and sys.stdout.isatty():
        return started(typed(), console), aside
    # Not sys.stdin: Python could not close it at exit while a thread still waits for a line of it.
    file = TextIOWrapper(FileIO(sys.stdin.fileno(), closefd=False), "utf-8", "replace")
    lines = echoed(piped(file), console)
    return started(lines, console) if is_typed else lines, nullcontext


async def started(lines: AsyncIterator[str], console: Console) -> AsyncIterator[str]:
    """Lines with the one before them that opens a chat with a bot."""
    console.print(Text(f"{PROMPT}/start"))
    yield "/start"
    async for line in lines:
        yield line


async def typed() -> AsyncIterator[str]:
    """What is typed at the prompt, until Ctrl-D."""
    with _unchanged_terminal():
        async for line in _in_threads(_ask):
            yield line


async def piped(file: TextIO) -> AsyncIterator[str]:
    """The lines of a file, read one at a time."""
    async for line in _in_threads(lambda: file.readline() or None):
        yield line.removesuffix("\n")


async def echoed(lines: AsyncIterator[str], console: Console) -> AsyncIterator[str]:
    """Lines from a file: each is shown as if it had been typed."""
    async for line in lines:
        if line.strip():
            console.print(Text(f"{PROMPT}{line}"), soft_wrap=True)
        yield line


@contextmanager
def aside() -> Iterator[None]:
    """Takes the prompt away while something else is printed, and puts it back with what was typed so far."""
    sys.stdout.write("\r\x1b[K")
    yield
    sys.stdout.write(PROMPT + (readline.get_line_buffer() if "readline" in sys.modules else ""))
    sys.stdout.flush()


def _ask() -> str | None:
    try:
        return input(PROMPT)
    except EOFError:
        sys.stdout.write("\n")
        return None


async def _in_threads(read: Callable[[], str | None]) -> AsyncIterator[str]:
    """Reads a line when it is wanted, until there is None, without holding up the event loop.

    The threads are daemons, unlike those of `asyncio.to_thread`: one that waits for a line cannot be
    told to stop, and must not keep the program from ending.
    """
    while (line := await wrap_future(_in_thread(read))) is not None:
        yield line


def _in_thread(read: Callable[[], str | None]) -> "Future[str | None]":
    future: Future[str | None] = Future()
    future.set_running_or_notify_cancel()

    def work() -> None:
        try:
            future.set_result(read())
        except BaseException as error:  # noqa: BLE001 - the one who waits for the line gets it
            future.set_exception(error)

    Thread(target=work, daemon=True).start()
    return future


@contextmanager
def _unchanged_terminal() -> Iterator[None]:
    """Undoes at Ctrl-C what readline did to the terminal: its thread never gets to do so."""
    if sys.platform == "win32":
        yield
        return
    settings = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, settings)
