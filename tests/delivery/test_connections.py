"""Which library makes the connections."""

import pytest
from telegram.request import BaseRequest

from bot.delivery.transport import AiohttpRequest, HttpClient, HttpxRequest, connections


@pytest.mark.parametrize(("client", "made"), [("aiohttp", AiohttpRequest), ("httpx", HttpxRequest)])
def test_as_named(client: HttpClient, made: type[BaseRequest], monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that the settings name; each call makes another, with connections of its own."""
    monkeypatch.setenv("NO_PROXY", "*")
    connect = connections(client, "https://api.telegram.org")
    first, second = connect(), connect()
    assert type(first) is type(second) is made
    assert first is not second
