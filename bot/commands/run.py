"""`run`: the bot in Telegram, until it is told to stop."""

import asyncio
import logging
import signal
from argparse import Namespace

from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot import logs
from bot.application import ALLOWED_UPDATES, BotApplication, build_application
from bot.commands.engine import load_knowledge, load_matcher
from bot.errors import BotError
from bot.settings import bot_token, read_settings

_LOGGER = logging.getLogger(__name__)


class TelegramRefusesError(BotError):
    """Telegram does not let the bot work."""


def run(_: Namespace) -> int:
    """Answer people until SIGINT or SIGTERM; what has been received is answered first."""
    settings = read_settings()
    token = bot_token(settings)
    logs.set_up(settings.log_level, token)
    matcher = load_matcher(load_knowledge(settings.knowledge_dir))
    application = build_application(matcher, token, api_url=settings.telegram_api_url)
    try:
        asyncio.run(serve(application))
    except InvalidToken as error:
        raise TelegramRefusesError(
            "Telegram does not know this TELEGRAM_BOT_TOKEN: copy it from @BotFather"
        ) from error
    except NetworkError as error:
        raise TelegramRefusesError(
            f"{settings.telegram_api_url} cannot be reached: {error.message}"
        ) from error
    return 0


async def serve(application: BotApplication) -> None:
    """Poll until a signal to stop, or until another process polls with the same token."""
    stopped = asyncio.Event()
    refusal: list[BotError] = []

    def note(error: TelegramError) -> None:
        if isinstance(error, Conflict):
            message = (
                "another process runs this bot: Telegram gives updates to one only. Stop the other first"
            )
            refusal.append(TelegramRefusesError(message))
            stopped.set()
        else:
            _LOGGER.warning("Telegram cannot be reached, trying again: %s", error)

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with application:
        if application.post_init:
            await application.post_init(application)
        if application.updater:
            await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES, error_callback=note)
        await application.start()
        _LOGGER.info("ready: @%s answers", application.bot.username)
        await stopped.wait()
        if application.updater:
            await application.updater.stop()
        await application.stop()
    if refusal:
        raise refusal[0]
