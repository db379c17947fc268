"""The menus and descriptions that Telegram shows."""

from collections import Counter

import pytest

from bot.handlers.routes import menus
from bot.introduction import introduce
from offline_telegram import ApiError, Fault, LocalTelegram
from offline_telegram.errors import too_many_requests
from tests.conftest import Chat, Start


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
    await chat.settle()
    before = Counter(request.method for request in telegram.requests)
    telegram.fail("setMyCommands", fault, times=2)
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    await introduce(chat.application.bot, menus([]), sleep)
    made = Counter(request.method for request in telegram.requests) - before
    assert made["setMyDescription"] == made["setMyShortDescription"] == 1
    assert pauses == ([60] if again else [])
    assert made["setMyCommands"] == len(list(menus([]))) + 2 * again


async def test_a_slow_telegram(start: Start, telegram: LocalTelegram) -> None:
    """People are answered before the menus are set."""
    telegram.fail("setMyCommands", too_many_requests(3600), times=99)
    async with start() as chat:
        assert (await chat.say("thanks")).startswith("You")
