"""Errors as they are logged, by kind, until somebody is told of them."""

import logging
import traceback
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bot
from bot.views.upkeep import OTHER, ErrorKind

PENDING = 50
"""Kinds that wait to be told; more are counted together."""
REMEMBERED = 200
"""Kinds that have been told."""

_PACKAGE = Path(bot.__file__).parent
_CARRIERS = (_PACKAGE / "sending", _PACKAGE / "status", _PACKAGE / "handlers" / "deliver.py")
"""What every request goes through: it says nothing of what was sent."""


class ErrorLog(logging.Handler):
    """Counts what is logged as an error, in whichever thread; keeps its kind, and nothing that it says."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._counts: Counter[ErrorKind] = Counter()
        self._told: OrderedDict[ErrorKind, None] = OrderedDict()

    def emit(self, record: logging.LogRecord) -> None:
        """Called under the lock of the handler."""
        kind = _kind(record)
        self._counts[kind if kind in self._counts or len(self._counts) < PENDING else OTHER] += 1

    @property
    def waiting(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self._counts)

    @property
    def has_new_kind(self) -> bool:
        """Whether there is anything to tell of a kind that was not told before, or long ago."""
        with self._locked():
            return any(kind not in self._told for kind in self._counts)

    def take(self) -> dict[ErrorKind, tuple[int, bool]]:
        """What there is to tell: how often, and whether the kind was told before. It counts as told now."""
        with self._locked():
            taken = {kind: (count, kind in self._told) for kind, count in self._counts.items()}
            self._counts.clear()
            for kind in taken:
                self._told[kind] = None
                self._told.move_to_end(kind)
            while len(self._told) > REMEMBERED:
                self._told.popitem(last=False)
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
    """Let it hear what is logged anywhere in the process."""
    root = logging.getLogger()
    root.addHandler(errors)
    try:
        yield
    finally:
        root.removeHandler(errors)


def _kind(record: logging.LogRecord) -> ErrorKind:
    """The type of the exception, and where the bot last had a hand in it, but for those who only carry."""
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
