"""What deliveries are answered."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, TCPConnector, web
from aiohttp.test_utils import TestClient, TestServer
from telegram import Bot, Update

from bot.webhooks import LARGEST, MOST, SECRET_HEADER, Receiver, address, listening

WHERE = address("https://bot.example.org", "1:local")
SECRET = {SECRET_HEADER: WHERE.secret}
UPDATE = {"update_id": 7}


@dataclass
class Work:
    """The handling of updates, which a test may hold up."""

    begun: list[int] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, update: Update) -> None:
        """Take until it may go on."""
        self.begun.append(update.update_id)
        await self.go_on.wait()
        self.done.append(update.update_id)

    async def has_begun(self, updates: int = 1) -> None:
        """Wait until so many are being handled."""
        async with asyncio.timeout(20):
            while len(self.begun) < updates:  # noqa: ASYNC110 - there is no event for it
                await asyncio.sleep(0)


@pytest.fixture
def work() -> Work:
    """Nothing holds it up yet."""
    work = Work()
    work.go_on.set()
    return work


@pytest.fixture
def receiver(work: Work) -> Receiver:
    """A receiver of the only process."""
    return Receiver(Bot("1:local"), WHERE, work.handle, None)


@pytest.fixture
async def client(receiver: Receiver) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    """Somebody at its port."""
    app = web.Application(client_max_size=LARGEST)
    app.router.add_route("*", "/{anything:.*}", receiver.answer)
    async with TestClient(TestServer(app)) as client:
        yield client


Client = TestClient[web.Request, web.Application]


async def deliver(client: Client, update: Any = UPDATE) -> int:
    """What Telegram does; returns the status of the answer."""
    return (await client.post(f"/{WHERE.path}", json=update, headers=SECRET)).status


async def test_a_delivery(client: Client, work: Work) -> None:
    """It is answered when its update has been handled."""
    work.go_on.clear()
    delivery = asyncio.create_task(deliver(client))
    await work.has_begun()
    assert not delivery.done()
    work.go_on.set()
    assert await delivery == 200
    assert work.done == [7]


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", WHERE.path, {}),
        ("POST", WHERE.path, {SECRET_HEADER: "wrong"}),
        ("POST", WHERE.path, {SECRET_HEADER: WHERE.secret[:-1]}),
        ("POST", WHERE.path, {SECRET_HEADER: "ü"}),
        ("POST", "", SECRET),
        ("POST", WHERE.path + "/", SECRET),
        ("POST", "%ff", SECRET),
        ("GET", WHERE.path, SECRET),
        ("PUT", WHERE.path, SECRET),
        ("GET", "", {}),
    ],
)
async def test_somebody_else(
    client: Client, work: Work, method: str, path: str, headers: dict[str, str]
) -> None:
    """Whoever is not Telegram learns nothing, and nothing of what they send is looked at."""
    body = None if method == "GET" else b"not even JSON"
    answer = await client.request(method, f"/{path}", data=body, headers=headers)
    assert answer.status == 404
    assert await answer.read() == b""
    assert not work.begun


async def test_a_body_that_nobody_reads(client: Client) -> None:
    """Whoever is not Telegram is answered before they have sent what they announce."""

    async def never() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async with asyncio.timeout(20):
        answer = await client.post(f"/{WHERE.path}", data=never(), headers={SECRET_HEADER: "wrong"})
    assert answer.status == 404


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"update_id": 7', "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[7]", "application/json", 400),
        (b'{"update_id": "7"}', "application/json", 400),
        (b'{"message": {}}', "application/json", 400),
        (b'{"update_id": 7}', "text/plain", 415),
        (b'{"update_id": 7, "x": "' + b"x" * LARGEST + b'"}', "application/json", 413),
    ],
)
async def test_no_update(  # noqa: PLR0913, PLR0917 - each is a fixture or an example
    client: Client, work: Work, caplog: pytest.LogCaptureFixture, body: bytes, kind: str, status: int
) -> None:
    """What cannot be read is refused, and nothing of it is logged."""
    answer = await client.post(f"/{WHERE.path}", data=body, headers={**SECRET, "Content-Type": kind})
    assert answer.status == status
    assert not work.begun
    assert "private words" not in caplog.text
    assert ("no update that can be read" in caplog.text) == (status == 400)


async def test_an_update_of_a_shape_that_nobody_knows(
    client: Client, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    """It counts as handled, for it would never be read; nothing of it is logged but its number."""
    assert await deliver(client, {"update_id": 7, "message": "private words"}) == 200
    assert work.done == [7]
    assert "update 7 cannot be read" in caplog.text
    assert "private words" not in caplog.text


async def test_too_many(client: Client, work: Work) -> None:
    """More than can be in the works are for later: Telegram delivers them again."""
    work.go_on.clear()
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        url = client.make_url(f"/{WHERE.path}")
        deliveries = [
            asyncio.create_task(session.post(url, json={"update_id": number}, headers=SECRET).__aenter__())
            for number in range(MOST)
        ]
        await work.has_begun(MOST)
        assert (await session.post(url, json=UPDATE, headers=SECRET)).status == 503
        work.go_on.set()
        assert {(await delivery).status for delivery in deliveries} == {200}


async def test_a_slow_one(work: Work) -> None:
    """Telegram is answered in time; the update is handled to its end, and found to be when it comes again."""
    receiver = Receiver(Bot("1:local"), WHERE, work.handle, None, patience=0)
    work.go_on.clear()
    async with listening(receiver, "127.0.0.1", 0) as port, ClientSession() as session:
        url = f"http://127.0.0.1:{port}/{WHERE.path}"
        async with session.post(url, json=UPDATE, headers=SECRET) as answer:
            assert answer.status == 503
            assert answer.headers["Retry-After"] == "2"
        await work.has_begun()
        work.go_on.set()
    assert work.done == [7]


async def test_a_stop(receiver: Receiver, work: Work) -> None:
    """What has come is handled and answered; what comes then is refused, for another process to take."""
    work.go_on.clear()
    async with ClientSession() as session:
        async with listening(receiver, "127.0.0.1", 0) as port:
            url = f"http://127.0.0.1:{port}/{WHERE.path}"
            under_way = asyncio.create_task(session.post(url, json=UPDATE, headers=SECRET).__aenter__())
            await work.has_begun()
            finishing = asyncio.create_task(receiver.finish())
            await asyncio.sleep(0)
            async with session.post(url, json={"update_id": 8}, headers=SECRET) as answer:
                assert answer.status == 503
            work.go_on.set()
            await finishing
        assert (await under_way).status == 200
    assert work.done == [7]


async def test_a_failure(client: Client, work: Work, caplog: pytest.LogCaptureFixture) -> None:
    """What breaks in the handling itself is logged, and tried again when it comes again."""
    work.go_on = None  # type: ignore[assignment]
    assert await deliver(client) == 500
    assert any(record.levelno == logging.ERROR for record in caplog.records)
    work.go_on = asyncio.Event()
    work.go_on.set()
    assert await deliver(client) == 200


async def test_a_port_that_is_taken(receiver: Receiver) -> None:
    """There is no way to listen there."""
    async with listening(receiver, "127.0.0.1", 0) as port:
        with pytest.raises(OSError, match="address already in use"):
            async with listening(receiver, "127.0.0.1", port):
                pass
