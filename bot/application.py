"""The one place where parts are wired into an application."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeAlias

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest

from bot.dispatch import Dispatcher, TelegramSender, ticking
from bot.handlers import routine
from bot.handlers.order import ChatOrder
from bot.handlers.pace import Pace
from bot.handlers.routes import add_handlers
from bot.handlers.services import Services
from bot.handlers.sessions import Sessions
from bot.matching import Matcher
from bot.reminders.plan import Planner
from bot.sending import RATE, FloodLimiter
from bot.storage import (
    Claims,
    Database,
    FileIds,
    Leadership,
    Queue,
    Store,
    claims,
    memory,
    open_engine,
    prepare,
    shared_pace,
)
from bot.views.welcome import DESCRIPTION, MENUS, SHORT_DESCRIPTION

BotApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
)

_DISPATCHER = "dispatcher"
_CLAIMS = "claims"

_LOGGER = logging.getLogger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Time:
    """Where an application has the time from."""

    now: Callable[[], datetime] = _utc_now
    """Aware."""
    monotonic: Callable[[], float] = time.monotonic
    """Seconds that never go back."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ticks: bool = True
    """Whether reminders are looked for every second; otherwise by `dispatcher(application).tick()` alone."""


def build_application(  # noqa: PLR0913 - everything that differs between production, chat and tests
    matcher: Matcher,
    token: str,
    *,
    database: Database,
    transport: Callable[[], BaseRequest],
    api_url: str = "https://api.telegram.org",
    clock: Time = Time(),
    limiter: FloodLimiter | None = None,
    spread: timedelta = timedelta(),
) -> BotApplication:
    """The bot that answers from the matcher's knowledge; not yet started, and without side effects.

    `transport` makes the connections to Telegram, and `limiter` keeps what is sent within Telegram's limits.
    Reminders that many people have at the same time are spread over a while that is shorter than `spread`.
    """
    engine = open_engine(database)
    application: BotApplication = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(transport())
        .get_updates_request(transport())
        .rate_limiter(limiter or FloodLimiter(fleet=shared_pace(engine, RATE)))
        .concurrent_updates(ChatOrder())
        .job_queue(None)
        .build()
    )
    store, queue = Store(engine), Queue(engine)
    planner = partial(_planner, clock, spread)
    leadership = Leadership(engine)
    dispatch = Dispatcher(queue, store, TelegramSender(application.bot), planner, leads=leadership.holds)
    application.bot_data[_DISPATCHER] = dispatch
    taken = application.bot_data[_CLAIMS] = claims(engine, clock.now)
    pace, notes, file_ids = Pace(clock.monotonic), memory(engine, clock.now), FileIds(engine)
    sessions = Sessions(notes, clock.sleep)
    services = Services(
        matcher.knowledge,
        matcher,
        pace,
        store,
        planner,
        clock.now,
        clock.sleep,
        file_ids,
        notes,
        sessions,
    )
    add_handlers(application, services)
    stack = AsyncExitStack()

    async def prune() -> None:
        await queue.prune(clock.now().date())

    async def begin(_: BotApplication) -> None:
        await prepare(engine)
        stack.push_async_callback(engine.dispose)
        stack.push_async_callback(leadership.release)
        await _introduce(application)
        if clock.ticks:
            hourly = [notes.prune, taken.prune] if taken else [notes.prune]
            chores = [(prune, timedelta(days=1)), *((chore, timedelta(hours=1)) for chore in hourly)]
            await stack.enter_async_context(ticking(dispatch, chores))

    async def end(_: BotApplication) -> None:
        await routine.pause_all(services, application.bot)
        await stack.aclose()

    application.post_init = begin
    application.post_stop = end
    return application


def dispatcher(application: BotApplication) -> Dispatcher:
    """What sends the reminders of an application."""
    found: Dispatcher = application.bot_data[_DISPATCHER]
    return found


def claims_of(application: BotApplication) -> Claims | None:
    """How an application and others at its database share out updates; None if there are no others."""
    found: Claims | None = application.bot_data[_CLAIMS]
    return found


def _planner(clock: Time, spread: timedelta) -> Planner:
    return Planner(clock.now(), spread)


async def _introduce(application: BotApplication) -> None:
    """Set what Telegram shows of the bot; it can do its work without."""
    bot = application.bot
    try:
        for scope, commands in MENUS:
            await bot.set_my_commands(commands, scope)
        await bot.set_my_description(DESCRIPTION)
        await bot.set_my_short_description(SHORT_DESCRIPTION)
    except InvalidToken:
        raise
    except TelegramError as error:
        _LOGGER.warning("the commands menu and the descriptions could not be set: %s", error)
