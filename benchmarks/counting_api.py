"""A Bot API server in a process of its own that takes every message and writes down who sent it, and when."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TextIO

PROJECT = Path(__file__).parent.parent
LOOK = 0.02
"""Seconds from one look at what has arrived to the next."""
QUIET = 4.0
"""Seconds without a message after which only leases can bring one."""
PATIENCE = 30.0
"""Seconds without a message after which none is waited for: many times what another process takes to lead."""
_POLL = 5.0
"""Seconds until a getUpdates is answered: nobody writes."""
_BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "bot"}
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
_MESSAGE = b'{"ok":true,"result":{"message_id":1,"date":0,"chat":{"id":%d,"type":"private"}}}'
_TRUE = b'{"ok":true,"result":true}'
_NOTHING = b'{"ok":true,"result":[]}'
_ME = json.dumps({"ok": True, "result": _BOT}).encode()


class Arrival(NamedTuple):
    """A request of a bot, as it reached the server."""

    at: float
    """In seconds, by the clock of `time.monotonic`, which all processes of a machine share."""
    sender: str
    """The first part of the address that the process of the bot was given."""
    method: str
    chat: int
    """0 where there is none."""


class SilenceError(Exception):
    """No message has come for a while, and more were waited for."""


class Arrivals:
    """What has reached the server so far."""

    def __init__(self, url: str, log: TextIO, *, patience: float = PATIENCE) -> None:
        self.url = url
        self.messages: list[Arrival] = []
        self.polling: set[str] = set()
        """Who has looked for updates."""
        self._log = log
        self._patience = patience
        self._begun = ""

    def read(self) -> list[Arrival]:
        """The messages since the last time."""
        *lines, self._begun = (self._begun + self._log.read()).split("\n")
        arrivals = [
            Arrival(float(at), sender, method, int(chat))
            for at, sender, method, chat in map(str.split, lines)
        ]
        new = [it for it in arrivals if it.method == "sendMessage"]
        self.messages += new
        self.polling |= {it.sender for it in arrivals if it.method == "getUpdates"}
        return new

    async def until_sent(self, many: int) -> str:
        """Until so many messages have been sent; returns who sends. Raises SilenceError."""
        while len(self.messages) < many:
            await self._more(self._patience)
        return self.messages[-1].sender

    async def until_other_than(self, sender: str) -> float:
        """Until somebody else sends a message; returns when. Raises SilenceError."""
        while True:
            for arrival in await self._more(self._patience):
                if arrival.sender != sender:
                    return arrival.at

    async def until_quiet(self) -> None:
        """Until no message has come for a while: only leases can still bring one."""
        with suppress(SilenceError):
            while True:
                await self._more(QUIET)

    async def _more(self, patience: float) -> list[Arrival]:
        until = time.monotonic() + patience
        while not (new := self.read()):
            if time.monotonic() >= until:
                raise SilenceError(
                    f"no message for {patience:g} s after the first {len(self.messages):,}: "
                    "nobody sends, or all that is left rests under leases"
                )
            await asyncio.sleep(LOOK)
        return new


@asynccontextmanager
async def counting_api(folder: Path) -> AsyncIterator[Arrivals]:
    """A server until the end of the block; a bot's address is the url and a name of the bot's own."""
    file = folder / "arrivals"
    file.touch()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.counting_api", str(file), cwd=PROJECT, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout  # noqa: S101 - asked for above
        port = int(await process.stdout.readline())
        with file.open(encoding="ascii") as log:
            yield Arrivals(f"http://127.0.0.1:{port}", log)
    finally:
        process.kill()
        await process.wait()


class _Connection(asyncio.Protocol):
    def __init__(self, log: TextIO) -> None:
        self._log = log
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, rest = self._received.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if end and len(rest) >= length:
            self._received = rest[length:]
            self._serve(head.split(b" ", 2)[1].decode(), rest[:length])

    def _serve(self, path: str, body: bytes) -> None:
        _, sender, _, method = path.split("/")
        chat = json.loads(body).get("chat_id", 0) if body else 0
        self._log.write(f"{time.monotonic():.4f} {sender} {method} {chat}\n")
        if method == "getUpdates":
            asyncio.get_running_loop().call_later(_POLL, self._answer, _NOTHING)
        elif method.startswith("send"):
            self._answer(_MESSAGE % chat)
        else:
            self._answer(_ME if method == "getMe" else _TRUE)

    def _answer(self, body: bytes) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(_HEAD % len(body) + body)


async def _serve(log: TextIO) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(log), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - for who has started it
    await server.serve_forever()


if __name__ == "__main__":
    with Path(sys.argv[1]).open("a", encoding="ascii", buffering=1) as written:
        asyncio.run(_serve(written))
