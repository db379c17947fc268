"""A bot whose health and figures can be seen."""

import socket
from collections.abc import AsyncIterator
from typing import TypeAlias

import pytest
from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot.matching import Matcher
from bot.storage import Database
from offline_telegram import LocalTelegram
from tests.conftest import Chat, Clock, started

Figures: TypeAlias = dict[str, float]
"""By name and labels, as they are written, but without the quotation marks."""


def figures(text: str) -> Figures:
    """What Prometheus reads."""
    return {
        sample.name
        + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def port() -> int:
    """One that is free."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        number: int = server.getsockname()[1]
        return number


@pytest.fixture
async def chat(
    telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database, port: int
) -> AsyncIterator[Chat]:
    """A conversation with the bot, which shows how it is."""
    async with started(telegram, matcher, clock, database, status_port=port) as chat:
        yield chat


@pytest.fixture
async def http(port: int) -> AsyncIterator[ClientSession]:
    """Somebody on the same machine."""
    async with ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session
