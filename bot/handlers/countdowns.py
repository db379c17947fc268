"""The guided stretches that are running."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from bot.storage import Memory, Note
from bot.views.screen import Screen


class Watches:
    """What this process does later by itself, unless it ends before."""

    def __init__(self) -> None:
        self._tasks: dict[tuple[int, datetime], asyncio.Task[None]] = {}

    def begin(self, chat: int, due: datetime, watch: Callable[[], Coroutine[None, None, None]]) -> None:
        """Let one wait for its moment in a chat, unless it does already."""
        key = chat, due
        if key not in self._tasks:
            task = self._tasks[key] = asyncio.create_task(watch(), name="watch")
            task.add_done_callback(lambda _: self._tasks.pop(key, None))

    def close(self) -> None:
        """Nothing more of it."""
        for task in self._tasks.values():
            task.cancel()


_KIND = "countdown"
_LONGEST = timedelta(minutes=15)
"""Of a countdown, from its beginning to its end."""
_WRITING = Note("writing", "", timedelta(seconds=15))
"""While a process changes the message. One that has died does not hold up another for longer."""
_LOOKS, _APART = 15, 0.2
"""How often, and after how many seconds, it is looked whether another process has ended to write."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What is shown while the seconds are counted down; moments are seconds since the beginning."""

    running: Callable[[int], Screen | None]
    """None when it is over."""
    paused: Callable[[int], Screen | None]
    """How to go on, when it ends before that; None when it is over."""
    finish: Callable[[int], Awaitable[Screen]]
    """Does in a chat what is to be done at the end, and returns the last words."""


@dataclass(eq=False, slots=True)
class Session:
    """One that runs in a message."""

    chat: int
    message: int
    guide: Guide
    began: datetime
    """When its first step began, or would have begun, if it went on in the middle."""
    pictured: bool = False
    """Whether the message has a picture."""
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while the message is written, so that the last word is not overtaken by a countdown."""
    name: str = field(default_factory=lambda: uuid4().hex)
    task: asyncio.Task[None] | None = None

    @property
    def note(self) -> Note:
        """By which other processes know of it."""
        return Note(_KIND, f"{self.message}/{self.name}", _LONGEST)

    def elapsed(self, now: datetime) -> float:
        """Seconds since the beginning."""
        return (now - self.began).total_seconds()

    def running(self, now: datetime) -> Screen | None:
        """What is to be seen now; None when it is over."""
        return self.guide.running(round(self.elapsed(now)))

    def paused(self, now: datetime) -> Screen | None:
        """What is to be seen if it ends now; None when it is over."""
        return self.guide.paused(round(self.elapsed(now)))


@dataclass(frozen=True, slots=True)
class Ended:
    """One that ran until now."""

    message: int
    session: Session | None
    """If it ran in this process."""


class Sessions:
    """At most one a chat. What is needed to go on stands in the buttons.

    The one of a chat is noted in a memory that other processes may share: when its note has been dropped or
    replaced, it has been ended elsewhere.
    """

    def __init__(self, memory: Memory, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._memory = memory
        self._sleep = sleep
        self._running: dict[int, Session] = {}

    async def begin(self, session: Session, countdown: Coroutine[None, None, None]) -> None:
        """Let one run in a chat in which none does."""
        await self._memory.put(session.chat, session.note)
        self._running[session.chat] = session
        session.task = asyncio.create_task(countdown, name="stretch")
        session.task.add_done_callback(lambda _: self._forget(session))

    @asynccontextmanager
    async def writing(self, session: Session) -> AsyncIterator[bool]:
        """Alone with the message of a session; False when it has been ended elsewhere."""
        async with session.writing:
            # Who ends it elsewhere drops the note first and looks for this one then: one of the two sees the
            # other, and the last word is not overtaken.
            await self._memory.put(session.chat, _WRITING)
            try:
                yield await self._memory.holds(session.chat, session.note)
            finally:
                await self._memory.drop(session.chat, _WRITING)

    async def end(self, chat: int, message: int | None = None) -> Ended | None:
        """End the one of a chat, or only if it runs in this message; nothing more is written for it then."""
        session = self._running.get(chat)
        if session and not await self._memory.holds(chat, session.note):  # ended elsewhere
            await self._cancel(session)
            session = None
        noted = session.note.value if session else await self._memory.get(chat, _KIND)
        where = int(noted.partition("/")[0]) if noted else 0
        if noted is None or message not in {None, where}:
            return None
        await self._memory.drop(chat, Note(_KIND, noted, _LONGEST))
        await (self._cancel(session) if session else self._written(chat))
        return Ended(where, session)

    async def over(self, session: Session) -> None:
        """It has come to its own end."""
        self._forget(session)
        await self._memory.drop(session.chat, session.note)

    async def close(self) -> list[Session]:
        """End all that run in this process; returns those."""
        ended = [await self.end(chat, session.message) for chat, session in list(self._running.items())]
        return [each.session for each in ended if each and each.session]

    async def _cancel(self, session: Session) -> None:
        async with session.writing:
            self._forget(session)
            if session.task:
                session.task.cancel()

    async def _written(self, chat: int) -> None:
        """Wait until the other process does not write, but not for long: it may have died."""
        for _ in range(_LOOKS):
            if await self._memory.get(chat, _WRITING.kind) is None:
                return
            await self._sleep(_APART)

    def _forget(self, session: Session) -> None:
        if self._running.get(session.chat) is session:
            del self._running[session.chat]
