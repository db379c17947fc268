"""Take the pictures of README.md: `python -m tools.screenshots` (Chromium and an emoji font are needed)."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, expect

from bot.commands.chat import alarms, offline
from bot.commands.matcher import load_knowledge, load_matcher
from bot.matching import Matcher
from offline_telegram import LocalTelegram
from offline_telegram.clock import FastForward, MovableClock
from offline_telegram.python_telegram_bot import running
from offline_telegram.web.server import serving
from tools.chromium import find, launched

_DOCS = Path(__file__).parent.parent / "docs"
Act = Callable[[Page], Awaitable[None]]
_NIGHT = datetime(2026, 3, 2, 2, 55, tzinfo=UTC)


async def visit(browser: Browser, matcher: Matcher, theme: Literal["light", "dark"], act: Act) -> None:
    """Lets somebody act in a new chat, as on a telephone."""
    clock = MovableClock(lambda: _NIGHT)
    telegram = LocalTelegram(clock.now, username="foot_cramp_bot")
    with offline(telegram, clock, matcher) as app:
        forward = FastForward(clock, alarms(app))
        async with running(app.application), serving(telegram, forward=forward) as address:
            page = await browser.new_page(
                viewport={"width": 400, "height": 800},
                device_scale_factor=1.5,
                color_scheme=theme,
                locale="en-GB",
                timezone_id="Europe/Berlin",
            )
            await page.goto(address)
            await act(page)
            await page.close()


async def ask(page: Page) -> None:
    """A question, and its answer up to the buttons below it."""
    await _say(page, "do massage help for foot cramp in nite", "About massage")
    await expect(page.get_by_role("img", name="Photo")).to_have_js_property("complete", value=True)
    await page.screenshot(path=_DOCS / "question.png")
    await page.get_by_role("log").evaluate("log => log.scrollTop = log.scrollHeight")
    await page.screenshot(path=_DOCS / "answer.png")


async def be_reminded(page: Page) -> None:
    """Reminders by words, and the next day."""
    await _say(page, "remind me to drink every 2 hours from 9 to 18", "Where do you live?")
    await _say(page, "Berlin", "Your reminders")
    for _ in range(2):
        await page.get_by_role("button", name="Move the clock").click()
        await page.get_by_role("button", name="To what comes next").click()
        done = page.get_by_role("log").get_by_role("button", name="Done")
        await done.click()
        await expect(done).to_have_count(0)
    await page.get_by_role("button", name="Move the clock").click()
    await page.get_by_role("button", name="To what comes next").click()
    await expect(page.get_by_role("log").get_by_role("button", name="Done")).to_be_visible()
    await expect(page.locator("#notice")).to_be_empty(timeout=20_000)
    await page.screenshot(path=_DOCS / "reminders.png")


async def _say(page: Page, words: str, then: str) -> None:
    await page.get_by_label("Message", exact=True).fill(words)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log").get_by_text(then).last).to_be_attached()


async def _take_all(path: str) -> None:
    matcher = load_matcher(load_knowledge(None))
    async with launched(path) as browser:
        await visit(browser, matcher, "light", ask)
        await visit(browser, matcher, "dark", be_reminded)


def main() -> int:
    """All of them; returns the exit status."""
    logging.disable(logging.INFO)
    path = find()
    if path is None:
        print("Chromium is missing: install it (Debian and Ubuntu: apt install chromium).", file=sys.stderr)  # noqa: T201 - a command prints
        return 1
    asyncio.run(_take_all(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
