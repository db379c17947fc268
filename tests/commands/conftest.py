"""The command line, called in this process."""

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TypeAlias

import pytest

from bot.cli import main
from bot.matching.cache import cache_folder
from bot.matching.encoders import Linguist
from bot.storage import Notebook, open_engine
from tests.knowledge.folders import GOOD, write


@dataclass(frozen=True)
class Finished:
    """What a command has left behind."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it has printed, line by line."""
        return self.out.split("\n")[:-1]


Run: TypeAlias = Callable[..., Finished]
"""Runs a command with arguments, and with lines of bytes as its input."""
Note: TypeAlias = Callable[[Callable[[Notebook], Awaitable[None]]], None]
"""Lets the bot of the settings write into its notebook."""


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where is kept what was learnt, between the commands; what ships has been learnt before."""
    home = tmp_path_factory.mktemp("cache")
    if cache_folder().is_dir():
        shutil.copytree(cache_folder(), home / cache_folder().name)
    return home


@pytest.fixture(autouse=True)
def _cache_of_the_tests(monkeypatch: pytest.MonkeyPatch, cache_home: Path, linguist: Linguist) -> None:
    """Nor is the language loaded for every command."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    monkeypatch.setattr("bot.matching.build.load_linguist", lambda: linguist)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge folder with nothing wrong in it."""
    return write(tmp_path / "know", GOOD)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line."""

    def run(*arguments: str | Path, stdin: Iterable[bytes] = ()) -> Finished:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stdin))
        status = main([str(argument) for argument in arguments])
        return Finished(status, *capsys.readouterr())

    return run


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty folder in which the settings have the database."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("DATA_DIR", str(folder))
    return folder


@pytest.fixture
def note(data: Path, empty_database: Path) -> Note:
    """A notebook that the commands read."""
    file = Path(shutil.copy(empty_database, data / "bot.db"))

    def note(write: Callable[[Notebook], Awaitable[None]]) -> None:
        async def writing() -> None:
            engine = open_engine(file)
            await write(Notebook(engine))
            await engine.dispose()

        asyncio.run(writing())

    return note
