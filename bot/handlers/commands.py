"""All commands, a row for each: from here come routes, menus, /help, and what is slowed down in groups."""

from collections.abc import Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass
from enum import Flag, auto
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

from bot.handlers import admin, cramp, panel, privacy, questions, reminded, routine, topics, welcome, wishes
from bot.handlers.context import Context
from bot.views.screen import Screen
from bot.views.welcome import HelpAbout, help_screen

CommandHandling: TypeAlias = Callable[[Update, Context], Coroutine[Any, Any, None]]


class Shown(Flag):
    """In which of Telegram's menus a command stands."""

    NOWHERE = 0
    PRIVATE = auto()
    GROUPS = auto()
    GROUP_ADMINS = auto()
    """Only they can set the reminders of a group."""
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
    """Whether only those who look after the bot have it, in their chats."""


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
    """The commands of a chat, with those for who looks after the bot or without."""
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
