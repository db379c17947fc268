"""Writes what became of reminders."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.storage import Claim, Queue, Settled

Key = TypeVar("Key")

_LOGGER = logging.getLogger(__name__)


class NotSettledError(Exception):
    """The database has failed, which is logged; what was claimed comes up again when its lease ends."""


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Key]):
    key: Key
    settled: Callable[[Claim], Settled]
    written: asyncio.Future[bool]


class Settling(Generic[Key]):
    """One transaction for all that has become known while the last one was written.

    A fast bot so settles many at once, and a slow one each at once. `claims` are those under way; nobody else
    changes them who does not hold `leases`.
    """

    def __init__(self, queue: Queue, claims: dict[Key, Claim], leases: asyncio.Lock) -> None:
        self._queue = queue
        self._claims = claims
        self._leases = leases
        self._waiting: list[_Entry[Key]] = []
        self._writing: asyncio.Task[None] | None = None

    async def settle(self, key: Key, settled: Callable[[Claim], Settled]) -> None:
        """Settle a reminder under its latest lease, and forget its claim; raises NotSettledError."""
        entry = _Entry(key, settled, asyncio.get_running_loop().create_future())
        self._waiting.append(entry)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        if not await entry.written:
            raise NotSettledError

    async def _write(self) -> None:
        try:
            while self._waiting:
                async with self._leases:
                    entries, self._waiting = self._waiting, []
                    done = await self._settle(entries)
                for entry in entries:
                    if not entry.written.done():
                        entry.written.set_result(done)
        finally:
            self._writing = None

    async def _settle(self, entries: list[_Entry[Key]]) -> bool:
        try:
            await self._queue.settle([entry.settled(self._claims.pop(entry.key)) for entry in entries])
        except Exception:
            _LOGGER.exception(
                "%d reminders could not be settled; their leases bring them up again", len(entries)
            )
            return False
        return True
