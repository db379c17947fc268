"""Tests of bot.knowledge.yaml_file."""

from pathlib import Path

import pytest

from bot.knowledge.problems import FileLine, Problem
from bot.knowledge.yaml_file import Sheet, Where, read_sheets
from tests.knowledge.folders import write

FILE = Path("a.yaml")
TEXT = """\
- id: shoes
  questions:
    - one
    - {two: 2}
- id:
    swelling
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """A file with two entries."""
    return read_sheets(write(tmp_path, {"a.yaml": TEXT}), [FILE], [])[FILE]


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ((), 1),
        ((0, "id"), 1),
        ((0, "questions"), 2),
        ((0, "questions", 1), 4),
        ((0, "questions", 9), 2),
        ((0, "answer"), 1),
        ((1, "id"), 5),
        ((1, "id", 0), 5),
        ((7, "id"), 1),
        (("id",), 1),
    ],
)
def test_a_place_is_the_nearest_line(sheet: Sheet, where: Where, line: int) -> None:
    """A key's own line, an item's own line, or else that of what is around it."""
    assert sheet.place(*where) == FileLine(FILE, line, sheet.folder)


def test_texts_are_one_or_many(sheet: Sheet) -> None:
    """Whatever is not a scalar is left out."""
    assert list(sheet.texts(0, "id")) == [((0, "id"), "shoes")]
    assert list(sheet.texts(0, "questions")) == [((0, "questions", 0), "one")]
    assert list(sheet.texts(0, "answer")) == []


def test_what_is_not_there_has_no_indices_and_no_keys(sheet: Sheet) -> None:
    """So that checks can read files that are wrong."""
    assert list(sheet.indices()) == [0, 1]
    assert list(sheet.indices(0)) == list(sheet.indices("words")) == []
    assert sheet.keys(0) == ("id", "questions")
    assert sheet.keys() == sheet.keys(0, "id") == ()


def test_files_that_cannot_be_read_are_reported_and_left_out(tmp_path: Path) -> None:
    """Each with its own name."""
    write(tmp_path, {"a.yaml": "", "b.yaml": "- x\n- y: z: z\n", "c.yaml": b"\xff", "d.yaml": "- x\n"})
    problems: list[Problem] = []
    files = [Path(f"{letter}.yaml") for letter in "abcd"]
    assert list(read_sheets(tmp_path, files, problems)) == [Path("d.yaml")]
    assert [problem.place for problem in problems] == [
        FileLine(Path("a.yaml"), 1, tmp_path),
        FileLine(Path("b.yaml"), 2, tmp_path),
        FileLine(Path("c.yaml"), 1, tmp_path),
    ]
