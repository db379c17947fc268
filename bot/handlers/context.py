"""What handlers work with: the context of an update, and what is remembered of a chat for a while."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from cachetools import LRUCache
from telegram.ext import Application, CallbackContext, ExtBot

from bot.conversation.acts import Act, Changed, LastActs
from bot.delivery.message_queue import Priority
from bot.handlers.countdowns import Sessions, Watches
from bot.knowledge import Knowledge
from bot.matching import Matcher
from bot.operations.live_knowledge import Library
from bot.operations.metrics import Vitals
from bot.reminders.kinds import Kind
from bot.reminders.plan import Planner
from bot.storage import Ending, FileIds, Memory, Note, Notebook, Store, Use, Watched
from bot.views.buttons import Action, Tap
from bot.views.screen import Screen

EDITABLE = timedelta(days=2)
"""How long Telegram lets people edit what they wrote."""
_ANSWER = "answered"


def note_answer(question: int, answer: int) -> Note:
    """The message `answer` answers the message `question`."""
    return Note(_ANSWER, str(answer), EDITABLE, about=question)


@dataclass(frozen=True)
class Answered:
    """The answers to the latest questions."""

    memory: Memory

    async def remember(self, chat: int, question: int, answer: int) -> None:
        """The message `answer` answers the message `question`."""
        await self.memory.put(chat, note_answer(question, answer))

    async def forget(self, chat: int, question: int) -> None:
        """`question` is no longer what it was."""
        answer = await self.find(chat, question)
        if answer:
            await self.memory.drop(chat, note_answer(question, answer))

    async def find(self, chat: int, question: int) -> int | None:
        """The message that answers `question`, if it is known."""
        answer = await self.memory.get(chat, _ANSWER, question)
        return int(answer) if answer else None


PATIENCE = timedelta(hours=1)
"""How long what somebody writes may be the answer."""
_NOTE = Note("asked", "", PATIENCE)


@dataclass(frozen=True)
class Asked:
    """The open questions; when one is lost, whoever waits for a first reminder is still known."""

    memory: Memory

    async def remember(self, chat: int) -> None:
        """The chat is asked."""
        await self.memory.put(chat, _NOTE)

    async def forget(self, chat: int) -> None:
        """The chat has answered, or gone on to something else."""
        await self.memory.drop(chat, _NOTE)

    async def is_open(self, chat: int) -> bool:
        """Whether the question waits for an answer."""
        return await self.memory.get(chat, _NOTE.kind) is not None


REMEMBERED_ANSWERS = 5_000
REMEMBERED_ALBUMS = 1_000


@dataclass
class Questions:
    """In memory, for the latest answers, and already without the person."""

    _asked: LRUCache[tuple[int, int], str] = field(default_factory=lambda: LRUCache(REMEMBERED_ANSWERS))

    def remember(self, chat: int, answer: int, question: str) -> None:
        """The bot's message `answer` is about this question, and about no other from now on."""
        self._asked[chat, answer] = question

    def forget(self, chat: int) -> None:
        """All questions of a chat."""
        for key in [key for key in self._asked if key[0] == chat]:
            del self._asked[key]

    def take(self, chat: int, answer: int) -> str | None:
        """The question, once: of all who did not find the answer helpful, one is enough for the editor."""
        return self._asked.pop((chat, answer), None)


WRITTEN_EVERY = timedelta(minutes=1)
"""How long it may stay in memory."""
MOST_QUESTIONS = 1_000
"""Until they are written down; more than that in a minute are nobody's questions."""


class Outcome(StrEnum):
    """How people come to an entry, or do not; the values are stored."""

    ANSWER = "answer"
    URGENT = "urgent"
    SUGGEST = "suggest"
    UNKNOWN = "unknown"
    CHOSEN = "chosen"
    """Of what was suggested."""
    OPENED = "opened"
    """By a button or a command."""
    LINK = "link"


class Tally:
    """Counts what is used, and holds the questions without a good answer, until they are written down."""

    def __init__(self, notebook: Notebook, now: Callable[[], datetime]) -> None:
        """`now` gives aware times."""
        self._notebook = notebook
        self._now = now
        self._uses: Counter[Use] = Counter()
        self._questions: list[tuple[str, Ending, datetime]] = []

    def count(self, outcome: Outcome, entry: str = "") -> None:
        """Once more; `entry` is the id of what was shown, if that was something of the knowledge."""
        self._uses[Use(self._now().astimezone(UTC).date(), entry, outcome.value)] += 1

    def keep(self, question: str, ending: Ending) -> None:
        """Keep a question, which is anonymous already, for the editor; one without a word says nothing."""
        if any(map(str.isalpha, question)) and len(self._questions) < MOST_QUESTIONS:
            self._questions.append((question, ending, self._now()))

    async def flush(self) -> None:
        """Write everything down; what cannot be written stays."""
        uses, self._uses = self._uses, Counter()
        questions, self._questions = self._questions, []
        try:
            await self._notebook.add_uses(uses)
            uses = Counter()
            while questions:
                await self._notebook.keep(*questions[0])
                del questions[0]
        finally:
            self._uses += uses
            self._questions = [*questions, *self._questions][:MOST_QUESTIONS]


@dataclass(frozen=True)
class Services:
    """The parts that answers are made of; one for the life of an application."""

    library: Library
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
    watched: Watched
    """Cramps that are looked after, also by other processes."""
    watches: Watches = field(default_factory=Watches)
    questions: Questions = field(default_factory=Questions)
    albums: LRUCache[tuple[int, str], bool | asyncio.Task[None]] = field(
        default_factory=lambda: LRUCache(REMEMBERED_ALBUMS)
    )
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


_TAKES_BACK = (f"{Action.UNDO.value}:", f"{Tap.UNDONE}:", f"{Tap.AWAKE}:")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Screens, the first of which is the answer, and the acts that go with them."""

    screens: tuple[Screen, ...]
    acts: tuple[Act, ...] = ()


def changing(screen: Screen, kind: Kind | None, *more: Screen, zone_asked: bool = False) -> Spoken:
    """A change that was made, and what takes it back; without a way back it is no change."""
    undo = undo_of(screen)
    acts = (Changed(undo, kind, zone_asked),) if undo or kind else ()
    return Spoken((screen, *more), acts)


def undo_of(screen: Screen) -> str:
    """What the button of a screen carries that takes back what it tells; "" if there is none."""
    buttons = (button for row in screen.rows for button in row)
    data = (str(button.callback_data) for button in buttons if button.callback_data)
    return next((each for each in data if each.startswith(_TAKES_BACK)), "")
