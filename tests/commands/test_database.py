"""Which database the settings mean."""

from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.commands.database import database
from bot.settings import SettingsError, read_settings

ADDRESS = "postgresql+asyncpg://bot:se%40cret@db.example:5433/cramps"


def test_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without an address it is a file in DATA_DIR."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert database(read_settings()) == tmp_path / "bot.db"


def test_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address is taken apart, and its password is not shown by the settings."""
    monkeypatch.setenv("DATABASE_URL", ADDRESS)
    settings = read_settings()
    found = database(settings)
    assert isinstance(found, URL)
    assert (found.host, found.port, found.password, found.database) == (
        "db.example",
        5433,
        "se@cret",
        "cramps",
    )
    assert "%40" not in repr(settings)


def test_a_name_with_a_sign_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As some providers give out."""
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://bot%40server:secret@db.example/cramps")
    found = database(read_settings())
    assert isinstance(found, URL)
    assert (found.username, found.host) == ("bot@server", "db.example")


@pytest.mark.parametrize(
    "wrong",
    ["mysql://a/b", "postgresql://bot:secret@host/name", "postgresql+asyncpg://bot:secret@host:x/name"],
)
def test_a_wrong_address(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """It is refused with an example of a right one, and without what it says."""
    monkeypatch.setenv("DATABASE_URL", wrong)
    with pytest.raises(SettingsError, match=r"DATABASE_URL .*postgresql\+asyncpg://user") as raised:
        database(read_settings())
    assert "secret" not in str(raised.value)
