"""Log lines: readable on a terminal, JSON elsewhere, without secrets, and not the same error every second."""

import json
import logging
import re
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote, quote_plus, unquote, urlsplit

__all__ = ["SecretFreeFormatter", "SteadyHandler", "hiding", "set_up"]

_LOGGER = logging.getLogger(__name__)


def set_up(level: str, secrets: Iterable[str] = ()) -> None:
    """Log to the standard error from this level on, in place of what any import has set up.

    Warnings of Python's and what ends the process are logged as well, so that none of it shows a secret.
    """
    handler = SteadyHandler(sys.stderr)
    handler.setFormatter(SecretFreeFormatter(secrets, readable=sys.stderr.isatty()))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    sys.excepthook = _log_the_end
    # A line for every request, with the token in it, and one for every second, tell an operator nothing.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)
    if level == "DEBUG":  # Whole updates, and whole rows: what people write belongs in no log.
        for name in ("telegram", "aiosqlite", "asyncio"):
            logging.getLogger(name).setLevel(logging.INFO)


def _log_the_end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _LOGGER.critical("the process ends with an error that nobody expected", exc_info=(kind, error, trace))


TOKEN = re.compile(r"([0-9]+):([A-Za-z0-9_-]+)")
HIDDEN = "<secret>"
HIDDEN_TOKEN = "<token>"  # noqa: S105 - this is what stands in its place
_SHORTEST = 5
"""Characters; a shorter secret occurs within words, and is hidden only in web addresses."""
_ANY_TOKEN = re.compile(r"(?i)\bbot[0-9]+(?::|%3a)[\w-]*")
_PASSWORD = re.compile(r"(?<=://)([^\s/:@?#'\"]*):[^\s/?#]+@")


def hiding(secrets: Iterable[str]) -> Callable[[str], str]:
    """A function that takes secrets out of texts: bots' tokens, passwords of addresses, and any other text.

    What looks like the token of a bot in a web address, whole or cut off, or like a password in one, is
    hidden whether it is known or not.
    """
    exact: dict[str, str] = {}
    bots: set[str] = set()
    for secret in secrets:
        token = TOKEN.fullmatch(secret)
        if token:
            if len(token[1]) >= _SHORTEST:  # or addresses and times would look like a part of it
                bots.add(token[1])
            exact |= dict.fromkeys((*_spellings(secret), token[2]), HIDDEN_TOKEN)
        else:
            parts = _parts(secret)
            exact |= {spelling: HIDDEN for part in parts for spelling in _spellings(part)}
    known = sorted((spelling for spelling in exact if len(spelling) >= _SHORTEST), key=len, reverse=True)
    whole = re.compile("|".join(map(re.escape, known)), re.IGNORECASE) if known else None
    cut_off = re.compile(rf"(?i)\b(?:{'|'.join(sorted(bots))})(?::|%3a)[\w-]+") if bots else None
    by_name = {spelling.casefold(): shown for spelling, shown in exact.items()}

    def hide(text: str) -> str:
        if whole:
            text = whole.sub(lambda found: by_name.get(found[0].casefold(), HIDDEN), text)
        if cut_off:
            text = cut_off.sub(HIDDEN_TOKEN, text)
        return _PASSWORD.sub(rf"\1:{HIDDEN}@", _ANY_TOKEN.sub(f"bot{HIDDEN_TOKEN}", text))

    return hide


def _parts(secret: str) -> Iterable[str]:
    """The password of an address, or the whole."""
    if "://" not in secret:
        return (secret,)
    try:
        password = urlsplit(secret).password
    except ValueError:  # no address after all
        return (secret,)
    return (password, unquote(password)) if password else ()


def _spellings(text: str) -> set[str]:
    """As it may stand in a web address, in JSON and in a program."""
    escaped = json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1], repr(text)[1:-1]
    return {text, quote(text), quote(text, safe=""), quote_plus(text), *escaped}


REST = 60.0
"""Seconds in which a line is written once."""
REMEMBERED = 500
"""Lines that are remembered; beyond that, the oldest is forgotten."""
_NUMBERS = re.compile(r"\d+")


@dataclass(slots=True)
class Held:
    """A line that was written, and how often it was suppressed since."""

    text: str
    until: float
    times: int = 0


class LogRepeats:
    """Which lines were written in the last minute; `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._held: OrderedDict[Hashable, Held] = OrderedDict()

    def __len__(self) -> int:
        """How many lines are remembered."""
        return len(self._held)

    def is_new(self, record: logging.LogRecord) -> bool:
        """Whether to write a line; otherwise it is counted. Lines below WARNING are always new."""
        if record.levelno < logging.WARNING:
            return True
        now, key = self._clock(), _key(record)
        held = self._held.get(key)
        if held and now < held.until:
            held.times += 1
            return False
        self._held[key] = Held(record.getMessage(), now + REST)
        self._held.move_to_end(key)
        if len(self._held) > REMEMBERED:
            self._held.popitem(last=False)
        return True

    def take(self) -> list[Held]:
        """The suppressed lines whose minute is over; they are new again."""
        now = self._clock()
        over = []
        while self._held and next(iter(self._held.values())).until <= now:
            _, held = self._held.popitem(last=False)
            if held.times:
                over.append(held)
        return over


def _key(record: logging.LogRecord) -> Hashable:
    """What makes two lines the same: the words, whatever numbers are in them, or where the error arose."""
    error = record.exc_info[1] if record.exc_info else None
    words = _NUMBERS.sub("#", record.getMessage())
    if error is None:
        return record.name, record.levelno, words
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace else None
    return record.name, record.levelno, words, type(error), place


if TYPE_CHECKING:
    from structlog.typing import Processor


class SecretFreeFormatter(logging.Formatter):
    """A line of JSON, or one for people, of any library's record, with what is bound to its context.

    Secrets are hidden in the finished line: in messages, exception texts, tracebacks and values alike.
    """

    def __init__(self, secrets: Iterable[str], *, readable: bool) -> None:
        super().__init__()
        self._hide = hiding(secrets)
        self._readable = readable

    def format(self, record: logging.LogRecord) -> str:
        """The line, with its traceback if it has one."""
        return self._hide(self._lines.format(record))

    @cached_property
    def _lines(self) -> logging.Formatter:
        # Loaded with the first line: most commands log none, and need not wait for it.
        from structlog import contextvars, dev, processors, stdlib  # noqa: PLC0415 - see above

        when = processors.TimeStamper(
            fmt="%Y-%m-%d %H:%M:%S" if self._readable else "iso", utc=not self._readable
        )
        shown: list[Processor] = (
            [dev.ConsoleRenderer(exception_formatter=dev.plain_traceback)]
            if self._readable
            else [processors.format_exc_info, processors.StackInfoRenderer(), processors.JSONRenderer()]
        )
        return stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                contextvars.merge_contextvars,
                stdlib.add_log_level,
                stdlib.add_logger_name,
                stdlib.ExtraAdder(),
                when,
            ],
            processors=[stdlib.ProcessorFormatter.remove_processors_meta, *shown],
        )


class SteadyHandler(logging.StreamHandler[TextIO]):
    """Writes each line, but the same warning or error at most once a minute, and then how often it came."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(stream)
        self.repeats = LogRepeats(clock)

    def emit(self, record: logging.LogRecord) -> None:
        """Called under the lock of the handler."""
        try:
            for held in self.repeats.take():
                super().emit(_again(held.text, held.times))
            if self.repeats.is_new(record):
                super().emit(record)
        except Exception:  # noqa: BLE001 - a record whose words do not fit its values
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging calls it so
        """Report a failure briefly: logging's own report shows the record, and so perhaps a secret."""
        with suppress(OSError, ValueError):
            error = type(sys.exc_info()[1]).__name__
            self.stream.write(f"a line of {record.name}:{record.lineno} could not be logged: {error}\n")


def _again(text: str, times: int) -> logging.LogRecord:
    grave = {"levelno": logging.WARNING, "levelname": "WARNING"}
    return logging.makeLogRecord(
        {"name": __name__, "msg": "again: %s", "args": (text,), "repeated": times, **grave}
    )
