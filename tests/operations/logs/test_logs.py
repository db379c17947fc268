"""What is logged, and how it looks."""

import logging
import sys
import warnings
from datetime import datetime

import pytest
from structlog.contextvars import bound_contextvars

from bot.operations import logs
from tests.operations.logs.conftest import Lines, Shown

TOKEN = "123456:AAbb-CC_dd"
LIBRARY = logging.getLogger("some.library")


def fail(what: str) -> None:
    """An error."""
    raise ValueError(what)


def test_json(lines: Lines) -> None:
    """Into a file or a pipe goes an object a line, with the values of the place where it was logged."""
    logs.set_up("INFO")
    with bound_contextvars(update_id=7):
        LIBRARY.info("%d of\n%s", 3, "them", extra={"left": 4})
    (line,) = lines()
    assert datetime.fromisoformat(line.pop("timestamp")).tzinfo
    assert line == {
        "event": "3 of\nthem",
        "level": "info",
        "logger": "some.library",
        "left": 4,
        "update_id": 7,
    }


def test_a_terminal(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """There it is a line for people, and a traceback as Python shows it."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    logs.set_up("INFO")
    with bound_contextvars(update_id=7):
        try:
            fail("no")
        except ValueError:
            LIBRARY.exception("failed")
    line, *trace = shown().splitlines()
    assert all(word in line for word in ("error", "failed", "some.library", "update_id", "7"))
    assert trace[0] == "Traceback (most recent call last):"
    assert trace[-1] == "ValueError: no"


def test_tracebacks(lines: Lines) -> None:
    """In JSON the traceback is a value of its own, and no line break."""
    logs.set_up("INFO", [TOKEN])
    try:
        fail(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        LIBRARY.exception("failed", stack_info=True)
    (line,) = lines()
    assert line["event"] == "failed"
    assert line["exception"].endswith("ValueError: https://api.telegram.org/bot<token>/getMe")
    assert "test_tracebacks" in line["stack"]


def test_levels(lines: Lines) -> None:
    """What is less important than the level is left out; a later call has its way."""
    logs.set_up("WARNING")
    LIBRARY.info("quiet")
    logs.set_up("INFO")
    LIBRARY.info("loud")
    assert [line["event"] for line in lines()] == ["loud"]


def test_requests_are_not_logged(lines: Lines) -> None:
    """A line for every request would hide what matters, even when everything else is logged."""
    logs.set_up("DEBUG")
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org")
    logging.getLogger("telegram.ext").debug("an update, with what somebody writes")
    assert not lines()
    logging.getLogger("httpx").warning("trouble")
    assert [line["event"] for line in lines()] == ["trouble"]


def test_warnings(lines: Lines) -> None:
    """Python's own come by the same way, secrets hidden."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logs.set_up("INFO", [TOKEN])
        warnings.warn(f"{TOKEN} is old", UserWarning, stacklevel=1)
    (line,) = lines()
    assert line["logger"] == "py.warnings"
    assert "<token> is old" in line["event"]


def test_the_end(lines: Lines) -> None:
    """So does an error that ends the process."""
    logs.set_up("ERROR", [TOKEN])
    error = RuntimeError(f"bot{TOKEN}")
    sys.excepthook(RuntimeError, error, None)
    (line,) = lines()
    assert line["level"] == "critical"
    assert line["exception"] == "RuntimeError: bot<token>"


def test_what_cannot_be_logged(shown: Shown) -> None:
    """Words that do not fit their values are no reason to show what they are."""
    logs.set_up("INFO", [TOKEN])
    LIBRARY.warning("%d requests", TOKEN)
    assert shown().startswith("a line of some.library:")
    LIBRARY.info("%d requests", TOKEN)
    said = shown()
    assert said.startswith("a line of some.library:")
    assert TOKEN not in said
