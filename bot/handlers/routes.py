"""Which handler answers what; the table of commands, which menus, /help and throttling come from."""

from collections.abc import Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass
from enum import Flag, auto
from functools import partial
from typing import Any, TypeAlias

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    Update,
)
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    TypeHandler,
    filters,
)

from bot.handlers import (
    admin,
    cramp,
    elsewhere,
    gate,
    panel,
    privacy,
    proposals,
    questions,
    reactions,
    reminded,
    routine,
    topics,
    welcome,
    wishes,
    zone,
)
from bot.handlers.context import BotApplication, Context
from bot.handlers.elsewhere import Lookups
from bot.handlers.gate import DuplicateUpdates, Pace
from bot.views.routine import RoutineTap
from bot.views.screen import Action, Screen, Tap
from bot.views.welcome import HelpAbout, help_screen

CommandHandling: TypeAlias = Callable[[Update, Context], Coroutine[Any, Any, None]]


class Shown(Flag):
    """In which of Telegram's menus a command stands."""

    NOWHERE = 0
    PRIVATE = auto()
    GROUPS = auto()
    GROUP_ADMINS = auto()
    """Only admins can set the reminders of a group."""
    ANYWHERE = PRIVATE | GROUPS | GROUP_ADMINS


@dataclass(frozen=True)
class Command:
    """A row of the table."""

    name: str
    handler: CommandHandling
    description: str = ""
    """In menus; at most 256 characters."""
    shown: Shown = Shown.NOWHERE
    about: HelpAbout | None = None
    """Which part of /help names it; None for one that it does not list."""
    help: str = ""
    """What it does, as the rest of a sentence."""
    for_admins: bool = False
    """Whether only the people who run the bot have it, in their chats."""


_EVERYWHERE = Shown.ANYWHERE
_REMINDERS = Shown.PRIVATE | Shown.GROUP_ADMINS
COMMANDS = (
    Command(
        "cramp",
        cramp.cramp,
        "Help with a cramp right now",
        _EVERYWHERE,
        HelpAbout.QUESTIONS,
        "helps with a cramp right now",
    ),
    Command("ask", questions.ask, "Ask a question about cramps", _EVERYWHERE),
    Command(
        "topics",
        topics.topics,
        "Everything I know about",
        _EVERYWHERE,
        HelpAbout.QUESTIONS,
        "shows everything I know about",
    ),
    Command("reminders", panel.reminders, "Reminders to drink and to stretch", _REMINDERS),
    Command(
        "stretch",
        routine.stretch,
        "Three minutes of stretching before bed",
        _EVERYWHERE,
        HelpAbout.STRETCHES,
        "leads you through the stretches",
    ),
    Command(
        "progress",
        reminded.show,
        "What you have done so far",
        Shown.PRIVATE,
        HelpAbout.STRETCHES,
        "shows what you've done",
    ),
    Command(
        "pause",
        wishes.pause,
        "No reminders for a while",
        _REMINDERS,
        HelpAbout.PAUSES,
        "holds them for a while",
    ),
    Command(
        "resume",
        wishes.resume,
        "Reminders again after a pause",
        _REMINDERS,
        HelpAbout.PAUSES,
        "starts them again",
    ),
    Command("stop", wishes.stop, "No more reminders", _REMINDERS, HelpAbout.PAUSES, "ends them"),
    Command(
        "privacy",
        privacy.privacy,
        "What I store about you",
        Shown.PRIVATE,
        HelpAbout.DATA,
        "tells you what I store",
    ),
    Command("export", privacy.export, about=HelpAbout.DATA, help="sends it to you"),
    Command("forget", privacy.forget, about=HelpAbout.DATA, help="deletes it"),
    Command("help", welcome.help_, "How to use me", _EVERYWHERE),
    Command("start", welcome.start, "Begin", Shown.PRIVATE),
    Command("stats", admin.stats, "How I am used", for_admins=True),
    Command("unanswered", admin.unanswered, "Questions that found no good answer", for_admins=True),
    Command("reload", admin.reload, "Read the knowledge anew, and find errors in it", for_admins=True),
)
"""In the order of the menus."""


def names(*, for_admins: bool) -> frozenset[str]:
    """The names of the commands, with or without those for the people who run the bot."""
    return frozenset(each.name for each in COMMANDS if for_admins or not each.for_admins)


def helping() -> Screen:
    """What /help says."""
    return help_screen((each.about, f"/{each.name} {each.help}") for each in COMMANDS)


def menus(admins: Iterable[int]) -> Iterator[tuple[BotCommandScope, tuple[BotCommand, ...]]]:
    """What each kind of chat is offered, and the chats of `admins`."""
    yield BotCommandScopeDefault(), _menu(Shown.GROUPS)
    yield BotCommandScopeAllPrivateChats(), _menu(Shown.PRIVATE)
    yield BotCommandScopeAllGroupChats(), _menu(Shown.GROUPS)
    yield BotCommandScopeAllChatAdministrators(), _menu(Shown.GROUPS | Shown.GROUP_ADMINS)
    for admin_chat in admins:
        yield BotCommandScopeChat(admin_chat), (*_menu(Shown.PRIVATE), *_offered(_for_admins()))


def _menu(shown: Shown) -> tuple[BotCommand, ...]:
    return _offered(each for each in COMMANDS if each.shown & shown)


def _for_admins() -> Iterator[Command]:
    return (each for each in COMMANDS if each.for_admins)


def _offered(commands: Iterable[Command]) -> tuple[BotCommand, ...]:
    return tuple(BotCommand(each.name, each.description) for each in commands)


Handler: TypeAlias = Callable[..., Any]

_NEW = filters.UpdateType.MESSAGE
_NEW_OR_EDITED = filters.UpdateType.MESSAGES
_PRIVATE = filters.ChatType.PRIVATE


def add_handlers(application: BotApplication, pace: Pace) -> None:
    """Register all handlers."""
    commands = {by_admin: names(for_admins=by_admin) for by_admin in (False, True)}
    application.add_handler(TypeHandler(Update, DuplicateUpdates().leave_out), group=-2)
    application.add_handler(TypeHandler(Update, partial(gate.slow_down, pace, commands)), group=-1)
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
        Action.NONE.pattern: topics.none_of_these,
        Action.ALARM.pattern: topics.serious,
        Action.OFFER.pattern: topics.nothing_serious,
        Action.UP.pattern: topics.up,
        Action.DOWN.pattern: topics.down,
        Action.PANEL.pattern: panel.tap,
        Action.ZONE.pattern: zone.tap,
        Action.UNDO.pattern: panel.undo,
        Action.PROPOSED.pattern: proposals.tap,
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
        MessageReactionHandler(reactions.reacted),
    ]


def _elsewhere() -> list[BaseHandler[Any, Any, Any]]:
    """In chats that the bot is not in."""
    return [
        InlineQueryHandler(partial(elsewhere.lookup, Lookups())),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, elsewhere.summoned),
    ]
