"""The guided stretches that are running."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime

from bot.views.screen import Screen


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
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while the message is written, so that the last word is not overtaken by a countdown."""
    task: asyncio.Task[None] | None = None

    def elapsed(self, now: datetime) -> float:
        """Seconds since the beginning."""
        return (now - self.began).total_seconds()

    def running(self, now: datetime) -> Screen | None:
        """What is to be seen now; None when it is over."""
        return self.guide.running(round(self.elapsed(now)))

    def paused(self, now: datetime) -> Screen | None:
        """What is to be seen if it ends now; None when it is over."""
        return self.guide.paused(round(self.elapsed(now)))


class Sessions:
    """At most one a chat. In memory: what is needed to go on stands in the buttons."""

    def __init__(self) -> None:
        self._running: dict[int, Session] = {}

    def find(self, chat: int, message: int) -> Session | None:
        """The one that runs in a message."""
        session = self._running.get(chat)
        return session if session and session.message == message else None

    def begin(self, session: Session, countdown: Coroutine[None, None, None]) -> None:
        """Let one run in a chat in which none does."""
        self._running[session.chat] = session
        session.task = asyncio.create_task(countdown, name="stretch")
        session.task.add_done_callback(lambda _: self._forget(session))

    async def end(self, chat: int) -> Session | None:
        """End the one of a chat; returns it, and nothing more is written for it then."""
        session = self._running.get(chat)
        if session is None:
            return None
        async with session.writing:
            self._forget(session)
            if session.task:
                session.task.cancel()
        return session

    async def close(self) -> list[Session]:
        """End all of them; returns those."""
        ended = [await self.end(chat) for chat in list(self._running)]
        return [session for session in ended if session]

    def _forget(self, session: Session) -> None:
        if self._running.get(session.chat) is session:
            del self._running[session.chat]
