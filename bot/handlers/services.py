"""What handlers work with."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from telegram.ext import CallbackContext, ExtBot

from bot.handlers.answered import Answered
from bot.handlers.asked import Asked
from bot.handlers.last_topic import LastTopic
from bot.handlers.lookups import Lookups
from bot.handlers.pace import Pace
from bot.handlers.sessions import Sessions
from bot.knowledge import Knowledge
from bot.matching import Matcher
from bot.reminders.plan import Planner
from bot.sending import Priority
from bot.storage import FileIds, Memory, Store

Context: TypeAlias = CallbackContext[ExtBot[Priority], dict[Any, Any], dict[Any, Any], dict[Any, Any]]


async def nothing_counted() -> Iterable[str]:
    """For a bot that does not count what is asked."""
    return ()


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
    file_ids: FileIds
    memory: Memory
    sessions: Sessions
    lookups: Lookups = field(default_factory=Lookups)
    most_asked: Callable[[], Awaitable[Iterable[str]]] = nothing_counted
    """Ids of entries, those first that are asked most; it may leave out any, and name some that are gone."""

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
