"""What handlers work with."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from telegram.ext import CallbackContext, ExtBot

from bot.handlers.pace import Pace
from bot.knowledge import Knowledge
from bot.matching import Matcher

Context: TypeAlias = CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
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
    answered: Answered = field(default_factory=Answered)
