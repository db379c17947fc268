"""Log lines, without the token."""

import logging
from urllib.parse import quote

import pytest

from bot import logs

TOKEN = "123456:AAbb-CC_dd"
SECRET = "AAbb-CC_dd"


def log_somewhere(name: str, level: int, message: str, *arguments: object) -> None:
    """What some library says."""
    logging.getLogger(name).log(level, message, *arguments)


@pytest.mark.parametrize(
    "written",
    [
        f"GET https://api.telegram.org/bot{TOKEN}/getMe",
        f"GET https://api.telegram.org/file/bot{TOKEN}/photo.jpg",
        f"bot{quote(TOKEN, safe='')}",
        f"bot{quote(TOKEN, safe='').lower().replace('aabb-cc_dd', SECRET)}",
        f"token={TOKEN!r}",
        f"the secret part alone: {SECRET}",
        f"{TOKEN}{TOKEN}",
    ],
)
def test_messages(capsys: pytest.CaptureFixture[str], written: str) -> None:
    """However it is written, and whether it comes in the message or its arguments, the token is hidden."""
    logs.set_up("INFO", TOKEN)
    log_somewhere("some.library", logging.INFO, written.replace("%", "%%"))
    log_somewhere("some.library", logging.INFO, "%s", written)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    for line in lines:
        assert " INFO some.library: " in line
        assert "<token>" in line
        assert SECRET not in line


def fail_at_request() -> None:
    """What httpx says when it cannot."""
    raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")


def test_tracebacks(capsys: pytest.CaptureFixture[str]) -> None:
    """It is hidden in exceptions, in what caused them, and in the lines of the traceback."""
    logs.set_up("INFO", TOKEN)
    try:
        try:
            fail_at_request()
        except ValueError as error:
            raise RuntimeError(f"bot{quote(TOKEN, safe='')} failed") from error  # 123456:AAbb-CC_dd
    except RuntimeError:
        logging.getLogger("bot").exception("failed")
    shown = capsys.readouterr().err
    assert "Traceback (most recent call last)" in shown
    assert "ValueError: https://api.telegram.org/bot<token>/getMe" in shown
    assert "RuntimeError: bot<token> failed" in shown
    assert SECRET not in shown


def test_stacks(capsys: pytest.CaptureFixture[str]) -> None:
    """The same where a library logs its stack."""
    logs.set_up("INFO", TOKEN)
    logging.getLogger("some.library").info("here", stack_info=True)  # 123456:AAbb-CC_dd
    shown = capsys.readouterr().err
    assert "Stack (most recent call last)" in shown
    assert SECRET not in shown


def test_requests_are_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for every request would hide what matters, even when everything else is logged."""
    logs.set_up("DEBUG", TOKEN)
    log_somewhere(
        "httpx", logging.INFO, "HTTP Request: POST https://api.telegram.org/bot%s/getUpdates", TOKEN
    )
    assert not capsys.readouterr().err
    log_somewhere("httpx", logging.WARNING, "trouble with https://api.telegram.org/bot%s/getUpdates", TOKEN)
    assert "trouble with https://api.telegram.org/bot<token>/getUpdates" in capsys.readouterr().err


def test_levels(capsys: pytest.CaptureFixture[str]) -> None:
    """What is less important than the level is left out; a later call has its way."""
    logs.set_up("WARNING", TOKEN)
    log_somewhere("bot", logging.INFO, "quiet")
    logs.set_up("INFO", TOKEN)
    log_somewhere("bot", logging.INFO, "loud")
    shown = capsys.readouterr().err
    assert "quiet" not in shown
    assert shown.count("loud") == 1


def test_without_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    """Commands that have no token to hide log all the same."""
    logs.set_up("WARNING")
    log_somewhere("bot", logging.WARNING, "plain as day")
    assert capsys.readouterr().err.endswith(" WARNING bot: plain as day\n")
