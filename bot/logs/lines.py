"""How a log record becomes a line, and where it goes."""

import logging
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from bot.logs.repeats import Repeats
from bot.logs.secrets import hiding

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
        self.repeats = Repeats(clock)

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
        """Say so in few words: logging's own way shows the record, and so perhaps a secret."""
        with suppress(OSError, ValueError):
            error = type(sys.exc_info()[1]).__name__
            self.stream.write(f"a line of {record.name}:{record.lineno} could not be logged: {error}\n")


def _again(text: str, times: int) -> logging.LogRecord:
    grave = {"levelno": logging.WARNING, "levelname": "WARNING"}
    return logging.makeLogRecord(
        {"name": __name__, "msg": "again: %s", "args": (text,), "repeated": times, **grave}
    )
