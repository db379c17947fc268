"""Updates of one chat one after the other, of different chats at the same time."""

import asyncio
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, cast

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import BaseUpdateProcessor

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
