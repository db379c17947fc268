"""A server on loopback that does with a connection whatever a test wants."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

Answering: TypeAlias = Callable[["Peer"], Awaitable[None]]
OK = b'HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{"ok":true,"result": true}'


@dataclass
class Peer:
    """The server's end of one connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    requests: list[bytes]

    async def read(self) -> bytes:
        """The next request, whole."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line[16:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length: ")),
            0,
        )
        request = head + await self.reader.readexactly(length)
        self.requests.append(request)
        return request

    async def answer(self, said: bytes = OK) -> None:
        """Say something, HTTP or not."""
        self.writer.write(said)
        await self.writer.drain()

    def reset(self) -> None:
        """End the connection with a RST."""
        self.writer.transport.abort()


@dataclass
class RawServer:
    """Where it is, and what it has seen."""

    url: str = ""
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)


@asynccontextmanager
async def serving(answering: Answering) -> AsyncIterator[RawServer]:
    """A server that does `answering` to each connection, and then closes it."""
    seen = RawServer()
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.connections += 1
        try:
            await answering(Peer(reader, writer, seen.requests))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    seen.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield seen
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
