"""A chat with a bot in the terminal: everything but Telegram is real."""

import asyncio
import math
import re
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from io import TextIOWrapper
from typing import Any

from rich.console import Console
from rich.text import Text

from offline_telegram.clock import FastForward
from offline_telegram.errors import MisuseError
from offline_telegram.people import Person
from offline_telegram.python_telegram_bot import AnyApplication, running
from offline_telegram.server import LocalTelegram
from offline_telegram.terminal.input import standard
from offline_telegram.terminal.screen import Keyboard, PrintedChat, alert, listed, notice
from offline_telegram.world import InlineQuery, Message, Press

_WIDEST = 80
_PATIENCE = 30.0
"""Seconds that the bot has to answer."""
_COMMAND = re.compile(r":([a-z]+)(?: +(.*))?")
_WAIT = re.compile(r":wait(?: +(.*))?")
_LENGTH = re.compile(r"([0-9]{1,5}) *([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_PLACE = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]+)?)[ ,]+(-?[0-9]{1,3}(?:\.[0-9]+)?)")
_POLE, _DATE_LINE = 90, 180
_HELP = r"""what you write is sent to the bot, but for
  1, 2, ...            presses the button with that number
  \TEXT                sends TEXT whatever it is: \2 sends the number 2
  :edit TEXT           edits your last message
  :photo [CAPTION]     sends a photo
  :voice, :sticker     sends a voice message, a sticker
  :location [LAT LON]  shares a location
  :wait 8h             lets 8 hours pass at once; also 30s, 15m, 1d
  :wait                lets time pass until something comes by itself
  :react [EMOJI]       puts an emoji under the bot's last message, or takes it away
  :inline [TEXT]       lists what the bot's name and TEXT find in any chat
  :help                shows this
  /quit                ends, as Ctrl-D and Ctrl-C do"""
_GLANCE = 0.3
"""Seconds between two looks at the chat while waiting for a line."""


class Front:
    """A private chat with the bot, and the console it is shown on."""

    def __init__(
        self,
        telegram: LocalTelegram,
        application: AnyApplication,
        console: Console,
        *,
        forward: FastForward | None = None,
        person: Person | None = None,
    ) -> None:
        self._telegram = telegram
        self._application = application
        self._console = console
        self._person = person or telegram.person("You")
        self._forward = forward
        self._screen = PrintedChat(self._person.chat, application.bot.first_name, self._when)
        self._said: Message | None = None

    async def take(self, line: str) -> None:
        """Does what a line says, and shows the result."""
        try:
            if wait := _WAIT.fullmatch(line):
                await self._wait(wait[1])
                return
            sent = self._do(line)
        except ValueError as refusal:
            self._print(notice(str(refusal)))
            return
        if sent:
            await self._settle()
            self._print(*([*self._answer(sent), *self._news()] or [notice("no reply")]))

    def glance(self, aside: Callable[[], AbstractContextManager[None]]) -> None:
        """Shows what came without being asked for."""
        news = self._news()
        if news:
            with aside():
                self._print(*news)

    def _do(self, line: str) -> Message | Press | InlineQuery | None:
        """Does what a line says; returns what that sent to the bot. A ValueError says why not."""
        if not line:
            return None
        if line.startswith("\\"):
            return self._say(line[1:])
        if command := _COMMAND.fullmatch(line):
            return self._command(command[1], command[2] or "")
        if line.isascii() and line.isdigit() and (keyboard := self._screen.keyboard):
            return self._choose(keyboard, line)
        return self._say(line)

    async def _wait(self, length: str | None) -> None:
        """Lets time pass, and shows what came in it."""
        if self._forward is None:
            raise ValueError("the clock of this chat cannot be moved")
        if length:
            await self._forward.by(_length(length))
        elif not await self._forward.to_next():
            raise ValueError("nothing comes by itself within a month")
        await self._settle()
        self._print(*self._news())
        self._print(notice(f"it is now {self._forward.clock.now().astimezone():%a %d %b, %H:%M %Z}"))

    def _when(self, moment: datetime) -> str:
        is_moved = self._forward and self._forward.clock.moved
        return f"{moment.astimezone():%a %H:%M}" if is_moved else ""

    def _say(self, text: str) -> Message:
        self._said = self._person.say(text)
        return self._said

    def _command(self, name: str, rest: str) -> Message | InlineQuery | None:
        match name:
            case "help":
                self._print(notice(_HELP))
                return None
            case "edit":
                if self._said is None:
                    raise ValueError("there is no message of yours to edit yet")
                self._person.edit(self._said, rest)
                return self._said
            case "react":
                self._person.react(rest)
                return self._person.last
            case "inline":
                return self._person.inline(rest)
            case _:
                return self._send(name, rest)

    def _send(self, name: str, rest: str) -> Message:
        match name:
            case "photo":
                return self._person.send("photo", caption=rest)
            case "voice" | "sticker":
                return self._person.send(name)
            case "location":
                return self._person.send("location", **_place(rest))
        raise ValueError(f'there is no ":{name}"; :help lists what there is, and \\:{name} sends it as text')

    def _choose(self, keyboard: Keyboard, number: str) -> Message | Press | None:
        button = keyboard.buttons.get(number)
        if button is None:
            raise ValueError(
                f"there is no button {number}, only 1 to {len(keyboard.buttons)}; \\{number} sends it as text"
            )
        text = button["text"]
        match button:
            case {"callback_data": data}:
                self._print(notice(f"pressed: {text}"))
                return self._person.forge(data, keyboard.message)
            case {"url": url}:
                self._print(notice(f"{text}: {url}"))
            case {"copy_text": {"text": copied}}:
                self._print(notice(f"copied: {copied}"))
            case {"request_location": True}:
                return self._person.send("location")
            case {"request_contact": True}:
                return self._person.send("contact")
            case _ if keyboard.message.buttons:
                self._print(notice(f"{text}: leads out of this chat, which the terminal does not show"))
            case _:
                return self._say(text)
        return None

    async def _settle(self) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._telegram.settle(self._application)
        except TimeoutError:
            self._print(notice(f"the bot is still busy after {_PATIENCE:.0f} seconds"))
        except MisuseError as error:
            self._print(notice(f"the bot made a request that Telegram does not know: {error}"))

    def _answer(self, sent: Message | Press | InlineQuery) -> list[Text]:
        if isinstance(sent, InlineQuery):
            return listed(sent)
        if not isinstance(sent, Press) or not sent.answer:
            return []
        name, answer = self._application.bot.first_name, sent.answer
        shown = alert if answer.alert else notice
        return [shown(f"{name}: {said}") for said in (answer.text, answer.url) if said]

    def _news(self) -> list[Text]:
        width = min(self._console.width, _WIDEST) if self._console.is_terminal else None
        return list(self._screen.news(width))

    def _print(self, *texts: Text) -> None:
        for text in texts:
            self._console.print(text, soft_wrap=True)


def _length(written: str) -> timedelta:
    """The time after :wait."""
    length = _LENGTH.fullmatch(written)
    if not length:
        raise ValueError("a time to wait is written like 30s, 15m, 8h or 1d; :wait alone waits for something")
    return timedelta(**{_UNITS[length[2]]: int(length[1])})


def _place(rest: str) -> dict[str, Any]:
    """The coordinates after :location, if there are any."""
    if not rest:
        return {}
    place = _PLACE.fullmatch(rest)
    latitude, longitude = map(float, place.groups()) if place else (math.inf, math.inf)
    if abs(latitude) > _POLE or abs(longitude) > _DATE_LINE:
        raise ValueError("a location is a latitude and a longitude in degrees, as in :location 52.52 13.4")
    return {"latitude": latitude, "longitude": longitude}


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

    The lines are those of `person`, or of a new one; `forward` lets them skip hours. `aside`
    surrounds what is printed while waiting for a line, such as a reminder. An application that stops early
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

    Raises a BrokenPipeError, once the application is stopped, when the output is closed.
    """
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    console = _Console()
    lines, aside = standard(console)
    try:
        asyncio.run(chat(telegram, application, lines, console, person=person, forward=forward, aside=aside))
    except KeyboardInterrupt:
        console.print()


class _Console(Console):
    """A console that raises an error when its output is closed."""

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
