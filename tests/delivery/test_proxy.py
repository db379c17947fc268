"""Proxies that the environment names."""

import pytest
from telegram.error import TelegramError

from bot.delivery.failures import NotSentError, NotSentInTimeError
from bot.delivery.transport import AiohttpRequest, ProxyError, proxy_from_environment
from tests.delivery.raw_server import Answering, Peer, serving

TELEGRAM = "https://api.telegram.org"
AMPLE, BRIEF = 30.0, 0.5
"""Seconds; even a busy machine has sent its request within the brief one."""


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own do not count."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"https_proxy": "http://proxy:3128"}, "http://proxy:3128"),
        ({"HTTPS_PROXY": "proxy:3128"}, "http://proxy:3128"),
        ({"ALL_PROXY": "https://proxy"}, "https://proxy"),
        ({"ALL_PROXY": "http://all", "HTTPS_PROXY": "http://me:pw@one"}, "http://me:pw@one"),
        ({"ALL_PROXY": "socks5://all", "HTTPS_PROXY": "http://one"}, "http://one"),
        ({"HTTP_PROXY": "http://proxy"}, None),
        ({"HTTPS_PROXY": "http://proxy", "NO_PROXY": "localhost, telegram.org"}, None),
        ({"HTTPS_PROXY": "http://proxy", "NO_PROXY": ".telegram.org"}, None),
        ({"HTTPS_PROXY": "http://proxy", "NO_PROXY": "*"}, None),
        ({"ALL_PROXY": "socks5://proxy", "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": "http://proxy", "NO_PROXY": "nottelegram.org"}, "http://proxy"),
    ],
)
def test_from_the_environment(
    environment: dict[str, str], proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scheme's own comes before the one for all, and NO_PROXY before both."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_from_environment(TELEGRAM) == proxy


def test_socks(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what to do, and the password is not said."""
    monkeypatch.setenv("ALL_PROXY", "socks5://me:password@proxy:1080")
    with pytest.raises(ProxyError, match="set HTTP_CLIENT=httpx") as caught:
        proxy_from_environment(TELEGRAM)
    assert "password" not in str(caught.value)


async def test_by_way_of_a_proxy() -> None:
    """It is asked for the whole address, with the name and the password that it wants."""

    async def forwards(peer: Peer) -> None:
        await peer.read()
        await peer.answer()

    async with serving(forwards) as server:
        proxy = server.url.replace("http://", "http://me:pass%20word@")
        async with AiohttpRequest(1, proxy=proxy) as request:
            assert await request.post("http://bot.example/bot1:x/getMe") is True
    (seen,) = server.requests
    assert seen.startswith(b"POST http://bot.example/bot1:x/getMe HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic bWU6cGFzcyB3b3Jk\r\n" in seen


async def refuses(peer: Peer) -> None:
    """Wants a password."""
    await peer.read()
    await peer.answer(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")


async def closes(peer: Peer) -> None:
    """Says nothing to the request for a tunnel."""
    await peer.read()


async def leads_nowhere(peer: Peer) -> None:
    """Opens a tunnel with no TLS at its end."""
    await peer.read()
    await peer.answer(b"HTTP/1.1 200 OK\r\n\r\n")
    await peer.reader.read(1)
    await peer.answer(b"HTTP/1.1 400 Bad Request\r\n\r\n")


async def ponders(peer: Peer) -> None:
    """Takes its time."""
    await peer.read()
    await peer.reader.read()


@pytest.mark.parametrize(
    ("answering", "patience", "expected"),
    [
        (refuses, AMPLE, NotSentError),
        (closes, AMPLE, NotSentError),
        (leads_nowhere, AMPLE, NotSentError),
        (ponders, BRIEF, NotSentInTimeError),
    ],
)
async def test_no_tunnel(answering: Answering, patience: float, expected: type[TelegramError]) -> None:
    """Without a tunnel Telegram has received nothing, and the proxy learns the host's name alone."""
    async with serving(answering) as server:
        proxy = server.url.replace("http://", "http://me:password@")
        async with AiohttpRequest(1, proxy=proxy) as request:
            with pytest.raises(TelegramError) as caught:
                await request.post(f"{TELEGRAM}/bot1:secret/getMe", connect_timeout=patience)
    assert type(caught.value) is expected
    assert "password" not in caught.value.message
    (seen,) = server.requests
    assert seen.startswith(b"CONNECT api.telegram.org:443 HTTP/1.1\r\n")
    assert b"secret" not in seen
