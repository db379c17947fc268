"""A Bot API server that costs little itself: people write, and it keeps the time until they are answered."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import parse_qs

BOT = "1:x"
"""What stands for a token."""
_BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "bot"}
_PHOTO = {"file_id": "photo", "file_unique_id": "unique", "width": 1000, "height": 750}
_MOST_AT_ONCE = 100
_FIRST_CHAT = 1_000


@dataclass
class People:
    """Everybody writes once, in a private chat, and waits; the bot fetches what has been written."""

    questions: Iterator[str]
    asked: dict[int, float] = field(default_factory=dict)
    """When the chats that still wait have written."""
    waits: list[float] = field(default_factory=list)
    """Seconds, of those that have been answered."""
    _unread: list[dict[str, object]] = field(default_factory=list)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _answered: asyncio.Event = field(default_factory=asyncio.Event)
    _chats: int = _FIRST_CHAT

    def write(self, many: int) -> None:
        """So many more people write."""
        for _ in range(many):
            self._chats += 1
            self.asked[self._chats] = time.perf_counter()
            self._unread.append(_update(self._chats, next(self.questions)))
        self._arrived.set()

    async def unread(self, offset: int) -> list[dict[str, object]]:
        """What the bot has not confirmed, as soon as there is something."""
        while True:
            self._unread = [update for update in self._unread if int(str(update["update_id"])) >= offset]
            if self._unread:
                return self._unread[:_MOST_AT_ONCE]
            self._arrived.clear()
            await self._arrived.wait()

    def answer(self, chat: int) -> None:
        """The bot has written to somebody."""
        asked = self.asked.pop(chat, None)
        if asked is not None:
            self.waits.append(time.perf_counter() - asked)
            self._answered.set()

    async def fewer_wait_than(self, many: int) -> None:
        """Until then."""
        while len(self.asked) >= many:
            self._answered.clear()
            await self._answered.wait()


@asynccontextmanager
async def bot_api(questions: list[str]) -> AsyncIterator[tuple[str, People]]:
    """The address of a server on loopback, and its people, who ask these questions, over and over."""
    people = People(cycle(questions))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(people), "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", people


class _Connection(asyncio.Protocol):
    def __init__(self, people: People) -> None:
        self._people = people
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None
        self._polling: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio calls it so
        if self._polling:
            self._polling.cancel()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, rest = self._received.partition(b"\r\n\r\n")
        if not end:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if len(rest) < length:
            return
        self._received = rest[length:]
        method = head.partition(b" HTTP/")[0].rpartition(b"/")[2].decode()
        self._serve(method, rest[:length])

    def _serve(self, method: str, body: bytes) -> None:
        if method == "getUpdates":
            self._polling = asyncio.create_task(self._poll(int(_field(body, "offset") or 0)))
        elif method == "sendMessage":
            chat = int(_field(body, "chat_id"))
            self._answer(_message(chat, {"text": _field(body, "text")}, _BOT))
            self._people.answer(chat)
        elif method == "sendPhoto":
            chat = int(_field(body, "chat_id"))
            self._answer(_message(chat, {"photo": [_PHOTO]}, _BOT))
            if _field(body, "parse_mode"):  # It has the words, which only then are formatted.
                self._people.answer(chat)
        elif method == "sendMediaGroup":
            album = [_message(int(_field(body, "chat_id")), {"photo": [_PHOTO]}, _BOT)]
            self._answer(album * len(json.loads(_field(body, "media"))))
        else:
            self._answer(_BOT if method == "getMe" else True)

    async def _poll(self, offset: int) -> None:
        self._answer(await self._people.unread(offset))

    def _answer(self, result: object) -> None:
        body = json.dumps({"ok": True, "result": result}).encode()
        if self._transport:
            head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            self._transport.write(head % len(body) + body)


def _update(chat: int, text: str) -> dict[str, object]:
    person = {"id": chat, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    return {"update_id": chat, "message": _message(chat, {"text": text}, person)}


def _field(body: bytes, name: str) -> str:
    """A parameter of a request, as a text; "" without it."""
    if body.startswith(b"{"):
        value = json.loads(body).get(name, "")
        return value if isinstance(value, str) else json.dumps(value)
    if body.startswith(b"--"):
        part = body.partition(f'name="{name}"'.encode())[2]
        return part.partition(b"\r\n\r\n")[2].partition(b"\r\n--")[0].decode()
    return parse_qs(body.decode()).get(name, [""])[0]


def _message(chat: int, content: dict[str, object], sender: dict[str, object]) -> dict[str, object]:
    return {
        "message_id": 1,
        "date": 1_700_000_000,
        "chat": {"id": chat, "type": "private", "first_name": "Ada"},
        "from": sender,
        **content,
    }
