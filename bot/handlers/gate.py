"""What an update passes before anything reads it: order, repeats, and pace."""

import asyncio
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Container, Coroutine, Hashable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import partial
from typing import Any, TypeAlias, cast

from cachetools import LRUCache
from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, BaseUpdateProcessor

from bot.conversation.stopping import stop_asked
from bot.conversation.words import plain
from bot.handlers.context import Context
from bot.handlers.deliver import acknowledge, send
from bot.handlers.groups import is_addressed, without_mention
from bot.matching import Matcher, Urgent
from bot.reminders.wishes import Off, understand
from bot.views import welcome

BURST = 12
"""Messages and taps that are served at once; nobody reads faster."""
SECONDS_EACH = 2.0
"""Seconds until one more is served."""
TYPED = 0.25
"""Cost of an inline query, where a message costs 1: there is one for nearly every letter typed."""
SECONDS_ALIKE = 30.0
"""Seconds in which the same urgent message is answered once: its answer is still on the screen."""
REMEMBERED_PEOPLE = 10_000


class Verdict(Enum):
    """What to do with a message."""

    SERVE = "serve"
    WARN = "say once that it is too much"
    IGNORE = "say nothing"


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    warned: bool = False
    heard: dict[Hashable, float] = field(default_factory=dict)
    """When an urgent message of each kind was last let through."""


class Pace:
    """A token bucket per person, in memory, for the most recently active people."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` is monotonic, in seconds."""
        self._clock = clock
        self._buckets: LRUCache[int, _Bucket] = LRUCache(REMEMBERED_PEOPLE)

    def judge(self, person: int, cannot_wait: Callable[[], Hashable | None] = lambda: None) -> Verdict:
        """Count one more message of a person; `cannot_wait` is as for `lets_through`."""
        if self.spend(person) or self.lets_through(person, cannot_wait):
            return Verdict.SERVE
        bucket = self._buckets[person]
        if bucket.warned:
            return Verdict.IGNORE
        bucket.warned = True
        return Verdict.WARN

    def spend(self, person: int, cost: float = 1.0) -> bool:
        """Take `cost` messages from the person's bucket; False if there are not enough left."""
        now = self._clock()
        bucket = self._buckets.setdefault(person, _Bucket(BURST, now))
        bucket.left = min(BURST, bucket.left + (now - bucket.at) / SECONDS_EACH)
        bucket.at = now
        if bucket.left == BURST:
            bucket.warned = False
        if bucket.left < cost:
            return False
        bucket.left -= cost
        return True

    def lets_through(self, person: int, cannot_wait: Callable[[], Hashable | None]) -> bool:
        """Whether a message over the limit is served all the same: it is urgent, and no repetition.

        `cannot_wait` gives the kind of an urgent message, and None for any other.
        """
        now, heard, kind = self._clock(), self._buckets[person].heard, cannot_wait()
        if kind is None or now - heard.get(kind, -SECONDS_ALIKE) < SECONDS_ALIKE:
            return False
        heard[kind] = now
        return True


REMEMBERED_UPDATES = 10_000


class DuplicateUpdates:
    """The latest updates that this process has begun to handle."""

    def __init__(self) -> None:
        self._updates: LRUCache[int, bool] = LRUCache(REMEMBERED_UPDATES)
        self._words: LRUCache[tuple[int, int], int] = LRUCache(REMEMBERED_UPDATES)

    async def leave_out(self, update: Update, _: Context) -> None:
        """Drop an update that has come before; as updates of a chat are in order, it has been handled fully.

        Telegram also sends an edit when a message only got a preview or a reaction. Its text has been
        obeyed already, so that such an edit is dropped as well.
        """
        if update.update_id in self._updates:
            raise ApplicationHandlerStop
        self._updates[update.update_id] = True
        message = update.message or update.edited_message
        if isinstance(message, Message) and message.text is not None:
            words, place = hash(message.text), (message.chat.id, message.message_id)
            before, self._words[place] = self._words.get(place), words
            if update.edited_message and before == words:
                raise ApplicationHandlerStop


LONGEST_READ = 1_000
"""Characters read to see whether a message is urgent; more would make floods expensive."""

PressingKind: TypeAlias = tuple[str, ...]
"""Urgent messages with the same value get the same answer."""


def cannot_wait(matcher: Matcher, now: datetime, update: object) -> PressingKind | None:
    """What makes an update urgent, however many came before it: it ends reminders, or describes an alarm.

    None if it can wait. `now` is aware.
    """
    message = _message(update) if isinstance(update, Update) else None
    if message is None:
        return None
    said = without_mention(message, message.get_bot())[:LONGEST_READ]
    if said.startswith("/"):
        command, _, said = said.partition(" ")
        word = command.partition("@")[0].lower()
        if word == "/stop":
            return ("stop",)
        if word != "/ask":
            return None
    if isinstance(understand(said, now), Off) or stop_asked(plain(said)):
        return ("stop",)
    reply = matcher.reply(said)
    if not isinstance(reply, Urgent):
        return None
    sign = matcher.sign(said)
    return "alarm", reply.entry.id, sign.name if sign else ""


async def slow_down(
    pace: Pace, commands: Mapping[bool, Container[str]], update: Update, context: Context
) -> None:
    """Drop an update whose sender is too fast; the first time, tell them.

    `commands` are the names of the bot's commands in ordinary chats (False) and in admins' chats (True).
    """
    sender, tap = _sender(update), update.callback_query
    # Nowhere to say that it is too much.
    quiet = update.inline_query or update.guest_message or update.message_reaction
    message = _message(update)
    ours = commands[message.chat_id in context.admins] if message else ()
    if sender is None or not (tap or quiet or (message and is_addressed(message, context.bot, ours))):
        return
    kind = partial(cannot_wait, context.matcher, context.now(), update)
    if quiet:
        cost = TYPED if update.inline_query else 1
        if pace.spend(sender, cost) or pace.lets_through(sender, kind):
            return
        raise ApplicationHandlerStop
    verdict = pace.judge(sender, kind)
    if verdict is Verdict.SERVE:
        return
    if verdict is Verdict.WARN:
        if tap:
            await acknowledge(tap, welcome.SLOW_DOWN.html)
        elif message:
            await send(message, welcome.SLOW_DOWN)
    raise ApplicationHandlerStop


def _message(update: Update) -> Message | None:
    return update.message or update.edited_message or update.guest_message


def _sender(update: Update) -> int | None:
    """Who is slowed down: for anonymous admins and channels the chat, as all of them share one user id."""
    message = update.effective_message
    if message and message.sender_chat and not update.callback_query:
        return message.sender_chat.id
    return update.effective_user.id if update.effective_user else None


AT_ONCE = 64
"""Updates handled at the same time; most of them only wait for Telegram to take an answer. Groups have as
many places of their own: a group's twenty-first answer in a minute waits for long, and must not delay others.
"""
MOST_WAITING = 40
"""Updates of one chat that may wait for their turn; more are dropped. Messages in a group can come faster
than Telegram allows answers, which would go on for hours. Of urgent updates, one of each kind is kept.
"""


def _all_can_wait(_: object) -> None:
    return None


class ChatOrder(BaseUpdateProcessor):
    """Keeps the order within a chat: an edited question must not overtake the question.

    `handling` is a context for each update from its arrival to its end. `cannot_wait` gives the kind of an
    urgent update, which is never dropped, and None for any other.
    """

    def __init__(
        self,
        handling: Callable[[object], AbstractContextManager[Any]] = nullcontext,
        cannot_wait: Callable[[object], Hashable | None] = _all_can_wait,
    ) -> None:
        super().__init__(sys.maxsize)  # The base class counts those who wait for their turn, too.
        self._handling = handling
        self._cannot_wait = cannot_wait
        self._kept: set[tuple[int, Hashable]] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._slots_of_groups = asyncio.Semaphore(AT_ONCE)
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: Counter[int] = Counter()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's earlier updates, then handle this one."""
        with self._handling(update):
            await self._in_order(update, coroutine)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""

    async def _in_order(self, update: object, coroutine: Awaitable[Any]) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            async with self._slots:
                await coroutine
            return
        kept = None
        if self._waiting[chat.id] > MOST_WAITING:
            kept = (chat.id, self._cannot_wait(update))
            if kept[1] is None or kept in self._kept:
                cast("Coroutine[Any, Any, Any]", coroutine).close()  # or Python would warn that it never ran
                return
            self._kept.add(kept)
        self._waiting[chat.id] += 1
        slots = self._slots if chat.type == ChatType.PRIVATE else self._slots_of_groups
        try:
            async with self._locks.setdefault(chat.id, asyncio.Lock()), slots:
                await coroutine
        finally:
            if kept:
                self._kept.discard(kept)
            self._waiting[chat.id] -= 1
            if not self._waiting[chat.id]:
                del self._waiting[chat.id], self._locks[chat.id]
