"""A visit to the page."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext

from tests.offline_telegram.web.visiting import TELEPHONE, Visit, visiting


@pytest_asyncio.fixture(loop_scope="session")
async def visit(telephone: BrowserContext, request: pytest.FixtureRequest) -> AsyncIterator[Visit]:
    """The page after the first message, in a window whose size can be given by `parametrize`, indirectly."""
    page = await telephone.new_page()
    await page.set_viewport_size(getattr(request, "param", TELEPHONE))
    async with visiting(page) as visit:
        yield visit
