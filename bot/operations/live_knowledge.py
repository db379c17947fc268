"""Reloads the knowledge when its files change."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from bot.knowledge import Changes, Fingerprint, KnowledgeError, Problem, changes, fingerprint
from bot.matching import Matcher

Reread: TypeAlias = Callable[[Matcher], Matcher]
"""Rebuilds a matcher from its folder; takes seconds, and raises KnowledgeError."""

_P = TypeVar("_P")
_R = TypeVar("_R")

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Renewed:
    """The files were read; `mended` when they could not be used the last time."""

    changes: Changes
    mended: bool


@dataclass(frozen=True)
class Broken:
    """The files cannot be used; everything goes on with what was read before."""

    problems: tuple[Problem, ...]


LibraryNews: TypeAlias = Renewed | Broken


class Library:
    """Holds the current matcher."""

    def __init__(self, matcher: Matcher, reread: Reread) -> None:
        self.matcher = matcher
        """The current one."""
        self._reread = reread
        self._reading = asyncio.Lock()
        # Always the same thread: each keeps the memory that it once needed, and building takes much of it.
        self._thread = ThreadPoolExecutor(1, "library")
        # Not yet known, so that what was written while the process started is read soon.
        self._seen: Fingerprint | None = None
        self._tried: Fingerprint | None = None
        self._problems: tuple[Problem, ...] = ()
        self._latest = Changes()

    @property
    def latest(self) -> Changes:
        """The most recent change."""
        return self._latest

    async def look(self) -> LibraryNews | None:
        """Reload the files if they have changed; returns the result if it is news.

        Editors write a file in several steps: files that have changed since the last look, or change while
        they are read, are left to the next look.
        """
        async with self._reading:
            files = await self._files()
            at_rest, self._seen = files == self._seen, files
            if not at_rest or files == self._tried:
                return None
            self._tried = files
            found, known = await self._read(), self._problems
            if await self._files() != files:
                return None
            reading = self._take(found)
        if isinstance(reading, Broken):
            return reading if reading.problems != known else None
        return reading if reading.changes or reading.mended else None

    async def read(self) -> LibraryNews:
        """Reload the files at once."""
        async with self._reading:
            self._seen = self._tried = await self._files()
            return self._take(await self._read())

    async def _files(self) -> Fingerprint:
        return await self._in_thread(fingerprint, self.matcher.knowledge.folder)

    async def _read(self) -> Matcher | KnowledgeError:
        try:
            return await self._in_thread(self._reread, self.matcher)
        except KnowledgeError as error:
            return error

    async def _in_thread(self, work: Callable[[_P], _R], what: _P) -> _R:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, what)

    def _take(self, found: Matcher | KnowledgeError) -> LibraryNews:
        if isinstance(found, KnowledgeError):
            self._problems = found.problems
            _LOGGER.warning("the knowledge stays as it was, until this is put right:\n%s", found)
            return Broken(found.problems)
        made = changes(self.matcher.knowledge, found.knowledge)
        reading = Renewed(made, mended=bool(self._problems))
        self.matcher, self._problems = found, ()
        if made:
            self._latest = made
            _LOGGER.info("the knowledge was read anew: %s", made)
        return reading
