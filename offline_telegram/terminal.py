"""A conversation with the bot in the terminal: everything is real but Telegram."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, nullcontext
from io import TextIOWrapper

from rich.console import Console

from offline_telegram import terminal_input
from offline_telegram.fast_forward import FastForward
from offline_telegram.person import Person
from offline_telegram.telegram import LocalTelegram
from offline_telegram.terminal_application import AnyApplication, running
from offline_telegram.terminal_front import Front

_GLANCE = 0.3
"""How many seconds pass between two looks at the chat while a line is awaited."""


async def chat(  # noqa: PLR0913 - who talks to what, and where
    telegram: LocalTelegram,
    application: AnyApplication,
    lines: AsyncIterator[str],
    console: Console,
    *,
    forward: FastForward | None = None,
    person: Person | None = None,
    aside: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Runs the application, and does and prints what the lines say until they end or one is /quit.

    The lines are those of `person`, or of somebody new; `forward` lets them wait for hours at once. `aside`
    surrounds what is printed while a line is awaited: a reminder, say. An application that stops by itself
    ends the conversation with an error.
    """
    async with running(application):
        front = Front(telegram, application, console, person=person, forward=forward)
        while (line := await _next(lines, front, aside)) is not None and line.strip() != "/quit":
            await front.take(line.strip())


def run(
    telegram: LocalTelegram,
    application: AnyApplication,
    *,
    person: Person | None = None,
    forward: FastForward | None = None,
) -> None:
    """Chats over the standard input and output, until the person ends it; Ctrl-C is one way to do so.

    Raises a BrokenPipeError, once the application is stopped, when nobody reads the output any more.
    """
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    console = _Console()
    lines, aside = terminal_input.standard(console)
    try:
        asyncio.run(chat(telegram, application, lines, console, person=person, forward=forward, aside=aside))
    except KeyboardInterrupt:
        console.print()


class _Console(Console):
    """One that does not hide that nobody reads it."""

    def on_broken_pipe(self) -> None:
        """Raises an error like any other: rich's SystemExit would stop the event loop on the spot."""
        raise BrokenPipeError


async def _next(
    lines: AsyncIterator[str], front: Front, aside: Callable[[], AbstractContextManager[None]]
) -> str | None:
    """The next line, or None at the end; what comes up in the meantime is printed."""
    pending = asyncio.ensure_future(anext(lines, None))
    try:
        while not (await asyncio.wait([pending], timeout=_GLANCE))[0]:
            front.glance(aside)
        return pending.result()
    finally:
        pending.cancel()
