"""What handlers work with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias

from telegram.ext import CallbackContext, ExtBot

from bot.delivery.message_queue import Priority
from bot.handlers.chat_memory import Answered, Asked, LastTopic, Latest, Questions, Tally
from bot.handlers.countdowns import Sessions
from bot.handlers.lookups import Lookups
from bot.handlers.pace import Pace
from bot.knowledge import Knowledge
from bot.matching import Matcher
from bot.operations.live_knowledge import Library
from bot.operations.metrics import Vitals
from bot.reminders.plan import Planner
from bot.storage import FileIds, Memory, Notebook, Store
from bot.views.screen import Screen

Context: TypeAlias = CallbackContext[ExtBot[Priority], dict[Any, Any], dict[Any, Any], dict[Any, Any]]


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
    sessions: Sessions
    vitals: Vitals
    questions: Questions = field(default_factory=Questions)
    lookups: Lookups = field(default_factory=Lookups)
    albums: Latest = field(default_factory=Latest)
    """By chat and album: True when it was answered, or the task that will answer it if it has no words."""
    untold: set[int] = field(default_factory=set)
    """Chats that do not know yet that an answer could not be delivered to them."""
    admins: frozenset[int] = frozenset()
    """Chats of those who look after the bot."""
    held: Matcher | None = None
    """What one update is answered from, though the files are read anew meanwhile."""

    @property
    def matcher(self) -> Matcher:
        """The one of the moment, or the one that is held on to."""
        return self.held or self.library.matcher

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

    @property
    def last_topic(self) -> LastTopic:
        """What each chat reads about."""
        return LastTopic(self.memory)

    def of_this_moment(self) -> "Services":
        """The same parts, holding on to the knowledge as it is now."""
        return replace(self, held=self.library.matcher)
