"""Tests of bot.knowledge.validation."""

from pathlib import Path

from pydantic import TypeAdapter

from bot.knowledge.model import WrittenEntry
from bot.knowledge.problems import FileLine, Problem
from bot.knowledge.teaching import RedFlags, Sign, Text
from bot.knowledge.validation import Shape, fit
from bot.knowledge.yaml_file import read_sheets
from tests.knowledge.folders import write

TEXTS = Shape(TypeAdapter(tuple[Text, ...]), "a list of texts")


def test_keys_are_those_that_an_editor_writes() -> None:
    """`source`, not the field behind it; of every model that the shape contains."""
    entry = Shape(TypeAdapter(WrittenEntry), "", (WrittenEntry,))
    assert "source" in entry.keys
    assert "sources" not in entry.keys
    flags = Shape(TypeAdapter(RedFlags), "", (RedFlags, Sign))
    assert flags.keys == ["words", "signs", "name", "all", "unless", "entry", "asks"]


def test_what_fits_becomes_an_object_and_the_rest_is_reported(tmp_path: Path) -> None:
    """Problems are placed below the node that was to fit."""
    file = Path("a.yaml")
    problems: list[Problem] = []
    sheet = read_sheets(write(tmp_path, {"a.yaml": "- [ one ]\n- - two\n  - 3\n"}), [file], problems)[file]
    nodes = [sheet.at(index) for index in sheet.indices()]
    assert [fit(TEXTS, sheet, node, index) for index, node in enumerate(nodes) if node] == [("one",), None]
    assert [problem.place for problem in problems] == [FileLine(file, 3, tmp_path)]
