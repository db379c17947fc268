"""Waiting in the terminal: hours that pass at once."""

from collections.abc import AsyncIterator
from datetime import timedelta
from io import StringIO

import pytest
from rich.console import Console

from offline_telegram import LocalTelegram
from offline_telegram.clock import Alarms, FastForward
from offline_telegram.terminal.chat import chat
from tests.offline_telegram.test_fast_forward import NOON, Bells
from tests.offline_telegram.test_terminal_front import ECHO, echoing, talk


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
