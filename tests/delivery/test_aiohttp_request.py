"""The ways to the Bot API: aiohttp's, and httpx's where both must tell the same."""

import asyncio
import json
import socket
import traceback
from collections.abc import Callable

import pytest
from telegram import Bot, ForceReply
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.delivery.failures import BrokenOffError, NotSentError, NotSentInTimeError
from bot.delivery.transport import AiohttpRequest, HttpxRequest, Timeouts
from tests.delivery.raw_server import OK, Answering, Peer, serving

TOKEN = "123456:AA-a_secret"
PATH = f"/bot{TOKEN}/sendMessage"
BRIEF = 0.05
SAID = "caña & café = 5 €\n+😀"

Make = Callable[[], BaseRequest]
BOTH = pytest.mark.parametrize(
    "make",
    [lambda: AiohttpRequest(1), lambda: HttpxRequest(connection_pool_size=1)],
    ids=["aiohttp", "httpx"],
)


def text(**fields: object) -> RequestData:
    """The parameters of a request without files."""
    return RequestData([RequestParameter.from_input(name, value) for name, value in fields.items()])


async def failure(request: BaseRequest, url: str, **timeouts: float) -> TelegramError:
    """How one request fails; the token is not in it, nor in what it comes from."""
    with pytest.raises(TelegramError) as caught:
        await request.post(url + PATH, text(text="Water"), **timeouts)
    told: BaseException | None = caught.value
    while told:
        assert TOKEN not in f"{told!r} {told}"
        told = told.__cause__ or told.__context__
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    return caught.value


async def closes_at_once(_: Peer) -> None:
    """Reads nothing."""


async def closes_after_reading(peer: Peer) -> None:
    """Takes the request and says nothing."""
    await peer.read()


async def resets(peer: Peer) -> None:
    """Takes the request and breaks the connection."""
    await peer.read()
    peer.reset()


async def closes_in_the_answer(peer: Peer) -> None:
    """Says less than it has promised."""
    await peer.read()
    await peer.answer(OK[:-5])


async def talks_nonsense(peer: Peer) -> None:
    """Does not speak HTTP."""
    await peer.read()
    await peer.answer(b"\x00\x01 what?\r\n\r\n")


async def talks_plainly(peer: Peer) -> None:
    """Answers in HTTP whatever comes."""
    await peer.reader.read(1)
    await peer.answer()


async def never_answers(peer: Peer) -> None:
    """Takes the request and goes to sleep."""
    await peer.read()
    await asyncio.Event().wait()


async def falls_asleep(peer: Peer) -> None:
    """Stops in the middle of the answer."""
    await peer.read()
    await peer.answer(OK[:-5])
    await asyncio.Event().wait()


async def never_reads(_: Peer) -> None:
    """Takes a connection and nothing from it."""
    await asyncio.Event().wait()


async def goes_on_answering(peer: Peer) -> None:
    """Serves as many requests as come."""
    while True:
        await peer.read()
        await peer.answer()


async def answers_once(peer: Peer) -> None:
    """Serves a request, and closes the connection when the next has come."""
    await peer.read()
    await peer.answer()
    await peer.read()


async def answers_and_closes(peer: Peer) -> None:
    """Serves a request, and closes the connection without having said so."""
    await peer.read()
    await peer.answer()


@BOTH
@pytest.mark.parametrize(
    "answering", [closes_at_once, closes_after_reading, resets, closes_in_the_answer, talks_nonsense]
)
async def test_broken_off(make: Make, answering: Answering) -> None:
    """Once the request has begun it may have arrived, and it is not made again."""
    async with serving(answering) as server, make() as request:
        assert type(await failure(request, server.url)) is BrokenOffError
    assert server.connections == 1


@BOTH
@pytest.mark.parametrize("answering", [never_answers, falls_asleep])
async def test_no_answer_in_time(make: Make, answering: Answering) -> None:
    """Who does not answer may have received it."""
    async with serving(answering) as server, make() as request:
        assert type(await failure(request, server.url, read_timeout=BRIEF)) is TimedOut
    assert server.connections == 1


@BOTH
async def test_refused(make: Make) -> None:
    """Nobody listens: certainly not delivered, and it says where that was."""
    async with serving(closes_at_once) as server:
        pass
    async with make() as request:
        failed = await failure(request, server.url)
    assert type(failed) is NotSentError
    assert "connect" in failed.message.lower()


@BOTH
async def test_no_such_host(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """No address for the name: certainly not delivered."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    async with make() as request:
        assert type(await failure(request, "http://api.telegram.invalid")) is NotSentError


@BOTH
@pytest.mark.parametrize("answering", [talks_plainly, closes_at_once])
async def test_no_tls(make: Make, answering: Answering) -> None:
    """A server that has no TLS is told nothing."""
    async with serving(answering) as server, make() as request:
        assert type(await failure(request, server.url.replace("http", "https"))) is NotSentError
    assert not server.requests


@BOTH
async def test_no_tls_in_time(make: Make) -> None:
    """A handshake that does not end is no connection."""
    async with serving(never_reads) as server, make() as request:
        failed = await failure(request, server.url.replace("http", "https"), connect_timeout=BRIEF)
    assert type(failed) is NotSentInTimeError


@BOTH
async def test_all_connections_in_use(make: Make) -> None:
    """Who waits in vain for a connection has sent nothing, and what waits for its answer is left alone."""
    read, go_on = asyncio.Event(), asyncio.Event()

    async def answers_late(peer: Peer) -> None:
        await peer.read()
        read.set()
        await go_on.wait()
        await peer.answer()

    async with serving(answers_late) as server, make() as request:
        first = asyncio.create_task(request.post(server.url + PATH, text(text="first")))
        await read.wait()
        failed = await failure(request, server.url, pool_timeout=BRIEF)
        go_on.set()
        assert await first is True
    assert type(failed) is NotSentInTimeError
    assert len(server.requests) == 1


@BOTH
async def test_connections_are_kept(make: Make) -> None:
    """Requests one after the other share a connection."""
    async with serving(goes_on_answering) as server, make() as request:
        for _ in range(3):
            assert await request.post(server.url + PATH, text(text="Water")) is True
    assert (server.connections, len(server.requests)) == (1, 3)


@BOTH
async def test_kept_connection_that_is_closed_meanwhile(make: Make) -> None:
    """A closed connection is noticed, and the next request takes a new one."""
    async with serving(answers_and_closes) as server, make() as request:
        for _ in range(3):
            assert await request.post(server.url + PATH, text(text="Water")) is True
            await asyncio.sleep(0.01)
    assert (server.connections, len(server.requests)) == (3, 3)


@BOTH
async def test_kept_connection_that_breaks_under_a_request(make: Make) -> None:
    """The request may have been served: it is not sent a second time."""
    async with serving(answers_once) as server, make() as request:
        assert await request.post(server.url + PATH, text(text="Water")) is True
        assert type(await failure(request, server.url)) is BrokenOffError
        assert len(server.requests) == 2
        assert await request.post(server.url + PATH, text(text="Stretch")) is True


@BOTH
async def test_a_redirect_is_not_followed(make: Make) -> None:
    """It is an answer like another, and no other server gets the token."""

    async def redirects(peer: Peer) -> None:
        await peer.read()
        await peer.answer(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")

    async with serving(redirects) as server, make() as request:
        assert type(await failure(request, server.url)) is NetworkError
    assert len(server.requests) == 1


@BOTH
async def test_an_upload_that_nobody_takes(make: Make) -> None:
    """A file is given so much time for each piece; part of it may have arrived."""
    async with serving(never_reads) as server, make() as request:
        bot = Bot(TOKEN, base_url=f"{server.url}/bot", request=request, get_updates_request=request)
        with pytest.raises(TimedOut) as caught:
            await bot.send_document(1, bytes(30_000_000), write_timeout=BRIEF)
    assert type(caught.value) is TimedOut


async def test_parameters() -> None:
    """Parameters travel as JSON, whatever is in them, and nothing else does."""
    async with serving(goes_on_answering) as server, AiohttpRequest(1) as request:
        await request.post(server.url + PATH, text(chat_id=1, text=SAID, reply_markup=ForceReply()))
        await request.post(server.url + PATH)
    first, second = server.requests
    head, _, body = first.partition(b"\r\n\r\n")
    assert head.startswith(f"POST {PATH} HTTP/1.1\r\n".encode())
    assert b"\r\nContent-Type: application/json\r\n" in head
    assert json.loads(body) == {"chat_id": 1, "text": SAID, "reply_markup": {"force_reply": True}}
    names = {line.partition(b":")[0].decode() for line in head.split(b"\r\n")[1:]}
    assert names == {"Host", "User-Agent", "Content-Length", "Content-Type"}
    assert b"Content-Length: 0" in second


async def test_no_cookies() -> None:
    """What a server wants to be kept is not kept."""

    async def sets_cookies(peer: Peer) -> None:
        while True:
            await peer.read()
            await peer.answer(OK.replace(b"OK\r\n", b"OK\r\nSet-Cookie: a=b\r\n", 1))

    async with serving(sets_cookies) as server, AiohttpRequest(1) as request:
        for _ in range(2):
            await request.post(server.url + PATH)
    assert b"ookie" not in server.requests[1]


async def test_time_outs_of_its_own() -> None:
    """What a caller does not name is as it was built; python-telegram-bot asks how long it reads."""
    request = AiohttpRequest(1, timeouts=Timeouts(read=BRIEF))
    assert request.read_timeout == BRIEF
    async with serving(never_answers) as server, request:
        assert type(await failure(request, server.url)) is TimedOut


async def test_before_and_after() -> None:
    """It is used between its start and its end, as often as one likes."""
    request = AiohttpRequest(1)
    async with serving(goes_on_answering) as server:
        assert "not initialised" in (await failure(request, server.url)).message
        for _ in range(2):
            async with request:
                await request.initialize()
                assert await request.post(server.url + PATH) is True
            await request.shutdown()
    assert server.connections == 2


def test_no_token_in_sight() -> None:
    """The object itself knows no token."""
    assert TOKEN not in repr(AiohttpRequest(1))
