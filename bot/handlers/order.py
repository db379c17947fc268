"""Updates of one chat one after the other, of different chats at the same time."""

import asyncio
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 64
"""Updates in the works; most of them only wait for Telegram to take an answer."""


class ChatOrder(BaseUpdateProcessor):
    """Keeps the order within a chat: an edited question must not overtake the question.

    `handling` is entered with an update when it arrives, and left when it has been dealt with.
    """

    def __init__(self, handling: Callable[[object], AbstractContextManager[Any]] = nullcontext) -> None:
        super().__init__(sys.maxsize)  # The base class counts those who wait for their turn, too.
        self._handling = handling
        self._slots = asyncio.Semaphore(AT_ONCE)
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
        self._waiting[chat.id] += 1
        try:
            async with self._locks.setdefault(chat.id, asyncio.Lock()), self._slots:
                await coroutine
        finally:
            self._waiting[chat.id] -= 1
            if not self._waiting[chat.id]:
                del self._waiting[chat.id], self._locks[chat.id]
