"""What an update passes before anything reads it: order, repeats, pace, and whether it is for the bot."""

import asyncio
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Container, Coroutine, Hashable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias, cast

from telegram import Bot, Message, Update
from telegram.constants import ChatType, MessageEntityType
from telegram.ext import ApplicationHandlerStop, BaseUpdateProcessor

from bot.conversation.stopping import stop_asked
from bot.conversation.words import plain
from bot.handlers.chat_memory import Latest
from bot.handlers.context import Context
from bot.handlers.deliver import acknowledge, send
from bot.handlers.pace import TYPED, Verdict
from bot.matching import Matcher, Urgent
from bot.reminders.wishes import Off, understand
from bot.views import welcome


def is_addressed(message: Message, bot: Bot, commands: Container[str] = ()) -> bool:
    """True for all of a private chat; in a group for the bot's `commands`, its name, and replies to it.

    An answer that somebody has chosen in inline mode is no message to the bot.
    """
    if message.via_bot and message.via_bot.id == bot.id:
        return False
    if message.chat.type == ChatType.PRIVATE:
        return True
    command = _command(message)
    if command:
        word, _, name = command.partition("@")
        if name:
            return f"@{name}" == bot.name.lower()
        return word in commands
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot.id:
        return True
    return bool(_mentions(message, bot))


def without_mention(message: Message, bot: Bot) -> str:
    """The text of a message without the bot's name, which is no part of a question."""
    text = message.text or message.caption or ""
    for mention in _mentions(message, bot):
        text = text.replace(mention, " ")
    return text


def _command(message: Message) -> str:
    """The command that a message begins with, in lower case and without its slash."""
    first = next(iter(message.entities), None)
    if first is None or first.type != MessageEntityType.BOT_COMMAND or first.offset:
        return ""
    return message.parse_entity(first).lower().removeprefix("/")


def _mentions(message: Message, bot: Bot) -> list[str]:
    wanted: list[str | None] = [MessageEntityType.MENTION]
    mentions = message.parse_entities(wanted) | message.parse_caption_entities(wanted)
    return [mention for mention in mentions.values() if mention.lower() == bot.name.lower()]


REMEMBERED_UPDATES = 10_000


class DuplicateUpdates:
    """What this process has begun to handle, the latest of it."""

    def __init__(self) -> None:
        self._updates = Latest(REMEMBERED_UPDATES)
        self._words = Latest(REMEMBERED_UPDATES)

    async def leave_out(self, update: Update, _: Context) -> None:
        """Stop an update here that has come before; one of a chat has then been handled to its end.

        Telegram also sends an edit when a message has only got a preview or a reaction: its words have been
        read, and to obey them again would do something twice.
        """
        if self._updates.put(update.update_id, True):
            raise ApplicationHandlerStop
        message = update.message or update.edited_message
        if isinstance(message, Message) and message.text is not None:
            words = hash(message.text)
            before = self._words.put((message.chat.id, message.message_id), words)
            if update.edited_message and before == words:
                raise ApplicationHandlerStop


LONGEST_READ = 1_000
"""Characters of a message that are read only to see whether it can wait: a flood costs little time."""

PressingKind: TypeAlias = tuple[str, ...]
"""What makes two messages that cannot wait the same: they are answered alike."""


def cannot_wait(matcher: Matcher, now: datetime, update: object) -> PressingKind | None:
    """Why an update must be heard however many came before it: it ends reminders, or describes an alarm.

    None for all others. `now` is aware.
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


async def slow_down(commands: Mapping[bool, Container[str]], update: Update, context: Context) -> None:
    """Stop the update here when its sender is too fast; tell them the first time.

    `commands` are the bot's, by whether the chat is of somebody who looks after it.
    """
    sender, tap = _sender(update), update.callback_query
    quiet = update.inline_query or update.guest_message  # Nowhere to say that it is too much.
    message = _message(update)
    ours = commands[message.chat_id in context.admins] if message else ()
    if sender is None or not (tap or quiet or (message and is_addressed(message, context.bot, ours))):
        return
    kind = partial(cannot_wait, context.matcher, context.now(), update)
    if quiet:
        cost = TYPED if update.inline_query else 1
        if context.pace.spend(sender, cost) or context.pace.lets_through(sender, kind):
            return
        raise ApplicationHandlerStop
    verdict = context.pace.judge(sender, kind)
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
    """Who is slowed: a chat that something is written in the name of, because all of those share one user."""
    message = update.effective_message
    if message and message.sender_chat and not update.callback_query:
        return message.sender_chat.id
    return update.effective_user.id if update.effective_user else None


AT_ONCE = 64
"""Updates in the works; most of them only wait for Telegram to take an answer. Those of groups have as many
places of their own: a group's twenty-first answer in a minute waits for long, and keeps nobody else waiting.
"""
MOST_WAITING = 40
"""Updates of one chat that wait for their turn. What comes on top is dropped: a group's messages may come
faster than it may be answered, and would be answered for hours after. What cannot wait is
kept, once of a kind.
"""


def _all_can_wait(_: object) -> None:
    return None


class ChatOrder(BaseUpdateProcessor):
    """Keeps the order within a chat: an edited question must not overtake the question.

    `handling` is entered with an update when it arrives, and left when it has been dealt with. `cannot_wait`
    gives the kind of an update that is never dropped, and None for any other.
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
