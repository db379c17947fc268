"""The menus and descriptions that Telegram shows."""

import asyncio

import pytest

from bot.introduction import introduce, introducing
from offline_telegram import ApiError, Fault, LocalTelegram
from offline_telegram.errors import too_many_requests
from tests.conftest import Chat


@pytest.mark.parametrize(
    ("fault", "again"),
    [
        (too_many_requests(3), True),
        (Fault.TIMED_OUT, True),
        (Fault.BAD_GATEWAY, True),
        (ApiError(400, "Bad Request: chat not found"), False),
    ],
)
async def test_put_off(chat: Chat, telegram: LocalTelegram, fault: ApiError | Fault, again: bool) -> None:
    """What Telegram puts off is set later; one that fails keeps back no other."""
    bot = chat.application.bot
    before = len(telegram.requests_to("setMyDescription"))
    telegram.fail("setMyCommands", fault)
    left = await introduce(bot, [])
    assert len(left) == again
    assert len(telegram.requests_to("setMyDescription")) == before + 1
    telegram.fail("setMyCommands", fault)
    pauses: list[float] = []
    done = asyncio.Event()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) > 1 or not again:
            done.set()
        await asyncio.sleep(0)

    async with introducing(left, sleep):
        if again:
            async with asyncio.timeout(5):
                await done.wait()
    assert pauses == ([60, 120] if again else [])
