"""Which handler answers what."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.handlers import (
    cramp,
    elsewhere,
    feedback,
    gate,
    panel,
    privacy,
    questions,
    reminded,
    routine,
    topics,
    welcome,
    zone,
)
from bot.handlers.commands import COMMANDS, names
from bot.handlers.context import BotApplication
from bot.handlers.gate import DuplicateUpdates
from bot.views.buttons import Action, Tap
from bot.views.routine import RoutineTap

Handler: TypeAlias = Callable[..., Any]

_NEW = filters.UpdateType.MESSAGE
_NEW_OR_EDITED = filters.UpdateType.MESSAGES
_PRIVATE = filters.ChatType.PRIVATE


def add_handlers(application: BotApplication) -> None:
    """Let an application answer everything that the bot knows how to answer."""
    commands = {by_admin: names(for_admins=by_admin) for by_admin in (False, True)}
    application.add_handler(TypeHandler(Update, DuplicateUpdates().leave_out), group=-2)
    application.add_handler(TypeHandler(Update, partial(gate.slow_down, commands)), group=-1)
    application.add_handlers(
        [*_commands(application.bot_data.admins), *_messages(), *_buttons(), *_elsewhere()]
    )
    application.add_error_handler(welcome.apologise)


def _commands(admins: frozenset[int]) -> list[BaseHandler[Any, Any, Any]]:
    by_admins = _NEW_OR_EDITED & filters.Chat(admins)
    return [
        *(
            CommandHandler(
                each.name,
                each.handler,
                by_admins if each.for_admins else _NEW_OR_EDITED,
            )
            for each in COMMANDS
        ),
        MessageHandler(_NEW_OR_EDITED & filters.COMMAND, welcome.unknown_command),
    ]


def _messages() -> list[BaseHandler[Any, Any, Any]]:
    told = filters.TEXT & ~filters.COMMAND
    unreadable = ~filters.StatusUpdate.ALL & ~filters.TEXT
    return [
        MessageHandler(_NEW_OR_EDITED & told, questions.text),
        MessageHandler(_NEW & _PRIVATE & filters.LOCATION, zone.location),
        MessageHandler(_NEW & _PRIVATE & unreadable, welcome.not_text),
    ]


def _buttons() -> list[BaseHandler[Any, Any, Any]]:
    handlers: dict[str, Handler] = {
        Action.OPEN.pattern: topics.open_topic,
        Action.CHOOSE.pattern: topics.choose,
        Action.PAGE.pattern: topics.turn_page,
        Action.NONE.pattern: feedback.none_of_these,
        Action.ALARM.pattern: feedback.serious,
        Action.OFFER.pattern: feedback.nothing_serious,
        Action.UP.pattern: feedback.up,
        Action.DOWN.pattern: feedback.down,
        Action.PANEL.pattern: panel.tap,
        Action.ZONE.pattern: zone.tap,
        Action.UNDO.pattern: panel.undo,
        Action.PRIVACY.pattern: privacy.tap,
        Action.CRAMP.pattern: cramp.tap,
        Tap.DONE.pattern: reminded.done,
        Tap.UNDONE.pattern: reminded.undone,
        Tap.SNOOZE.pattern: reminded.snooze,
        Tap.UNSNOOZE.pattern: reminded.unsnooze,
        Tap.SNOOZED.pattern: reminded.snoozed,
        Tap.AWAKE.pattern: reminded.awake,
        Tap.SKIP.pattern: reminded.skip,
        RoutineTap.GO.pattern: routine.go_on,
        RoutineTap.PAUSE.pattern: routine.pause,
        RoutineTap.STOP.pattern: routine.stop,
    }
    return [
        *(CallbackQueryHandler(handler, data) for data, handler in handlers.items()),
        CallbackQueryHandler(topics.unknown_button),
    ]


def _elsewhere() -> list[BaseHandler[Any, Any, Any]]:
    """In chats that the bot is not in."""
    return [
        InlineQueryHandler(elsewhere.lookup),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, elsewhere.summoned),
    ]
