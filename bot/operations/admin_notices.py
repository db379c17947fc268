"""Tells admins of errors and of edits of the knowledge."""

import asyncio
import logging
import traceback
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path

from cachetools import FIFOCache
from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

import bot
from bot.delivery.message_queue import Priority
from bot.operations.live_knowledge import Broken, Library, LibraryNews, Renewed
from bot.views.admin import OTHER, ErrorKind, broken_screen, errors_screen, renewed_screen
from bot.views.screen import Screen


class Allowance:
    """A limit on how often something may happen in a length of time; `now` is monotonic, in seconds."""

    def __init__(self, times: int, within: timedelta) -> None:
        self._within = within.total_seconds()
        self._spent: deque[float] = deque(maxlen=times)

    def has_some(self, now: float) -> bool:
        """Whether it may happen once more."""
        return len(self._spent) < (self._spent.maxlen or 0) or now - self._spent[0] >= self._within

    def since_last(self, now: float) -> float:
        """Seconds."""
        return now - self._spent[-1] if self._spent else float("inf")

    def spend(self, now: float) -> None:
        """It happens."""
        self._spent.append(now)


PENDING = 50
"""Kinds of errors that wait to be reported; further ones are counted together."""
REMEMBERED = 200
"""Kinds of errors that are remembered as reported."""

_PACKAGE = Path(bot.__file__).parent
_CARRIERS = (_PACKAGE / "delivery", _PACKAGE / "operations", _PACKAGE / "handlers" / "deliver.py")
"""Modules that every request goes through, which say nothing about its cause."""


class ErrorLog(logging.Handler):
    """Counts logged errors, from any thread, by their kind; keeps none of their text."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._counts: Counter[ErrorKind] = Counter()
        self._told: FIFOCache[ErrorKind, None] = FIFOCache(REMEMBERED)

    def emit(self, record: logging.LogRecord) -> None:
        """Called under the lock of the handler."""
        kind = _kind(record)
        self._counts[kind if kind in self._counts or len(self._counts) < PENDING else OTHER] += 1

    @property
    def waiting(self) -> bool:
        """Whether there is anything to report."""
        return bool(self._counts)

    @property
    def has_new_kind(self) -> bool:
        """Whether there is a kind that was not reported before, or long ago."""
        with self._locked():
            return any(kind not in self._told for kind in self._counts)

    def take(self) -> dict[ErrorKind, tuple[int, bool]]:
        """What to report: how often each kind occurred, and whether it was reported before."""
        with self._locked():
            taken = {kind: (count, kind in self._told) for kind, count in self._counts.items()}
            self._counts.clear()
            self._told.update(dict.fromkeys(taken))
        return taken

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.acquire()
        try:
            yield
        finally:
            self.release()


@contextmanager
def listening(errors: ErrorLog) -> Iterator[None]:
    """Counts what is logged anywhere in the process, until the end of the block."""
    root = logging.getLogger()
    root.addHandler(errors)
    try:
        yield
    finally:
        root.removeHandler(errors)


def _kind(record: logging.LogRecord) -> ErrorKind:
    """The type of the exception, and the innermost line of the bot's code, transport modules aside."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return ErrorKind("Error", _shown(record.pathname, record.lineno))
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [place for place in frames if _PACKAGE in Path(place[0]).parents]
    origin = [place for place in ours if not any(Path(place[0]).is_relative_to(one) for one in _CARRIERS)]
    file, line = (origin or ours or frames or [(record.pathname, record.lineno)])[-1]
    return ErrorKind(type(error).__name__, _shown(file, line))


def _shown(file: str, line: int) -> str:
    path = Path(file)
    shown = path.relative_to(_PACKAGE.parent) if _PACKAGE in path.parents else Path(*path.parts[-2:])
    return f"{shown.as_posix()}:{line}"


EVERY = 2.0
"""Seconds between two looks; an edit is read once two looks see the same."""
_HOUR = timedelta(hours=1)
_ERRORS = 4
"""Notices of errors per hour."""
_EDITS = 12
"""Notices of edits per hour: enough for an editor, too few for a runaway program to flood anyone."""
_AGAIN = 900.0
"""Seconds after which errors of a known kind are reported again."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_LOGGER = logging.getLogger(__name__)


class Keeper:
    """Reloads edited files, and sends notices to the admins; `monotonic` is in seconds."""

    def __init__(
        self,
        library: Library,
        errors: ErrorLog,
        bot: ExtBot[Priority],
        admins: frozenset[int],
        monotonic: Callable[[], float],
    ) -> None:
        self._library = library
        self._errors = errors
        self._bot = bot
        self._admins = admins
        self._monotonic = monotonic
        self._for_errors = Allowance(_ERRORS, _HOUR)
        self._for_edits = Allowance(_EDITS, _HOUR)
        self._news: LibraryNews | None = None

    async def tick(self) -> None:
        """Look at the files, and report what may be reported now; never raises an error."""
        try:
            self._news = await self._library.look() or self._news
            await self._tell()
        except Exception:
            _LOGGER.exception("the files could not be looked after; the next try follows")

    async def _tell(self) -> None:
        now = self._monotonic()
        if self._news and self._for_edits.has_some(now):
            news, self._news = self._news, None
            self._for_edits.spend(now)
            await self._send(_screen(news), silent=isinstance(news, Renewed))
        if self._errors.waiting and self._for_errors.has_some(now):
            waited = self._for_errors.since_last(now) >= _AGAIN
            if waited or self._errors.has_new_kind:
                self._for_errors.spend(now)
                await self._send(errors_screen(self._errors.take()))

    async def _send(self, screen: Screen, *, silent: bool = False) -> None:
        """Send to every admin who can be reached; an undeliverable notice is not reported in turn."""
        for admin in self._admins:
            try:
                await self._bot.send_message(
                    admin,
                    screen.html,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=_NO_PREVIEW,
                    disable_notification=silent,
                    rate_limit_args=Priority.REMINDER,
                )
            except TelegramError as error:
                _LOGGER.warning("an admin could not be told: %s", error)


@asynccontextmanager
async def keeping(keeper: Keeper, sleep: Callable[[float], Awaitable[None]]) -> AsyncIterator[None]:
    """Looks every few seconds, until the end of the block."""

    async def keep() -> None:
        while True:
            await sleep(EVERY)
            await keeper.tick()

    task = asyncio.create_task(keep(), name="upkeep")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _screen(reading: LibraryNews) -> Screen:
    if isinstance(reading, Broken):
        return broken_screen(reading.problems)
    return renewed_screen(reading.changes, mended=reading.mended)
