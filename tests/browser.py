"""A real browser for the tests that need one: Chromium, started once."""

import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, expect

from tools.chromium import find, launched

_REQUIRED = "REQUIRE_BROWSER"
PATIENCE = 30_000
"""Milliseconds."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium without a window."""
    path = find()
    if path is None:
        why = "no Chromium on this machine (Debian and Ubuntu: apt install chromium)"
        if os.environ.get(_REQUIRED):
            pytest.fail(why)
        pytest.skip(why)
    async with launched(path) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def telephone(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A browser as wide as a telephone, in Berlin; what goes wrong in its pages fails the test."""
    wrong: list[str] = []
    context = await browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en-GB", timezone_id="Europe/Berlin"
    )
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda said: wrong.append(said.text) if _is_wrong(said) else None)
    yield context
    await context.close()
    assert not wrong


def _is_wrong(said: ConsoleMessage) -> bool:
    """Whether a page complains, of more than a server that has ended before it was closed."""
    return said.type == "error" and "net::ERR_" not in said.text
