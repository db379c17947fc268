"""Somebody's first week, in the terminal."""

import asyncio
import re
from collections.abc import AsyncIterator
from io import StringIO

import pytest
from rich.console import Console

from bot.commands.chat import alarms, offline
from bot.matching import Matcher
from offline_telegram import LocalTelegram
from offline_telegram.clock import FastForward, MovableClock
from offline_telegram.terminal import chat as terminal
from tests.first_week import BEGINNING, Say, Tap, Wait, tell

_PATIENCE = 10.0
_GLANCE = 0.01


class _Paper(StringIO):
    """What is printed, and the moments at which something is."""

    def __init__(self) -> None:
        super().__init__()
        self.printed = asyncio.Event()

    def write(self, text: str) -> int:
        self.printed.set()
        return super().write(text)


class _Typist:
    """Somebody who writes a line, and reads what is printed until it is what they expect."""

    def __init__(self) -> None:
        self.lines: asyncio.Queue[str | None] = asyncio.Queue()
        self.output = _Paper()
        self._read = 0

    async def written(self) -> AsyncIterator[str]:
        while (line := await self.lines.get()) is not None:
            yield line

    async def do(self, deed: Say | Tap | Wait) -> None:
        printed = self.output.getvalue()
        self._read = len(printed)
        match deed:
            case Say(text):
                line = text
            case Tap(button):
                *_, line = re.findall(rf"\[([0-9]+)\] {re.escape(button)}(?:  |$)", printed, re.MULTILINE)
            case Wait(length):
                line = f":wait {length.total_seconds():.0f}s" if length else ":wait"
        await self.lines.put(line)

    async def see(self, *words: str) -> None:
        async with asyncio.timeout(_PATIENCE):
            while not all(word in self.output.getvalue()[self._read :] for word in words):
                self.output.printed.clear()
                await self.output.printed.wait()


async def test_the_first_week(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that a person does in it leads to what they should see, and the transcript is whole."""
    monkeypatch.setattr(terminal, "_GLANCE", _GLANCE)
    clock, typist = MovableClock(lambda: BEGINNING), _Typist()
    telegram = LocalTelegram(clock.now, username="foot_cramp_bot")
    with offline(telegram, clock, matcher) as app:
        chat = asyncio.create_task(
            terminal.chat(
                telegram,
                app.application,
                typist.written(),
                Console(file=typist.output, force_terminal=False),
                forward=FastForward(clock, alarms(app)),
            )
        )
        await tell(typist)
        await typist.lines.put(None)
        await chat
    assert typist.output.getvalue().count("💧") > len("MTWTF") * 5
