"""Runs the bot in Telegram, by polling or by a webhook, until it is told to stop."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import DBAPIError
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, TelegramError, TimedOut

from bot.app import ALLOWED_UPDATES, App, build_application
from bot.commands.database import database
from bot.commands.matcher import reload_matcher
from bot.delivery.failures import may_have_arrived
from bot.delivery.limiter import FloodLimiter
from bot.delivery.transport import connections
from bot.errors import BotError
from bot.handlers.context import BotApplication
from bot.matching import Matcher
from bot.operations import logs
from bot.operations.health import watched
from bot.settings import Settings, secrets
from bot.storage.diagnosis import diagnose
from bot.webhooks import Address, Receiver, address, listening, register

NEW_OBJECTS = 5_000
"""New objects after which garbage is collected among them: some tens of updates."""
FIRST_PAUSE = 1.0
"""Seconds between two tries to reach Telegram at the start; each pause is twice as long as the one before."""
LONGEST_PAUSE = 30.0
STOPPING = 1.0
"""Seconds to wait for polling to end; it takes longer only when it sleeps after an error."""
_POLLING = "Updater:start_polling:polling_task"
"""What python-telegram-bot calls its task, which ends without a word when the token is revoked."""

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class WebhookPlace:
    """Where updates are sent to."""

    address: Address
    listen: str
    """The address of this machine at which they come, by way of a proxy."""
    port: int


class TelegramRefusesError(BotError):
    """Telegram does not let the bot work."""


class UnknownTokenError(TelegramRefusesError):
    """Telegram knows no bot with this token."""

    status = 77


class NotTelegramError(TelegramRefusesError):
    """The server at this address is not a Bot API server."""

    status = 78


def serve_until_stopped(settings: Settings, token: str, matcher: Matcher) -> None:
    """Answer people until SIGINT, SIGTERM or SIGHUP; raises TelegramRefusesError."""
    app = build_application(
        matcher,
        token,
        database=database(settings),
        transport=connections(settings.http_client, settings.telegram_api_url),
        api_url=settings.telegram_api_url,
        paid=settings.allow_paid_broadcast,
        spread=timedelta(minutes=settings.reminder_spread_minutes),
        reread=reload_matcher,
        admins=settings.admin_chat_ids,
        status_port=settings.status_port,
        contact=settings.contact or "",
    )
    webhook = None
    if settings.webhook_url:
        where = address(settings.webhook_url, token)
        logs.set_up(settings.log_level, [*secrets(settings), where.path, where.secret])
        webhook = WebhookPlace(where, settings.webhook_listen, settings.webhook_port)
    try:
        asyncio.run(serve(app, webhook))
    except InvalidToken as error:
        raise UnknownTokenError(
            "Telegram does not know this TELEGRAM_BOT_TOKEN: copy it from @BotFather"
        ) from error
    except Conflict as error:
        raise TelegramRefusesError(
            "another process runs this bot: Telegram gives updates to one only. Stop the other first"
        ) from error
    except DBAPIError as error:  # damaged where nobody has looked at the start
        raise diagnose(database(settings), error).error() from error
    except TelegramError as error:
        if may_have_arrived(error):
            raise NotTelegramError(
                f"{settings.telegram_api_url} does not answer as the Bot API does: put TELEGRAM_API_URL right"
            ) from error
        raise TelegramRefusesError(f"{settings.telegram_api_url} refuses: {error.message}") from error


async def serve(app: App, webhook: WebhookPlace | None = None) -> None:
    """Poll, or listen for what Telegram sends to a webhook, until a signal to stop.

    Raises the Conflict or InvalidToken for which it cannot go on.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stopped.set)
    async with watched(), _connections_of(app.application):
        if await reached(app.application.bot, stopped):
            await _serve(app, webhook, stopped)


async def reached(
    bot: Bot, stopped: asyncio.Event, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> bool:
    """Wait until Telegram answers, for as long as it takes; False when it is time to stop before that.

    Raises InvalidToken, and the error of a server that is not a Bot API server.
    """
    pause = FIRST_PAUSE
    while not stopped.is_set():
        try:
            await bot.initialize()
        except (InvalidToken, BadRequest, Forbidden):
            raise
        except TelegramError as error:
            if may_have_arrived(error) and not isinstance(error, TimedOut):
                raise
            if pause == FIRST_PAUSE:
                _LOGGER.warning("Telegram cannot be reached, and is tried until it can: %s", error)
            waiting = [asyncio.ensure_future(sleep(pause)), asyncio.create_task(stopped.wait())]
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in waiting:
                task.cancel()
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            if pause > FIRST_PAUSE:
                _LOGGER.warning("Telegram answers")
            return True
    return False


async def _serve(app: App, webhook: WebhookPlace | None, stopped: asyncio.Event) -> None:
    application = app.application
    async with application:
        if application.post_init:
            await application.post_init(application)
        updates = _sent_to(webhook, app) if webhook else _polled_for(application)
        async with _handling(application), updates:
            _LOGGER.info("ready: @%s answers", application.bot.username)
            with _garbage_sought_among_the_new():
                await _until(stopped)
            if isinstance(application.bot.rate_limiter, FloodLimiter):
                application.bot.rate_limiter.hurry()  # or a silence of an hour would be waited for


@asynccontextmanager
async def _handling(application: BotApplication) -> AsyncIterator[None]:
    """Handles updates in the block, and afterwards what is left of them."""
    await application.start()
    try:
        yield
    finally:
        await application.stop()
        if application.post_stop:
            await application.post_stop(application)


@asynccontextmanager
async def _polled_for(application: BotApplication) -> AsyncIterator[None]:
    """Asks Telegram for updates, after a webhook that was left over has been deleted."""
    if application.updater:
        await application.updater.start_polling(
            allowed_updates=ALLOWED_UPDATES, error_callback=_go_on_unless_displaced
        )
    yield
    if application.updater:
        stopping = asyncio.create_task(application.updater.stop())
        await asyncio.wait([stopping], timeout=STOPPING)
        for polling in _polling():  # between two tries it sleeps, for up to half a minute
            polling.cancel()
        await stopping


@asynccontextmanager
async def _sent_to(webhook: WebhookPlace, app: App) -> AsyncIterator[None]:
    """Lets Telegram send updates; what comes afterwards it keeps for other processes, or the next start."""
    application = app.application

    async def handle(update: Update) -> None:
        await application.update_processor.process_update(update, application.process_update(update))

    receiver = Receiver(application.bot, webhook.address, handle, app.claims)
    try:
        async with listening(receiver, webhook.listen, webhook.port):
            await register(application.bot, webhook.address, ALLOWED_UPDATES)
            yield
    except OSError as error:
        raise TelegramRefusesError(
            f"{webhook.listen}:{webhook.port} cannot be listened at: {error.strerror}. "
            "Set WEBHOOK_LISTEN and WEBHOOK_PORT to what is free"
        ) from error
    except BadRequest as error:
        raise TelegramRefusesError(f"Telegram does not take WEBHOOK_URL: {error.message}") from error


@asynccontextmanager
async def _connections_of(application: BotApplication) -> AsyncIterator[None]:
    """Closes them: python-telegram-bot itself does not, when its very first request fails."""
    try:
        yield
    finally:
        await application.bot.shutdown()


@contextmanager
def _garbage_sought_among_the_new() -> Iterator[None]:
    """Keep the garbage collector from scanning the long-lived objects again and again, which delays answers.

    An update leaves hardly any cyclic garbage.
    """
    gc.collect()
    gc.freeze()
    usual = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


async def _until(stopped: asyncio.Event) -> None:
    """Return on a signal, or when polling has ended."""
    polling = _polling()
    signalled = asyncio.create_task(stopped.wait())
    await asyncio.wait([signalled, *polling], return_when=asyncio.FIRST_COMPLETED)
    signalled.cancel()


def _polling() -> list[asyncio.Task[None]]:
    return [task for task in asyncio.all_tasks() if task.get_name() == _POLLING]


def _go_on_unless_displaced(error: TelegramError) -> None:
    # To raise ends the polling for good: one more request would displace the other process in turn.
    if isinstance(error, Conflict):
        raise error
    _LOGGER.warning("Telegram cannot be reached, trying again: %s", error)
