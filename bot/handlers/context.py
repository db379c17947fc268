"""What handlers work with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from telegram.ext import Application, CallbackContext, ExtBot

from bot.conversation.acts import LastActs
from bot.delivery.message_queue import Priority
from bot.handlers.chat_memory import Answered, Asked, Latest, Questions, Tally
from bot.handlers.countdowns import Sessions, Watches
from bot.handlers.lookups import Lookups
from bot.handlers.pace import Pace
from bot.knowledge import Knowledge
from bot.matching import Matcher
from bot.operations.live_knowledge import Library
from bot.operations.metrics import Vitals
from bot.reminders.plan import Planner
from bot.storage import FileIds, Memory, Notebook, Store
from bot.views.screen import Screen


@dataclass(frozen=True)
class Services:
    """The parts that answers are made of; one for the life of an application."""

    library: Library
    pace: Pace
    store: Store
    notebook: Notebook
    tally: Tally
    planner: Callable[[], Planner]
    """Plans from the present moment on."""
    now: Callable[[], datetime]
    """Aware."""
    sleep: Callable[[float], Awaitable[None]]
    """For so many seconds."""
    file_ids: FileIds
    help: Screen
    """What /help says; made from the table of commands, which knows all handlers."""
    memory: Memory
    acts: LastActs
    """What the bot has just done in each chat."""
    sessions: Sessions
    vitals: Vitals
    watches: Watches = field(default_factory=Watches)
    questions: Questions = field(default_factory=Questions)
    lookups: Lookups = field(default_factory=Lookups)
    albums: Latest = field(default_factory=Latest)
    """By chat and album: True when it was answered, or the task that will answer it if it has no words."""
    untold: set[int] = field(default_factory=set)
    """Chats that do not know yet that an answer could not be delivered to them."""
    admins: frozenset[int] = frozenset()
    """Chats of those who look after the bot."""
    contact: str = ""
    """How to reach whoever runs the bot."""


class Context(Services, CallbackContext[ExtBot[Priority], dict[Any, Any], dict[Any, Any], Services]):
    """One update's context: python-telegram-bot's own, with the parts on it.

    What is answered comes from the knowledge at its beginning, though the files are read anew meanwhile.
    """

    matcher: Matcher

    def __init__(
        self, application: "BotApplication", chat_id: int | None = None, user_id: int | None = None
    ) -> None:
        CallbackContext.__init__(self, application, chat_id, user_id)
        services = application.bot_data
        vars(self).update(vars(services), matcher=services.library.matcher)

    @property
    def knowledge(self) -> Knowledge:
        """What the matcher finds."""
        return self.matcher.knowledge

    @property
    def answered(self) -> Answered:
        """Which message answers which."""
        return Answered(self.memory)

    @property
    def asked(self) -> Asked:
        """Who was asked where they are."""
        return Asked(self.memory)


BotApplication: TypeAlias = Application[
    ExtBot[Priority], Context, dict[Any, Any], dict[Any, Any], Services, None
]
