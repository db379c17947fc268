"""A page in a real browser, and a bot in whose place the test answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.async_api import Locator, Page, ViewportSize, expect

from offline_telegram import LocalTelegram
from offline_telegram.files import Upload
from offline_telegram.web.server import serving
from tests.browser import PATIENCE
from tests.offline_telegram.test_clock import Bells

TELEPHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
NARROWEST: ViewportSize = {"width": 320, "height": 640}

_NAMELESS = """() => [...document.querySelectorAll('button, input, textarea, a, img, dialog, [role]')].filter(
    each => !(each.ariaLabel || each.alt || each.labels?.length || each.innerText || each.textContent.trim()
        || document.getElementById(each.getAttribute('aria-labelledby')) || each.role === 'status'))
    .map(each => each.outerHTML)"""
_TOO_WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"

_PLACE = """thing => new Promise(tell => requestAnimationFrame(() => requestAnimationFrame(
    () => tell(Math.round(thing.getBoundingClientRect().y)))))"""


@dataclass
class Visit:
    """An open page, with a chat in which somebody has said hi."""

    page: Page
    telegram: LocalTelegram
    bells: Bells
    chat: int
    heard: int = 1
    """Updates that the bot has dealt with."""

    def bot(self, method: str, **params: Any) -> Any:
        """Lets the bot do something in the chat."""
        return self.telegram.call(method, {"chat_id": self.chat, **params})

    def says(self, text: str, *buttons: str, **params: Any) -> int:
        """Lets the bot write; returns the number of the message."""
        row = [{"text": button, "callback_data": button} for button in buttons]
        markup = {"reply_markup": {"inline_keyboard": [row]}} if buttons else {}
        number: int = self.bot("sendMessage", text=text, **markup, **params)["message_id"]
        return number

    async def hears(self, kind: str) -> dict[str, Any]:
        """What the bot hears next, which is of that kind."""
        updates = self.telegram.updates
        if updates.added == self.heard:
            await updates.arrival(PATIENCE / 1000)
        heard: dict[str, Any] = updates.oldest(100)[self.heard][kind]
        self.heard += 1
        return heard

    def sends_picture(self, caption: str, *buttons: str, size: tuple[int, int] = (400, 300)) -> int:
        """Lets the bot send a picture; returns the number of the message."""
        file = BytesIO()
        Image.new("RGB", size, "teal").save(file, "PNG")
        row = [{"text": button, "callback_data": button} for button in buttons]
        markup = {"reply_markup": {"inline_keyboard": [row]}} if buttons else {}
        picture = Upload("foot.png", file.getvalue(), "image/png")
        number: int = self.bot("sendPhoto", photo=picture, caption=caption, **markup)["message_id"]
        return number

    @property
    def log(self) -> Locator:
        """The conversation."""
        return self.page.get_by_role("log")

    @property
    def field(self) -> Locator:
        """Where the person writes."""
        return self.page.get_by_label("Message", exact=True)

    def message(self, number: int) -> Locator:
        """A message in the conversation."""
        return self.page.locator(f"#message-{number}")

    async def talks(self) -> None:
        """Lets the bot write more than fits into any window, and the person read it to its end."""
        numbers = [self.says(f"Number {number}.\n" * 6) for number in range(12)]
        await expect(self.message(numbers[-1])).to_be_attached()
        await self.page.locator("#to-end").click()
        await expect(self.page.locator("#to-end")).to_be_hidden()

    async def place(self, thing: Locator) -> int:
        """How far down something is seen, in pixels, once the window has been drawn."""
        place: int = await thing.evaluate(_PLACE)
        return place

    async def scrolls_up(self) -> None:
        """Lets the person look at what came first."""
        await self.log.hover()
        await self.page.mouse.wheel(0, -10_000)
        await expect(self.log).to_have_js_property("scrollTop", 0)


@asynccontextmanager
async def visiting(page: Page) -> AsyncIterator[Visit]:
    """The page after the first message; at the end everything on it has a name, and it fits any window."""
    bells = Bells(2)
    telegram = LocalTelegram(bells.clock.now)
    telegram.call("setMyDescription", {"description": "I echo."})
    commands = [{"command": name, "description": f"To {name}"} for name in ("start", "stop", "help")]
    telegram.call("setMyCommands", {"commands": commands})
    async with serving(telegram, forward=bells.forward) as address:
        await page.goto(address)
        await expect(page.get_by_text("I echo.")).to_be_visible()
        await page.get_by_role("button", name="Start", exact=True).click()
        await expect(page.get_by_role("article")).to_contain_text("/start")
        chat = telegram.updates.oldest(1)[0]["message"]["chat"]["id"]
        yield Visit(page, telegram, bells, chat)
        assert await page.evaluate(_NAMELESS) == []
        assert not await page.evaluate(_TOO_WIDE)
        await page.set_viewport_size(NARROWEST)
        assert not await page.evaluate(_TOO_WIDE)
