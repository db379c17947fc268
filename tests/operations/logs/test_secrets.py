"""Secrets are hidden wherever they appear."""

import json
import logging
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.operations import logs
from bot.operations.logs import hiding
from tests.operations.logs.conftest import Shown

TOKEN = "123456:AAbb-CC_dd"
SECRET = "AAbb-CC_dd"
PASSWORD = 's3cr:t/"ö w@rd'
ADDRESS = f"postgresql+asyncpg://bot:{quote(PASSWORD, safe='')}@db.example/cramps"


@pytest.mark.parametrize(
    "written",
    [
        f"GET https://api.telegram.org/bot{TOKEN}/getMe",
        f"GET https://api.telegram.org/file/bot{TOKEN}/photo.jpg",
        f"bot{quote(TOKEN, safe='')}",
        f"bot{quote(TOKEN, safe='').lower()}",
        f"token={TOKEN!r}",
        f"the secret part alone: {SECRET}",
        f"{TOKEN}{TOKEN}",
        "cut off: https://api.telegram.org/bot123456:AAbb-C",
        "cut off: 123456%3AAAbb-C",
        "another bot's: /bot987654:ZZyy/getMe",
    ],
)
@pytest.mark.parametrize("terminal", [True, False])
def test_messages(shown: Shown, monkeypatch: pytest.MonkeyPatch, written: str, terminal: bool) -> None:
    """However it is written, and whether it comes in the words, the values or the context, it is hidden."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    logs.set_up("INFO", [TOKEN])
    library = logging.getLogger("some.library")
    library.info(written)
    library.info("%s", written)
    library.info("that", extra={"url": written})
    lines = shown().splitlines()
    assert len(lines) == 3
    for line in lines:
        assert "<token>" in line
        assert "AAbb" not in line
        assert "ZZyy" not in line


def fail(what: str) -> None:
    """An error."""
    raise ValueError(what)


def test_causes(shown: Shown) -> None:
    """It is hidden in exceptions, in what caused them, and in the lines of the traceback."""
    logs.set_up("INFO", [TOKEN])
    try:
        try:
            fail(f"https://api.telegram.org/bot{TOKEN}/getMe")
        except ValueError as error:
            raise RuntimeError(f"bot{quote(TOKEN, safe='')} failed") from error  # 123456:AAbb-CC_dd
    except RuntimeError:
        logging.getLogger("bot").exception("failed")
    said = shown()
    assert "ValueError: https://api.telegram.org/bot<token>/getMe" in said
    assert "RuntimeError: bot<token> failed" in said
    assert SECRET not in said


@pytest.mark.parametrize(
    "written",
    [
        f"cannot connect to {ADDRESS}",
        f"password authentication failed: {PASSWORD}",
        json.dumps({"password": PASSWORD}),
        json.dumps({"password": PASSWORD}, ensure_ascii=False),
        repr(PASSWORD),
        quote_plus(PASSWORD),
    ],
)
def test_passwords(written: str) -> None:
    """The password of an address is hidden, the address itself is not."""
    said = hiding([ADDRESS])(written)
    assert "<secret>" in said
    assert "rd" not in said.replace("password", "")
    assert hiding([ADDRESS])("db.example/cramps by bot") == "db.example/cramps by bot"


def test_passwords_that_nobody_has_told() -> None:
    """In any web address, such as a proxy's."""
    assert hiding([])("by http://me:pw@proxy:3128/") == "by http://me:<secret>@proxy:3128/"
    assert hiding([])("http://proxy:3128/a@b, me:pw@x") == "http://proxy:3128/a@b, me:pw@x"


def test_short_secrets() -> None:
    """They are parts of words, and hidden in addresses only."""
    hide = hiding(["postgresql+asyncpg://bot:bot@db/bot", ""])
    assert hide("the bot at postgresql+asyncpg://bot:bot@db") == (
        "the bot at postgresql+asyncpg://bot:<secret>@db"
    )


def test_nothing_to_hide() -> None:
    """Other texts stay as they are."""
    text = "12:30 123456 robots: bot 123: 1:2, https://api.telegram.org:443/x@y"
    assert hiding([TOKEN, ADDRESS, "a-webhook-secret"])(text) == text


@given(st.text(max_size=40), st.text(max_size=40), st.text(min_size=12, max_size=30))
def test_any_secret(before: str, after: str, secret: str) -> None:
    """Whatever stands around it, and however it is written."""
    hide = hiding([f"{secret}."])  # A text that is no address, and no token
    for written in (f"{secret}.", quote(f"{secret}.", safe=""), json.dumps(f"{secret}.")[1:-1]):
        assert written not in hide(before + written + after)


@pytest.mark.parametrize("text", ["127.0.0.1:20495 refuses", "set back by 1:59:29", "at 21:30:01, 1:1"])
def test_addresses_and_times(text: str) -> None:
    """They are no parts of a token, however short its number is."""
    assert hiding(["1:local"])(text) == text
