"""Tests of bot.cli."""

import asyncio
import io
import os
import re
import sys
import tomllib
from argparse import Namespace
from asyncio.subprocess import PIPE
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.cli import main, parser
from bot.errors import BotError
from tests.knowledge.folders import GOOD, write

PROJECT = Path(__file__).parent.parent
COMMANDS = [
    "run",
    "chat",
    "ask",
    "check",
    "evaluate",
    "unanswered",
    "stats",
    "doctor",
    "backup",
    "restore",
]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Namespace], int]], None]:
    """Puts something else in the place of the command `check`."""

    def put(run: Callable[[Namespace], int]) -> None:
        monkeypatch.setitem(sys.modules, "bot.commands.check", SimpleNamespace(run=run))

    return put


def test_every_command_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """With a line of what it does."""
    with pytest.raises(SystemExit) as raised:
        main(["--help"])
    assert raised.value.code == 0
    listed = capsys.readouterr().out
    assert all(re.search(rf"^ +{command}\s+\w", listed, re.MULTILINE) for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without doing anything."""
    with pytest.raises(SystemExit) as raised:
        main([command, "--help"])
    assert raised.value.code == 0
    assert f"python -m bot {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "COMMAND"),
        (["asc"], "there is no command asc: did you mean ask?"),
        (["Evaluate", "x.jsonl"], "there is no command Evaluate: did you mean evaluate?"),
        (["dance"], "there is no command dance: the commands are run, chat, ask, check,"),
        (["evaluate", "--typos", "x"], "--typos: `x` is not a whole number"),
        (["evaluate", "--worst", "-1"], "--worst: `-1` is not a whole number, 0 or more"),
        (["stats", "--days", "many"], "--days: `many` is not a whole number from 1 to 400"),
        (["check", "--knowledge"], "expected one argument"),
        (["chat", "--port", "65536"], "--port: `65536` is not a whole number from 0 to 65535"),
        (["chat", "--web", "--port", "x"], "--port: `x` is not a whole number from 0 to 65535"),
        (["chat", "--port", "8090"], "--port is the port of the page: say --web too"),
        (["run", "fast"], "unrecognized arguments: fast"),
    ],
)
def test_what_is_not_understood_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the status that programs expect for it."""
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2
    assert said in capsys.readouterr().err


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """It is that of the package."""
    with pytest.raises(SystemExit) as raised:
        main(["--version"])
    assert raised.value.code == 0
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert capsys.readouterr().out == f"{project['name']} {project['version']}\n"


def test_options_arrive(check: Callable[[Callable[[Namespace], int]], None]) -> None:
    """At the command, and its status comes back."""
    seen: list[Namespace] = []

    def run(asked: Namespace) -> int:
        seen.append(asked)
        return 3

    check(run)
    assert main(["check", "--schema", "--knowledge", "some/folder"]) == 3
    assert (seen[0].schema, seen[0].knowledge) == (True, Path("some/folder"))
    assert parser().parse_args(["evaluate", "f.jsonl", "--typos", "7"]).typos == 7


def test_what_the_person_can_put_right_is_one_message(
    check: Callable[[Callable[[Namespace], int]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """On the standard error, with status 1 and no traceback."""

    def run(_: Namespace) -> int:
        raise BotError("file.yaml:3: put this right")

    check(run)
    assert main(["check"]) == 1
    assert capsys.readouterr() == ("", "file.yaml:3: put this right\n")


def test_an_error_in_the_program_is_not_hidden(check: Callable[[Callable[[Namespace], int]], None]) -> None:
    """It has a traceback, for whoever can put it right."""

    def run(_: Namespace) -> int:
        raise ZeroDivisionError

    check(run)
    with pytest.raises(ZeroDivisionError):
        main(["check"])


def test_an_interruption_is_quiet(
    check: Callable[[Callable[[Namespace], int]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The status is the one that shells give it."""

    def run(_: Namespace) -> int:
        raise KeyboardInterrupt

    check(run)
    assert main(["check"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_terminal_that_lacks_a_character_is_no_error(
    check: Callable[[Callable[[Namespace], int]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It shows a question mark."""

    def run(_: Namespace) -> int:
        print("• shoes →")  # noqa: T201 - as a command does
        return 0

    check(run)
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="ascii"))
    assert main(["check"]) == 0
    assert shown.getvalue() == b"? shoes ?\n"


async def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    """As in `| head`."""
    folder = write(tmp_path / "know", GOOD)
    reading, writing = os.pipe()
    os.close(reading)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "ask", "--json", "--knowledge", str(folder)),
        stdin=PIPE,
        stdout=writing,
        stderr=PIPE,
        cwd=PROJECT,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
    )
    os.close(writing)
    async with asyncio.timeout(60):
        _, complaints = await process.communicate(b"shoes\n" * 20)
    assert (process.returncode, complaints) == (0, b"")
