"""Somebody's first week, in a browser."""

import pytest
from playwright.async_api import BrowserContext, Page

from bot.commands.chat import alarms, offline
from bot.matching import Matcher
from offline_telegram import LocalTelegram
from offline_telegram.clock import FastForward, MovableClock
from offline_telegram.python_telegram_bot import running
from offline_telegram.web.server import serving
from tests.first_week import BEGINNING, Say, Tap, Wait, tell

_SHOWN = """[...document.querySelectorAll('.message, .day, #now, #notice')].map(
    each => `${each.innerText} ${each.id}`)"""
_IS_NEW = f"""({{ known, words }}) => {{
    const news = {_SHOWN}.filter(each => !known.includes(each)).join();
    return words.every(each => news.includes(each));
}}"""
_CHOICES = {30: "30 seconds", 900: "15 minutes", 86_400: "1 day"}


class _Visitor:
    """Somebody at the page, who looks for what was not there before."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: set[str] = set()

    async def do(self, deed: Say | Tap | Wait) -> None:
        page = self._page
        self._known = set(await page.evaluate(_SHOWN))
        match deed:
            case Say(text):
                await page.get_by_label("Message", exact=True).fill(text)
                await page.keyboard.press("Enter")
            case Tap(button):
                log = page.get_by_role("log")
                await log.get_by_role("button", name=button, exact=True).last.click()
            case Wait(length):
                choice = _CHOICES[round(length.total_seconds())] if length else "To what comes next"
                await page.get_by_role("button", name="Move the clock").click()
                await page.get_by_role("button", name=choice, exact=True).click()

    async def see(self, *words: str) -> None:
        await self._page.wait_for_function(_IS_NEW, arg={"known": list(self._known), "words": words})


@pytest.mark.asyncio(loop_scope="session")
async def test_the_first_week(matcher: Matcher, telephone: BrowserContext) -> None:
    """Everything that a person does in it leads to what they should see."""
    clock = MovableClock(lambda: BEGINNING)
    telegram = LocalTelegram(clock.now, username="foot_cramp_bot")
    with offline(telegram, clock, matcher) as app:
        forward = FastForward(clock, alarms(app))
        async with running(app.application), serving(telegram, forward=forward) as address:
            page = await telephone.new_page()
            await page.goto(address)
            await tell(_Visitor(page))
