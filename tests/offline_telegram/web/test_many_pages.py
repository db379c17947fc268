"""More than one page, a server that was started anew, and how much of a chat there is."""

import pytest
from playwright.async_api import BrowserContext, expect

from offline_telegram import LocalTelegram
from offline_telegram.web.server import serving
from tests.offline_telegram.web.visiting import Visit

pytestmark = pytest.mark.asyncio(loop_scope="session")
_KEPT = "The chat stays on this machine, and is gone when the server ends."


async def test_many_tabs(telephone: BrowserContext) -> None:
    """The eighth works like the first, though browsers have no more than six requests at once."""
    telegram = LocalTelegram()
    async with serving(telegram) as address:
        pages = [await telephone.new_page() for _ in range(8)]
        for page in pages:
            await page.goto(f"{address}?as=Grace")
            await expect(page.get_by_role("heading", name="Offline Bot")).to_be_visible()
        await pages[-1].get_by_label("Message", exact=True).fill("hello")
        await pages[-1].keyboard.press("Enter")
        for page in pages:
            await expect(page.get_by_role("article")).to_contain_text("hello")


async def test_a_server_that_starts_anew(telephone: BrowserContext) -> None:
    """The page comes back to it, and says that what was said before is gone."""
    page = await telephone.new_page()
    async with serving(LocalTelegram()) as address:
        await page.goto(address)
        await expect(page.get_by_text(_KEPT).first).to_be_visible()
        await page.get_by_role("button", name="Start", exact=True).click()
        await expect(page.get_by_role("article")).to_have_count(1)
        await expect(page.locator("#limits")).to_have_text(_KEPT)
    await expect(page.get_by_role("alert")).to_be_visible()
    async with serving(LocalTelegram(), int(address.rpartition(":")[2])):
        await expect(page.locator("#notice")).to_contain_text("what was said before is gone")
        await expect(page.get_by_role("alert")).to_be_hidden()
        await expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()


async def test_a_long_chat(visit: Visit) -> None:
    """Above the newest messages stands that there are no others."""
    for number in range(199):
        visit.says(str(number))
    articles = visit.log.get_by_role("article")
    await expect(articles).to_have_count(200)
    await expect(visit.page.locator("#limits")).to_have_text(_KEPT)
    visit.says("one more")
    await expect(visit.page.locator("#limits")).to_contain_text("Only the newest 200 messages are shown.")
    await expect(articles).to_have_count(200)
    await visit.page.reload()
    await expect(visit.page.locator("#limits")).to_contain_text("Only the newest 200 messages are shown.")
