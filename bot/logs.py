"""Log lines, without the token."""

import logging
import sys
from urllib.parse import quote

_HIDDEN = "<token>"


class TokenFreeFormatter(logging.Formatter):
    """Hides the token wherever it appears: in messages, exception texts and tracebacks, of any library."""

    def __init__(self, token: str) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")
        self._spellings = {token, quote(token, safe=""), token.partition(":")[2]} - {""}

    def format(self, record: logging.LogRecord) -> str:
        """The line, with its traceback if it has one."""
        line = super().format(record)
        for spelling in sorted(self._spellings, key=len, reverse=True):
            line = line.replace(spelling, _HIDDEN)
        return line


def set_up(level: str, token: str = "") -> None:
    """Log to the standard error from this level on, in place of what any import has set up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(TokenFreeFormatter(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # A line for every request, with the token in it, and one for every second, tell an operator nothing.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    if level == "DEBUG":  # Whole updates: what people write belongs in no log.
        logging.getLogger("telegram").setLevel(logging.INFO)
