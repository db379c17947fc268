"""Log lines: readable on a terminal, JSON elsewhere, without secrets, and not the same error every second."""

import logging
import sys
from collections.abc import Iterable
from types import TracebackType

from bot.logs.lines import SecretFreeFormatter, SteadyHandler
from bot.logs.secrets import hiding

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
