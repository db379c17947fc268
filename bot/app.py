"""The one place where parts are wired into an application."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import cast

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest

from bot.conversation.acts import LastActs
from bot.delivery.dispatcher import AT_ONCE, Dispatcher
from bot.delivery.limiter import PAID_RATE, RATE, FloodLimiter
from bot.delivery.reminder_sender import TelegramSender
from bot.delivery.ticking import Chore, ticking
from bot.handlers import cramp, gate, routine
from bot.handlers.context import WRITTEN_EVERY, BotApplication, Context, Services, Tally
from bot.handlers.countdowns import Sessions
from bot.handlers.gate import ChatOrder, Pace
from bot.handlers.routes import add_handlers, helping, menus
from bot.introduction import introducing
from bot.matching import Matcher, rebuild
from bot.operations.admin_notices import ErrorLog, Keeper, keeping, listening
from bot.operations.health import Probes, lag_measured, serving
from bot.operations.live_knowledge import Library, Reread
from bot.operations.metrics import Measured, Vitals
from bot.reminders.plan import SentLately, planner_now
from bot.storage import (
    Database,
    FileIds,
    Leadership,
    Notebook,
    Queue,
    Store,
    UpdateClaims,
    Watched,
    ZoneData,
    claims,
    memory,
    open_engine,
    prepare,
    shared_pace,
)
from bot.storage.engine import see_that_it_can_be_written
from bot.zones.tables import fingerprint

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MESSAGE_REACTION,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
)

COUNTED = 10_000
"""Overdue reminders are counted up to this number, which is enough for an alert."""

_LOGGER = logging.getLogger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Time:
    """Where an application gets the time from."""

    now: Callable[[], datetime] = _utc_now
    """Aware."""
    monotonic: Callable[[], float] = time.monotonic
    """Monotonic, in seconds."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ticks: bool = True
    """Whether due reminders and edited files are looked for in the background. Without it, a caller does that
    by `App.dispatcher.tick()` and `App.keeper.tick()`.
    """


@dataclass(frozen=True)
class App:
    """A built bot: python-telegram-bot's application, and the parts that also work outside of updates."""

    application: BotApplication
    dispatcher: Dispatcher
    """Sends the reminders."""
    keeper: Keeper
    """Reloads edited knowledge files, and reports errors to the admins."""
    claims: UpdateClaims | None
    """Which process handles an update, where several share a database; None with a single process."""


def build_application(  # noqa: PLR0913 - everything that differs between production, chat and tests
    matcher: Matcher,
    token: str,
    *,
    database: Database,
    transport: Callable[[], BaseRequest],
    api_url: str = "https://api.telegram.org",
    clock: Time = Time(),
    limiter: FloodLimiter | None = None,
    paid: bool = False,
    spread: timedelta = timedelta(),
    reread: Reread = rebuild,
    admins: frozenset[int] = frozenset(),
    status_port: int = 0,
    contact: str = "",
) -> App:
    """The bot that answers from the matcher's knowledge. It is not started, and building it has no effects.

    `transport` connects to Telegram, and `limiter` keeps to Telegram's limits; `paid` raises them to those of
    paid broadcasts. Reminders due at the same moment are spread over less than `spread`. `reread` makes a new
    matcher when the knowledge files change. The chats in `admins` get extra commands and error reports.
    `contact` is shown to people who ask who runs the bot. Health and metrics are served at `status_port` of
    this machine, unless it is 0.
    """
    vitals = Vitals(clock.monotonic)
    engine = open_engine(database)
    event.listen(engine.sync_engine, "handle_error", vitals.database_failed)
    library = Library(matcher, reread)
    rate = PAID_RATE if paid else RATE
    limiter = limiter or FloodLimiter(rate, paid=paid, fleet=shared_pace(engine, rate))
    store, queue, notebook, notes = (
        Store(engine, now=clock.now),
        Queue(engine),
        Notebook(engine),
        memory(engine, clock.now),
    )
    tally, sent, acts = Tally(notebook, clock.now), SentLately(), LastActs(notes, clock.now)
    planner = partial(planner_now, clock.now, spread, sent)
    services = Services(
        library,
        store,
        notebook,
        tally,
        planner,
        clock.now,
        clock.sleep,
        FileIds(engine),
        helping(),
        notes,
        acts,
        Sessions(notes, clock.sleep),
        vitals,
        Watched(engine),
        admins=admins,
        contact=contact,
    )
    application: BotApplication = (
        ApplicationBuilder()
        .token(token)
        .context_types(ContextTypes(context=Context, bot_data=cast("type[Services]", lambda: services)))
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(Measured(transport(), vitals))
        .get_updates_request(Measured(transport(), vitals))
        .rate_limiter(limiter)
        .concurrent_updates(ChatOrder(vitals.handling, partial(_cannot_wait, library, clock)))
        .job_queue(None)
        .build()
    )
    leadership = Leadership(engine)
    dispatch = Dispatcher(
        queue,
        store,
        TelegramSender(application.bot),
        planner,
        at_once=max(AT_ONCE, rate // 4),
        leads=leadership.holds,
        vitals=vitals,
        sent=sent,
        acts=acts,
    )
    taken = claims(engine, clock.now)
    errors = ErrorLog()
    keep = Keeper(library, errors, application.bot, admins, clock.monotonic)
    add_handlers(application, Pace(clock.monotonic))
    stack = AsyncExitStack()

    async def prune() -> None:
        now = clock.now()
        await queue.prune(now.date())
        await notebook.prune(now)
        sent.prune(now)

    async def begin(_: BotApplication) -> None:
        async with AsyncExitStack() as opening:  # closed again when something fails
            opening.enter_context(listening(errors))
            await prepare(engine)
            opening.push_async_callback(engine.dispose)
            opening.push_async_callback(leadership.release)
            opening.push_async_callback(tally.flush)
            if moved := await ZoneData(engine, fingerprint).follow(planner()):
                _LOGGER.info("time zones have new rules: %d reminders come at other times", moved)
            await opening.enter_async_context(introducing(application.bot, menus(admins), clock.sleep))
            if status_port:
                probes = Probes(
                    partial(_backlog, engine, queue, clock), lambda: limiter.waiting, lambda: leadership.held
                )
                await opening.enter_async_context(lag_measured(vitals))
                await opening.enter_async_context(serving(vitals, probes, status_port))
            await cramp.resume(application)
            if clock.ticks:
                await opening.enter_async_context(keeping(keep, clock.sleep))
                chores: list[tuple[Chore, timedelta]] = [
                    (prune, timedelta(days=1)),
                    (tally.flush, WRITTEN_EVERY),
                    (lambda: ZoneData(engine, fingerprint).follow_clock(planner()), timedelta(minutes=5)),
                    (notes.prune, timedelta(hours=1)),
                    (partial(cramp.resume, application), cramp.LOOKED_EVERY),
                    *([(taken.prune, timedelta(hours=1))] if taken else []),
                ]
                await opening.enter_async_context(ticking(dispatch, chores))
                asyncio.get_running_loop().run_in_executor(None, library.matcher.warm_up)
            stack.push_async_exit(opening.pop_all())

    async def end(_: BotApplication) -> None:
        await routine.pause_all(services, application.bot)
        await stack.aclose()

    application.post_init, application.post_stop = begin, end
    return App(application, dispatch, keep, taken)


def _cannot_wait(library: Library, clock: Time, update: object) -> gate.PressingKind | None:
    return gate.cannot_wait(library.matcher, clock.now(), update)


async def _backlog(engine: AsyncEngine, queue: Queue, clock: Time) -> tuple[int, float]:
    """How many reminders are overdue, and the seconds of the oldest; raises if the database is read-only."""
    await see_that_it_can_be_written(engine)
    now = clock.now()
    waiting, first = await queue.backlog(now, COUNTED)
    return waiting, (now - first).total_seconds() if first else 0.0
