"""The knowledge of the moment, and how it follows its files."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from bot.knowledge import Changes, Fingerprint, KnowledgeError, Problem, changes, fingerprint
from bot.matching import Matcher

Reread: TypeAlias = Callable[[Matcher], Matcher]
"""Makes the matcher for what the folder of another one says now; raises a KnowledgeError. Takes seconds."""

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
    """Holds the matcher that answers, until the files make another one."""

    def __init__(self, matcher: Matcher, reread: Reread) -> None:
        self.matcher = matcher
        """The one of the moment."""
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
        """What changed when something last did."""
        return self._latest

    async def look(self) -> LibraryNews | None:
        """Read the files if they have changed; returns what came of it, if that is news.

        Editors write a file in several steps: what is not as at the last look, or changes while it is read,
        is left to the next.
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
        """Read the files at once, whatever state they are in."""
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
