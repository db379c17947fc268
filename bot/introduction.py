"""What Telegram shows of the bot: its menus of commands and its descriptions."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any, TypeAlias

from telegram import Bot, BotCommand, BotCommandScope
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.views.welcome import DESCRIPTION, SHORT_DESCRIPTION

FIRST_PAUSE = 60.0
"""Seconds until what Telegram has put off is tried again; each pause is twice as long as the one before."""
LONGEST_PAUSE = 3_600.0

Menu: TypeAlias = tuple[BotCommandScope, tuple[BotCommand, ...]]
"""Which chats see it, and the commands in it."""
Setting: TypeAlias = Callable[[], Awaitable[Any]]
"""One request."""

_LOGGER = logging.getLogger(__name__)


async def introduce(bot: Bot, menus: Iterable[Menu], sleep: Callable[[float], Awaitable[None]]) -> None:
    """Set everything, each for itself, and again what Telegram puts off, until nothing is left."""
    left, wanted = await _set(_settings(bot, menus))
    pause = FIRST_PAUSE
    while left:
        await sleep(max(pause, wanted))
        left, wanted = await _set(left)
        pause = min(2 * pause, LONGEST_PAUSE)


@asynccontextmanager
async def introducing(
    bot: Bot, menus: Iterable[Menu], sleep: Callable[[float], Awaitable[None]]
) -> AsyncIterator[None]:
    """The same in the background: the bot works without it."""
    task = asyncio.create_task(introduce(bot, menus, sleep))
    try:
        yield
    finally:
        task.cancel()


async def _set(settings: Iterable[Setting]) -> tuple[list[Setting], float]:
    """What has to be tried again, and after how many seconds at the earliest."""
    left, wait = [], 0.0
    for setting in settings:
        try:
            await setting()
        except TelegramError as error:
            passes = isinstance(error, RetryAfter | NetworkError) and not isinstance(error, BadRequest)
            if passes:
                left.append(setting)
            if isinstance(error, RetryAfter):
                after = error.retry_after
                wait = max(wait, after.total_seconds() if isinstance(after, timedelta) else after)
            later = ", and is tried again" if passes else ""
            _LOGGER.warning("a menu or description could not be set%s: %s", later, error)
    return left, wait


def _settings(bot: Bot, menus: Iterable[Menu]) -> Iterator[Setting]:
    for scope, commands in menus:
        yield partial(bot.set_my_commands, commands, scope)
    yield partial(bot.set_my_description, DESCRIPTION)
    yield partial(bot.set_my_short_description, SHORT_DESCRIPTION)
