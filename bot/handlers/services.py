"""What handlers work with."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from telegram.ext import CallbackContext, ExtBot

from bot.handlers.asked import Asked
from bot.handlers.last_topic import LastTopic
from bot.handlers.pace import Pace
from bot.handlers.sessions import Sessions
from bot.knowledge import Knowledge
from bot.matching import Matcher
from bot.reminders.plan import Planner
from bot.sending import Priority
from bot.status import Vitals
from bot.storage import FileIds, Store

Context: TypeAlias = CallbackContext[ExtBot[Priority], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
REMEMBERED_ANSWERS = 5_000


@dataclass
class Answered:
    """Which of the bot's messages answers which message of a person, so that an edited question changes it.

    Kept in memory, for the latest questions only: nothing is stored about a person.
    """

    _messages: OrderedDict[tuple[int, int], int] = field(default_factory=OrderedDict)

    def remember(self, chat: int, question: int, answer: int) -> None:
        """The message `answer` answers the message `question`."""
        self._messages[chat, question] = answer
        if len(self._messages) > REMEMBERED_ANSWERS:
            self._messages.popitem(last=False)

    def find(self, chat: int, question: int) -> int | None:
        """The message that answers `question`, if it is known."""
        return self._messages.get((chat, question))


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
    vitals: Vitals
    answered: Answered = field(default_factory=Answered)
    asked: Asked = field(default_factory=Asked)
    last_topic: LastTopic = field(default_factory=LastTopic)
    sessions: Sessions = field(default_factory=Sessions)
