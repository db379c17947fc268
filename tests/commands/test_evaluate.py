"""Tests of bot.commands.evaluate."""

import re
from pathlib import Path

import pytest

from bot.commands.evaluate import NothingToDoError
from bot.knowledge import load
from tests.commands.conftest import Run
from tests.knowledge.folders import write

LABELLED = """\
{"question": "can my shoes cause foot cramps", "topics": ["shoes"]}
{"question": "my leg is hot and swollen", "topics": ["swelling"], "kind": "urgent"}
{"question": "tight boots", "topics": ["swelling"]}
{"question": "gout", "topics": [], "kind": "near-miss"}
"""


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A file of labelled questions."""
    return write(tmp_path, {"questions.jsonl": LABELLED}) / "questions.jsonl"


def shares(lines: list[str]) -> dict[str, str]:
    """The shares by their names."""
    found = [re.fullmatch(r"  (\S+) +(\S+%)  \((\d+ of \d+); .+\)  .+", line) for line in lines]
    return {match[1]: match[3] for match in found if match}


def test_the_scores_of_a_file_are_shown(run: Run, folder: Path, questions: Path) -> None:
    """The file, a line for each score, and what was mistaken for what."""
    finished = run("evaluate", questions, "--knowledge", folder)
    assert (finished.status, finished.err) == (0, "")
    assert finished.lines[0] == str(questions)
    assert shares(finished.lines) == {
        "checked": "0 of 3",
        "right": "2 of 3",
        "helped": "2 of 3",
        "misled": "1 of 3",
        "first": "2 of 3",
        "urgent": "1 of 1",
        "over-answered": "0 of 1",
    }
    assert finished.lines[-2:] == ["worst confusions: wanted -> answered", "     1  swelling -> shoes"]


def test_confusions_need_not_be_shown(run: Run, folder: Path, questions: Path) -> None:
    """As many as wanted."""
    finished = run("evaluate", questions, "--knowledge", folder, "--worst", "0")
    assert "worst" not in finished.out


def test_typing_errors_can_be_put_in(run: Run, folder: Path, questions: Path) -> None:
    """The same ones for the same seed."""
    options = ("evaluate", questions, "--knowledge", folder, "--typos")
    runs = [run(*options, seed).out for seed in ("1", "1", *map(str, range(2, 12)))]
    assert runs[0] == runs[1]
    assert len(set(runs)) > 1


def test_calibrating_writes_the_calibration(run: Run, folder: Path) -> None:
    """Into the folder, in place of those that it had; and shows them."""
    before = load(folder).calibration
    finished = run("evaluate", "--calibrate", "--knowledge", folder)
    after = load(folder).calibration
    assert finished.status == 0
    assert after
    assert after != before
    numbers = {name: value for name, value in after.model_dump().items() if isinstance(value, float)}
    values = ", ".join(f"{name} {value:.2f}" for name, value in numbers.items())
    assert finished.lines == [f"probabilities: {values}"]


def test_a_file_is_evaluated_with_the_calibration_just_made(run: Run, folder: Path, questions: Path) -> None:
    """One run does both."""
    both = run("evaluate", questions, "--calibrate", "--knowledge", folder)
    assert both.lines[0].startswith("probabilities: ")
    assert both.lines[1:] == run("evaluate", questions, "--knowledge", folder).lines


def test_a_calibration_that_cannot_be_written_is_no_traceback(run: Run, folder: Path) -> None:
    """Here a folder is in the way."""
    (folder / "calibration.yaml").unlink()
    (folder / "calibration.yaml").mkdir()
    finished = run("evaluate", "--calibrate", "--knowledge", folder)
    assert finished.status == 1
    assert finished.err == f"{folder}: cannot be written: Is a directory\n"


def test_there_must_be_something_to_do(run: Run, folder: Path) -> None:
    """A file, or --calibrate."""
    finished = run("evaluate", "--knowledge", folder)
    assert finished.status == 1
    assert finished.err == "evaluate: name a file of labelled questions, or say --calibrate\n"
    assert NothingToDoError.__doc__


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, ": cannot be read: No such file or directory"),
        ("", ": holds no questions: write one JSON object a line"),
        (LABELLED + "{}\n", ":5: question: Field required"),
        (LABELLED.replace('["shoes"]', '["shoe"]'), ":1: the knowledge has no entry `shoe`"),
    ],
)
def test_a_bad_file_is_named(
    run: Run, folder: Path, questions: Path, content: str | None, expected: str
) -> None:
    """And the line, and what is wrong."""
    if content is None:
        questions.unlink()
    else:
        questions.write_text(content, "utf-8")
    finished = run("evaluate", questions, "--knowledge", folder)
    assert (finished.status, finished.out) == (1, "")
    assert finished.err == f"{questions}{expected}\n"


def test_bad_knowledge_is_named(run: Run, folder: Path, questions: Path) -> None:
    """File and line, and nothing is written."""
    write(folder, {"sources.yaml": "article: 1\n"})
    before = (folder / "calibration.yaml").read_bytes()
    finished = run("evaluate", questions, "--calibrate", "--knowledge", folder)
    assert (finished.status, finished.out) == (1, "")
    assert finished.err.splitlines()[-1].startswith(f"{folder}/sources.yaml:1: ")
    assert (folder / "calibration.yaml").read_bytes() == before
