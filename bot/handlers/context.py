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
from bot.views.screen import Action, Screen, Tap

EDITABLE = timedelta(days=2)
"""How long Telegram lets people edit what they wrote."""
_ANSWER = "answered"


def note_answer(question: int, answer: int) -> Note:
    """The message `answer` answers the message `question`."""
    return Note(_ANSWER, str(answer), EDITABLE, about=question)


@dataclass(frozen=True)
class Answered:
    """Which message of the bot answers which message."""

    memory: Memory

    async def remember(self, chat: int, question: int, answer: int) -> None:
        """The message `answer` answers the message `question`."""
        await self.memory.put(chat, note_answer(question, answer))

    async def forget(self, chat: int, question: int) -> None:
        """Forget the answer to `question`, whose text has changed."""
        answer = await self.find(chat, question)
        if answer:
            await self.memory.drop(chat, note_answer(question, answer))

    async def find(self, chat: int, question: int) -> int | None:
        """The id of the message that answers `question`, if it is still known."""
        answer = await self.memory.get(chat, _ANSWER, question)
        return int(answer) if answer else None


PATIENCE = timedelta(hours=1)
"""How long a message counts as the answer to "where do you live?"."""
_NOTE = Note("asked", "", PATIENCE)


@dataclass(frozen=True)
class Asked:
    """Chats that were asked where they live. If this is lost, the plan still shows that a zone is missing."""

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
    """The question behind each recent answer, anonymised, so that a 👎 can keep it for the editor."""

    _asked: LRUCache[tuple[int, int], str] = field(default_factory=lambda: LRUCache(REMEMBERED_ANSWERS))

    def remember(self, chat: int, answer: int, question: str) -> None:
        """The bot's message `answer` now answers this question."""
        self._asked[chat, answer] = question

    def forget(self, chat: int) -> None:
        """All questions of a chat."""
        for key in [key for key in self._asked if key[0] == chat]:
            del self._asked[key]

    def take(self, chat: int, answer: int) -> str | None:
        """The question, the first time only: one 👎 is enough for the editor."""
        return self._asked.pop((chat, answer), None)


WRITTEN_EVERY = timedelta(minutes=1)
"""How long counts may stay in memory."""
MOST_QUESTIONS = 1_000
"""Questions held until they are stored; more than this in a minute is a flood."""


class Outcome(StrEnum):
    """How a question ended, or how an entry was opened; the values are stored."""

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
    """Buffers usage counts and questions without a good answer, which are stored once a minute."""

    def __init__(self, notebook: Notebook, now: Callable[[], datetime]) -> None:
        """`now` returns aware times."""
        self._notebook = notebook
        self._now = now
        self._uses: Counter[Use] = Counter()
        self._questions: list[tuple[str, Ending, datetime]] = []

    def count(self, outcome: Outcome, entry: str = "") -> None:
        """Count an outcome; `entry` is the id of the entry that was shown, if one was."""
        self._uses[Use(self._now().astimezone(UTC).date(), entry, outcome.value)] += 1

    def keep(self, question: str, ending: Ending) -> None:
        """Keep an anonymised question for the editor, unless no word is left of it."""
        if any(map(str.isalpha, question)) and len(self._questions) < MOST_QUESTIONS:
            self._questions.append((question, ending, self._now()))

    async def flush(self) -> None:
        """Store everything; what cannot be stored stays in the buffer."""
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
    """The parts that handlers work with; they live as long as the application."""

    library: Library
    store: Store
    notebook: Notebook
    tally: Tally
    planner: Callable[[], Planner]
    """A planner for the present moment."""
    now: Callable[[], datetime]
    """Aware."""
    sleep: Callable[[float], Awaitable[None]]
    """Takes seconds."""
    file_ids: FileIds
    help: Screen
    """The answer to /help; made from the table of commands, which imports all handlers."""
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
    """By chat and album: True once it was answered, or the task that answers an album without words."""
    untold: set[int] = field(default_factory=set)
    """Chats that still have to be told that an answer could not be delivered."""
    admins: frozenset[int] = frozenset()
    """Chats of the people who run the bot."""
    contact: str = ""
    """How to reach the people who run the bot."""


class Context(Services, CallbackContext[ExtBot[Priority], dict[Any, Any], dict[Any, Any], Services]):
    """python-telegram-bot's context of one update, with the parts of the bot as attributes.

    The matcher is the one at the beginning of the update, even if the knowledge is reloaded meanwhile.
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
        """The knowledge that the matcher answers from."""
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
    """What to send, the answer first, and the acts to remember for it."""

    screens: tuple[Screen, ...]
    acts: tuple[Act, ...] = ()


def changing(screen: Screen, kind: Kind | None, *more: Screen, zone_asked: bool = False) -> Spoken:
    """A change to the reminders, remembered with the button that takes it back."""
    undo = undo_of(screen)
    acts = (Changed(undo, kind, zone_asked),) if undo or kind else ()
    return Spoken((screen, *more), acts)


def undo_of(screen: Screen) -> str:
    """The data of the button that takes a change back; "" if the screen has none."""
    buttons = (button for row in screen.rows for button in row)
    data = (str(button.callback_data) for button in buttons if button.callback_data)
    return next((each for each in data if each.startswith(_TAKES_BACK)), "")
