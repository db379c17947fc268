"""What handlers work with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from telegram.ext import CallbackContext, ExtBot

from bot.handlers.answered import Answered
from bot.handlers.asked import Asked
from bot.handlers.last_topic import LastTopic
from bot.handlers.pace import Pace
from bot.handlers.sessions import Sessions
from bot.knowledge import Knowledge
from bot.matching import Matcher
from bot.reminders.plan import Planner
from bot.sending import Priority
from bot.storage import Memory, Store

Context: TypeAlias = CallbackContext[ExtBot[Priority], dict[Any, Any], dict[Any, Any], dict[Any, Any]]


@dataclass(frozen=True)
class Services:
    """The parts that answers are made of; one for the life of an application."""

    knowledge: Knowledge
    matcher: Matcher
    pace: Pace
    store: Store
    planner: Callable[[], Planner]
    """Plans from the present moment on."""
    now: Callable[[], datetime]
    """Aware."""
    sleep: Callable[[float], Awaitable[None]]
    """For so many seconds."""
    memory: Memory
    sessions: Sessions

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
