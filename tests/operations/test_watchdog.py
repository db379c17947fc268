"""The watchdog of systemd, in whose place the test listens."""

import asyncio
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.operations.health import watched

_UNIT = (Path(__file__).parents[2] / "deploy" / "foot-cramp-bot.service").read_text(encoding="utf-8")
_PATIENCE = 0.3
"""Seconds without a sign after which systemd would end the process."""


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """What listens for the signs."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.setblocking(False)
        yield line


def _environment(line: socket.socket) -> dict[str, str]:
    return {"NOTIFY_SOCKET": line.getsockname(), "WATCHDOG_USEC": str(int(_PATIENCE * 1_000_000))}


async def _sign(line: socket.socket) -> bytes:
    async with asyncio.timeout(10):
        return await asyncio.get_running_loop().sock_recv(line, 100)


async def test_signs_of_life(systemd: socket.socket) -> None:
    """They come again and again, and end with the block."""
    async with watched(_environment(systemd)):
        assert [await _sign(systemd) for _ in range(4)] == [b"READY=1\nWATCHDOG=1"] * 4
    await asyncio.sleep(0)
    with pytest.raises(BlockingIOError):
        systemd.recv(100)


async def test_a_process_that_hangs(systemd: socket.socket) -> None:
    """It gives none: whatever stops the event loop stops them."""
    async with watched(_environment(systemd)):
        await _sign(systemd)
        time.sleep(_PATIENCE)  # noqa: ASYNC251 - this is how a process hangs
        with pytest.raises(BlockingIOError):
            systemd.recv(100)


async def test_without_a_watchdog(systemd: socket.socket) -> None:
    """The service is ready all the same."""
    async with watched({**_environment(systemd), "WATCHDOG_USEC": ""}):
        assert (await _sign(systemd)).startswith(b"READY=1\n")


async def test_without_systemd(systemd: socket.socket) -> None:
    """Nobody is told anything."""
    async with watched({**_environment(systemd), "NOTIFY_SOCKET": ""}):
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    with pytest.raises(BlockingIOError):
        systemd.recv(100)


async def test_nobody_listens(tmp_path: Path) -> None:
    """The bot goes on."""
    async with watched({"NOTIFY_SOCKET": str(tmp_path / "none"), "WATCHDOG_USEC": "1"}):
        for _ in range(5):
            await asyncio.sleep(0)


def test_the_unit_asks_for_them() -> None:
    """And starts the process anew when they do not come; not while it learns, before the first one."""
    assert "\nType=notify\n" in _UNIT
    (start,) = re.findall(r"^TimeoutStartSec=([0-9]+)min$", _UNIT, re.MULTILINE)
    assert int(start) >= 30
    (patience,) = re.findall(r"^WatchdogSec=([0-9]+)$", _UNIT, re.MULTILINE)
    assert int(patience) >= 60
    assert "\nNotifyAccess=main\n" in _UNIT
    assert "\nRestart=on-failure\n" in _UNIT
