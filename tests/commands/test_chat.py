"""`chat`: the bot in the terminal, or in a browser."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession

from tests.commands.conftest import Run

PROJECT = Path(__file__).parents[2]


@asynccontextmanager
async def _served(*options: str) -> AsyncIterator[tuple[Process, str]]:
    """The command, and the address that it has printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "chat", "--port", "0", *options),
        stdout=PIPE,
        stderr=PIPE,
        cwd=PROJECT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    try:
        async with asyncio.timeout(60):
            line = (await process.stdout.readline()).decode()
            assert line.startswith("The chat is at http://127.0.0.1:"), line
            yield process, line.split()[4]
            process.send_signal(signal.SIGINT)
            rest, complaints = await process.communicate()
        assert (process.returncode, complaints) == (0, b""), rest
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_in_a_browser(folder: Path) -> None:
    """A page and a bot that answers; Ctrl-C ends both, with a page open."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession())
        _, address = await stack.enter_async_context(_served("--web", "--knowledge", str(folder)))
        events = await stack.enter_async_context(session.ws_connect(f"{address}/chat/live"))
        await session.post(f"{address}/chat/say", json={"text": "/start"})
        async with asyncio.timeout(30):
            while "Hello You!" not in await events.receive_str():
                pass


def test_a_port_that_is_taken(run: Run) -> None:
    """It is said what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        finished = run("chat", "--web", "--port", str(port))
    assert finished.status == 1
    assert finished.err.startswith(f"port {port} cannot be used (")
    assert finished.err.endswith("): say another one with --port\n")
