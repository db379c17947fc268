"""Tests of bot.commands.stats."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.reminders.kinds import KINDS
from bot.storage import Notebook, Use
from bot.views.usage import LATELY
from tests.commands.conftest import Note, Run
from tests.knowledge.folders import FEET_FILE, replace

TODAY = datetime.now(UTC).date()


async def used(book: Notebook) -> None:
    """What has happened, today and long ago."""
    await book.add_uses(
        {
            Use(TODAY, "shoes", "answer"): 7,
            Use(TODAY - timedelta(days=40), "shoes", "answer"): 100,
            Use(TODAY, "swelling", "urgent"): 1,
            Use(TODAY, "", "unknown"): 1_200,
            Use(TODAY, "gone", "opened"): 2,
            Use(TODAY, "", "suggest"): 5,
        }
    )
    for person in range(4):
        await book.vote(person, "shoes", helpful=person > 0)


def test_a_table(run: Run, folder: Path, note: Note) -> None:
    """What became of the questions, the topics with the most used first, and the reminders."""
    note(used)
    finished = run("stats", "--knowledge", folder)
    assert (finished.status, finished.err) == (0, "")
    since = TODAY - timedelta(days=29)
    assert (
        finished.lines[0]
        == f"Since {since}: answered 7, suggested 5, unknown 1,200, urgent 1, opened by a button 2"
    )
    cells = [line.split() for line in finished.lines]
    assert ["Shoes", "that", "fit", "7", "75%", "of", "4"] in cells
    assert ["A", "swollen", "leg", "1"] in cells
    assert ["gone", "2"] in cells
    assert ["Water", "0", "0", "0"] in cells
    assert finished.lines[-1] == LATELY


def test_a_title_is_no_markup(run: Run, folder: Path, note: Note) -> None:
    """It is shown as it is written."""
    replace(folder, FEET_FILE, "title: Shoes that fit", "title: Shoes [bold] that fit")
    note(used)
    assert "Shoes [bold] that fit" in run("stats", "--knowledge", folder).out


def test_json(run: Run, folder: Path, note: Note) -> None:
    """For programs, with the keys that docs/knowledge.md explains."""
    note(used)
    found = json.loads(run("stats", "--json", "--days", "41", "--knowledge", folder).out)
    assert found == {
        "since": (TODAY - timedelta(days=40)).isoformat(),
        "outcomes": {
            "answer": 107,
            "suggest": 5,
            "unknown": 1_200,
            "urgent": 1,
            "chosen": 0,
            "opened": 2,
            "link": 0,
        },
        "topics": [
            {
                "id": "shoes",
                "title": "Shoes that fit",
                "shown": 107,
                "helpful": 3,
                "not_helpful": 1,
            },
            {"id": "gone", "title": "gone", "shown": 2, "helpful": 0, "not_helpful": 0},
            {
                "id": "swelling",
                "title": "A swollen leg",
                "shown": 1,
                "helpful": 0,
                "not_helpful": 0,
            },
        ],
        "reminders": {kind.id: {"on": 0, "sent": 0, "done": 0} for kind in KINDS.values()},
    }


def test_a_chart(run: Run, folder: Path, note: Note, tmp_path: Path) -> None:
    """Is drawn into the file, whose name is said."""
    note(used)
    file = tmp_path / "topics.png"
    assert run("stats", "--plot", file, "--knowledge", folder).out == f"{file}\n"
    with Image.open(file) as drawn:
        assert drawn.format == "PNG"


def test_the_form_of_a_chart(run: Run, folder: Path, note: Note, tmp_path: Path) -> None:
    """The one that the name asks for."""
    note(used)
    for name, form in [("a.jpg", b"\xff\xd8"), ("a.PDF", b"%PDF"), ("a.webp", b"RIFF"), ("a", b"\x89PNG")]:
        assert run("stats", "--plot", tmp_path / name, "--knowledge", folder).status == 0
        assert (tmp_path / name).read_bytes().startswith(form)


def test_an_unknown_form(run: Run, folder: Path, note: Note, tmp_path: Path) -> None:
    """Is refused before anything is written, and the known ones are named."""
    note(used)
    finished = run("stats", "--plot", tmp_path / "a.svg", "--knowledge", folder)
    assert finished.status == 1
    assert ".png, .jpg, .jpeg, .webp, .pdf" in finished.err
    assert not (tmp_path / "a.svg").exists()


def test_a_chart_that_cannot_be_written(run: Run, folder: Path, note: Note, tmp_path: Path) -> None:
    """Is a message, not a traceback."""
    note(used)
    finished = run("stats", "--plot", tmp_path / "no" / "topics.png", "--knowledge", folder)
    assert finished.status == 1
    assert finished.err == f"{tmp_path}/no/topics.png: cannot be written: No such file or directory\n"


def test_nothing_yet(run: Run, folder: Path, note: Note, tmp_path: Path) -> None:
    """Is said, and not drawn; who has just asked something reads that it may come."""

    async def nothing(_: Notebook) -> None:
        pass

    note(nothing)
    assert run("stats", "--knowledge", folder).lines == ["Nothing has been asked so far.", LATELY]
    finished = run("stats", "--plot", tmp_path / "a.png", "--knowledge", folder)
    assert (finished.status, finished.lines) == (0, ["Nothing has been asked so far.", LATELY])
    assert not (tmp_path / "a.png").exists()
    assert json.loads(run("stats", "--json", "--knowledge", folder).out)["topics"] == []


def test_nothing_to_draw(run: Run, folder: Path, note: Note, tmp_path: Path) -> None:
    """Who has asked, and found no answer, has not asked nothing."""

    async def unknown(book: Notebook) -> None:
        await book.add_uses({Use(TODAY, "", "unknown"): 3})

    note(unknown)
    finished = run("stats", "--days", "1", "--plot", tmp_path / "a.png", "--knowledge", folder)
    day = f"{TODAY.day} {TODAY:%B %Y}"
    assert finished.lines == [f"No answer was read: {day}. Nothing was drawn.", LATELY]
    assert not (tmp_path / "a.png").exists()


@pytest.mark.parametrize("days", ["0", "401", "-1", "x"])
def test_days(run: Run, days: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As many as are counted."""
    with pytest.raises(SystemExit):
        run("stats", "--days", days)
    assert "--days" in capsys.readouterr().err
