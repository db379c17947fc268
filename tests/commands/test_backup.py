"""`backup` and `restore`."""

import asyncio
from pathlib import Path

import pytest

from bot.storage import Store, open_engine, prepare
from tests.commands.conftest import Run
from tests.storage.plans import subscribe


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database, somebody in it."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))

    async def fill() -> None:
        engine = open_engine(tmp_path / "data" / "bot.db")
        await prepare(engine)
        await Store(engine).change(5, subscribe())
        await engine.dispose()

    asyncio.run(fill())
    return tmp_path / "data"


def test_there_and_back(run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both say what they have copied."""
    file = tmp_path / "bot.backup"
    made = run("backup", file)
    assert (made.status, made.err) == (0, "")
    assert made.out.startswith(f"{file}: 1 chats, ")
    assert ", 1 reminders" in made.out
    monkeypatch.setenv("DATA_DIR", str(data.parent / "other"))
    back = run("restore", file)
    assert (back.status, back.err) == (0, "")
    assert back.out == made.out.replace(str(file), f"restored from {file}")


def test_what_would_be_lost(run: Run, data: Path, tmp_path: Path) -> None:
    """Neither replaces anything without being told to."""
    assert data
    file = tmp_path / "bot.backup"
    run("backup", file)
    for command in ("backup", "restore"):
        refused = run(command, file)
        assert (refused.status, refused.out) == (1, "")
        assert "--force" in refused.err
        assert run(command, file, "--force").status == 0
