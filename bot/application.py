"""The one place where parts are wired into an application."""

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.handlers import errors, flood, questions, topics, welcome
from bot.handlers.order import ChatOrder
from bot.handlers.pace import Pace
from bot.handlers.services import Services
from bot.matching import Matcher
from bot.views.buttons import Action
from bot.views.welcome import COMMANDS, DESCRIPTION, SHORT_DESCRIPTION

BotApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
ALLOWED_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)
CONNECTIONS = 8
"""httpx costs more CPU with every further connection in flight."""

_LOGGER = logging.getLogger(__name__)


def build_application(
    matcher: Matcher,
    token: str,
    *,
    api_url: str = "https://api.telegram.org",
    transport: Callable[[], BaseRequest] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> BotApplication:
    """The bot that answers from the matcher's knowledge; not yet started, and without side effects.

    `transport` makes the connections to Telegram, HTTP ones unless told otherwise; `clock` gives seconds
    that never go back.
    """
    connect = transport or partial(HTTPXRequest, connection_pool_size=CONNECTIONS, pool_timeout=30)
    application: BotApplication = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(connect())
        .get_updates_request(connect())
        .concurrent_updates(ChatOrder())
        .post_init(_introduce)
        .build()
    )
    _add_handlers(application, Services(matcher.knowledge, matcher, Pace(clock)))
    return application


def _add_handlers(application: BotApplication, services: Services) -> None:
    def serving(handler: Callable[..., Any]) -> Callable[..., Any]:
        return partial(handler, services)

    new = filters.UpdateType.MESSAGE
    new_or_edited = filters.UpdateType.MESSAGES
    private = filters.ChatType.PRIVATE
    application.add_handler(TypeHandler(Update, serving(flood.slow_down)), group=-1)
    application.add_handlers(
        [
            CommandHandler("start", serving(welcome.start), filters=new),
            CommandHandler("help", welcome.help_, filters=new),
            CommandHandler("topics", serving(topics.topics), filters=new),
            CommandHandler("ask", serving(questions.ask), filters=new_or_edited),
            MessageHandler(new & filters.COMMAND, welcome.unknown_command),
            MessageHandler(new_or_edited & filters.TEXT & ~filters.COMMAND, serving(questions.text)),
            MessageHandler(new & private & ~filters.StatusUpdate.ALL & ~filters.TEXT, welcome.not_text),
            CallbackQueryHandler(serving(topics.open_topic), Action.OPEN.pattern),
            CallbackQueryHandler(serving(topics.choose), Action.CHOOSE.pattern),
            CallbackQueryHandler(serving(topics.turn_page), Action.PAGE.pattern),
            CallbackQueryHandler(topics.unknown_button),
        ],
    )
    application.add_error_handler(errors.apologise)


async def _introduce(application: BotApplication) -> None:
    """Set what Telegram shows of the bot; it can do its work without."""
    bot = application.bot
    try:
        await bot.set_my_commands(COMMANDS)
        await bot.set_my_description(DESCRIPTION)
        await bot.set_my_short_description(SHORT_DESCRIPTION)
    except InvalidToken:
        raise
    except TelegramError as error:
        _LOGGER.warning("the commands menu and the descriptions could not be set: %s", error)
