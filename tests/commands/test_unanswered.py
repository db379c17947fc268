"""Tests of bot.commands.unanswered."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.knowledge import load
from bot.storage import Ending, Notebook, open_engine
from bot.storage.tables import metadata
from bot.views.usage import LATELY
from tests.commands.conftest import Note, Run
from tests.knowledge.folders import FEET, FEET_FILE, write

NOTHING = ["Nothing is unanswered so far.", LATELY]
NOW = datetime(2026, 3, 1, tzinfo=UTC)


async def boots(book: Notebook) -> None:
    """What people have asked."""
    for question, ending in (
        ("are my boots too tight", Ending.UNKNOWN),
        ("boots too tight?", Ending.NONE_OF_THESE),
        ("boots too tight?", Ending.UNKNOWN),
        ("my landlord: is he rude?", Ending.UNKNOWN),
    ):
        await book.keep(question, ending, NOW)


def test_like_questions_are_one_group(run: Run, folder: Path, note: Note) -> None:
    """The most asked group first, each with the entry that comes nearest."""
    note(boots)
    finished = run("unanswered", "--knowledge", folder)
    assert (finished.status, finished.err) == (0, "")
    heading, *questions, empty, other, last, end, lately = finished.lines
    assert heading.startswith("Asked 3 times, nearest entry: shoes (0.")
    assert sorted(questions) == ["     1  are my boots too tight", "     2  boots too tight?"]
    assert (empty, end, lately) == ("", "", LATELY)
    assert other.startswith("Asked once, nearest entry: ")
    assert last == "     1  my landlord: is he rude?"


def test_yaml_can_be_pasted(run: Run, folder: Path, note: Note) -> None:
    """Under the questions of an entry; then there is no more to do for them."""
    note(boots)
    lines = run("unanswered", "--yaml", "--knowledge", folder).out
    write(folder, {FEET_FILE: FEET.replace("    - tight boots\n", f"    - tight boots\n{lines}")})
    assert set(load(folder).entries["shoes"].questions[2:]) == {
        "are my boots too tight",
        "boots too tight?",
        "my landlord: is he rude?",
    }
    assert run("unanswered", "--knowledge", folder).lines == NOTHING
    assert run("unanswered", "--yaml", "--knowledge", folder).lines == [f"# {line}" for line in NOTHING]


def test_an_answer_that_did_not_help(run: Run, folder: Path, note: Note) -> None:
    """Is shown even when the question stands in the knowledge, but not to be pasted there again."""

    async def dislike(book: Notebook) -> None:
        await book.keep("Tight boots!", Ending.NOT_HELPFUL, NOW)

    note(dislike)
    assert run("unanswered", "--knowledge", folder).lines == [
        "Asked once, nearest entry: shoes (0.95), which answers it now",
        "     1  Tight boots!  (answer not helpful: 1)",
        "",
        LATELY,
    ]
    assert run("unanswered", "--yaml", "--knowledge", folder).lines == [f"# {line}" for line in NOTHING]


@pytest.mark.parametrize(
    "command", [("unanswered",), ("unanswered", "--yaml"), ("stats",), ("stats", "--json")]
)
def test_no_database_yet(command: tuple[str, ...], run: Run, folder: Path, data: Path) -> None:
    """Is nothing to complain about, and none is made."""
    data.rmdir()
    finished = run(*command, "--knowledge", folder)
    assert (finished.status, finished.err) == (0, "")
    assert finished.out
    assert not data.exists()


def test_a_running_bot_is_not_disturbed(run: Run, folder: Path, note: Note, data: Path) -> None:
    """It may be in the middle of a change: what was before it is shown, and nothing is written."""

    async def look_meanwhile(book: Notebook) -> None:
        await boots(book)
        engine = open_engine(data / "bot.db")
        async with engine.begin() as connection:
            await connection.execute(metadata.tables["unanswered"].delete())
            finished = await asyncio.to_thread(run, "unanswered", "--knowledge", folder)
            assert "boots too tight?" in finished.out
            assert not finished.err
        await engine.dispose()

    note(look_meanwhile)
    assert run("unanswered", "--knowledge", folder).lines == NOTHING


def test_a_folder_that_must_not_change(run: Run, folder: Path, note: Note, data: Path) -> None:
    """Looking leaves the database as it is, to the byte."""
    note(boots)
    before = (data / "bot.db").read_bytes()
    os.utime(data / "bot.db", (1, 1))
    run("unanswered", "--knowledge", folder)
    assert (data / "bot.db").read_bytes() == before
    assert (data / "bot.db").stat().st_mtime == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is of another version of the bot: start this one once, then look"),
        (b"no database" * 100, "cannot be read: file is not a database"),
    ],
)
def test_what_cannot_be_read(run: Run, folder: Path, data: Path, content: bytes, expected: str) -> None:
    """Is named, and left as it is."""
    (data / "bot.db").write_bytes(content)
    finished = run("unanswered", "--knowledge", folder)
    assert (finished.status, finished.out) == (1, "")
    assert finished.err == f"{data}/bot.db {expected}\n"
    assert (data / "bot.db").read_bytes() == content


def test_old_questions_do_not_hide_new_ones(run: Run, folder: Path, note: Note) -> None:
    """Counts come before dates."""

    async def ask(book: Notebook) -> None:
        await book.keep("once lately", Ending.UNKNOWN, NOW)
        for _ in range(2):
            await book.keep("my landlord is rude", Ending.UNKNOWN, NOW - timedelta(days=60))

    note(ask)
    assert run("unanswered", "--knowledge", folder).lines[1] == "     2  my landlord is rude"
