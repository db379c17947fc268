"""What is said when secrets are in the settings; `tests/leaks.py` looks at everything else that is said."""

from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.commands.conftest import Run, folder, run
from tests.secrets import PASSWORD, TOKEN

__all__ = ["folder", "run"]

ADDRESS = f"postgresql+asyncpg://bot:{quote(PASSWORD, safe='')}@127.0.0.1:1/cramps"
WRONG = [
    f"postgresql+asyncpg://bot:{PASSWORD}@127.0.0.1:1/cramps",
    f"postgresql+asyncpg://bot:{PASSWORD}@[::1/cramps",
    f"postgresql+asyncpg://{PASSWORD}",
    f"postgresql+asyncpg://bot@127.0.0.1:{PASSWORD}/cramps",
    f"postgres://bot:{PASSWORD}@127.0.0.1/cramps",
    f"sqlite:///{PASSWORD}",
    PASSWORD,
]
NO_TOKENS = [
    TOKEN.replace(":", " "),
    f"{TOKEN}!",
    f"bot {TOKEN}",
    TOKEN.partition(":")[2],
    f"{TOKEN}\n{TOKEN}",
]


@pytest.fixture(autouse=True)
def _settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)


@pytest.mark.parametrize("command", ["stats", "unanswered"])
@pytest.mark.parametrize("address", [ADDRESS, *WRONG], ids=count())
def test_the_password_of_a_database(
    run: Run, monkeypatch: pytest.MonkeyPatch, address: str, command: str
) -> None:
    """A server that is not there, and an address that cannot be read, are named without it."""
    monkeypatch.setenv("DATABASE_URL", address)
    finished = run(command)
    assert finished.status == (1 if address == ADDRESS else 78)
    for secret in (PASSWORD, quote(PASSWORD, safe=""), *PASSWORD.replace("@", "/").split("/")[1:]):
        assert secret not in finished.out + finished.err


@pytest.mark.parametrize("wrong", NO_TOKENS, ids=count())
def test_a_token_that_is_none(run: Run, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """It is not repeated: half of it may be right."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", wrong)
    finished = run("run")
    assert finished.status == 78
    assert "TELEGRAM_BOT_TOKEN is not a token" in finished.err
    assert TOKEN.partition(":")[2] not in finished.err


@pytest.mark.parametrize("name", ["telegram_api_url", "admin_chat_ids", "log_level", "http_client"])
def test_a_secret_in_the_wrong_place(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What stands behind another setting by mistake is not repeated either."""
    monkeypatch.setenv(name.upper(), TOKEN)
    finished = run("run")
    assert finished.status == 78
    assert name.upper() in finished.err
    assert TOKEN.partition(":")[2] not in finished.err
