"""Slips that cannot be seen are named on the line where they are."""

from pathlib import Path

import pytest

from tests.knowledge.folders import FEET_FILE, GOOD, complaints, replace, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good folder, to be spoilt."""
    return write(tmp_path, GOOD)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("- id: shoes", "- id shoes", 1),
        ("  title: Shoes", "  title Shoes", 2),
        ("  title: Shoes", "  title:Shoes", 2),
        ("  questions:\n", "  questions\n", 3),
        ("  keywords: [", "  keywords [", 6),
        ("  answer: |", "  answer |", 7),
        ("  source: article", "  source article", 11),
    ],
)
def test_a_missing_colon(folder: Path, old: str, new: str, line: int) -> None:
    """The line is that of the key, however far below YAML stumbles."""
    replace(folder, FEET_FILE, old, new)
    (only,) = complaints(folder)
    assert only.startswith(f"{FEET_FILE}:{line}: a key without a colon and a space behind it")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("  title: Shoes", "\u00a0 title: Shoes", 2),
        ("  title: Shoes", "  title:\u00a0Shoes", 2),
        ("    - tight boots", "    -\u00a0tight boots", 5),
        ("  answer: |", "  answer: |\u00a0", 7),
        ("  title: Shoes", '  "title":\u00a0Shoes', 2),
        ("    They can.", "    \u202fThey can.", 8),
    ],
)
def test_a_space_that_is_none(folder: Path, old: str, new: str, line: int) -> None:
    """It looks like a space, so it is named by its number."""
    replace(folder, FEET_FILE, old, new)
    (only,) = complaints(folder)
    sign = next(char for char in new if char in "\u00a0\u202f")
    assert only.startswith(f"{FEET_FILE}:{line}: a space that YAML does not know (U+{ord(sign):04X})")


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("sources.yaml", "  title: Leaflet", "  title Leaflet", 3),
        ("sources.yaml", "clinic:\n", "clinic\n", 2),
        ("calibration.yaml", "answered_from: 0.3", "answered_from 0.3", 4),
        ("red-flags.yaml", "words:\n", "words\n", 1),
        ("red-flags.yaml", "  leg: [", "  leg [", 2),
        ("red-flags.yaml", "signs:\n", "signs # what is an alarm\n\n", 5),
        ("vocabulary.yaml", "synonyms: {", "# They mean the same.\nsynonyms {", 2),
    ],
)
def test_a_missing_colon_elsewhere(folder: Path, file: str, old: str, new: str, line: int) -> None:
    """In files of keys, too, the line is not that of the next key."""
    replace(folder, file, old, new)
    (only,) = complaints(folder)
    assert only.startswith(f"{file}:{line}: ")


def test_a_missing_colon_before_a_text_with_one(folder: Path) -> None:
    """YAML takes both words for a key; the advice is the same."""
    replace(folder, FEET_FILE, "  title: Shoes that fit", "  title Shoes: how they fit")
    (missing, only) = complaints(folder)
    assert missing == f"{FEET_FILE}:1: `title` is missing: add it"
    assert only.startswith(f"{FEET_FILE}:2: `title Shoes` is a key without a colon and a space behind it")


@pytest.mark.parametrize("sign", ["\u0085", "\u2028", "\u2029"])
def test_a_line_break_that_only_yaml_sees(folder: Path, sign: str) -> None:
    """It is refused also inside a text: the lines of everything below would be wrong."""
    replace(folder, FEET_FILE, "They can.", f"They{sign}    can.")
    (only,) = complaints(folder)
    assert only.startswith(f"{FEET_FILE}:8: a line break that only YAML sees (U+{ord(sign):04X})")


def test_a_space_inside_a_text(folder: Path) -> None:
    """There it does no harm: "10 km" should not be broken."""
    replace(folder, FEET_FILE, "They can.", "They can, after 10\u00a0km.")
    with pytest.raises(pytest.fail.Exception):  # there is nothing to complain of
        complaints(folder)


def test_a_merge_that_was_not_finished(folder: Path) -> None:
    """Each mark is named, in a text too, and what is between them is not."""
    both = "<<<<<<< HEAD\n    They can.\n=======\n    They may.\n>>>>>>> other"
    replace(folder, FEET_FILE, "    They can.", both)
    advice = "a merge mark of git: keep one of the two versions, and remove the mark"
    assert complaints(folder) == [f"{FEET_FILE}:{line}: {advice}" for line in (8, 10, 12)]


@pytest.mark.parametrize("end", ["", "\r"])
@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "||||||| base", "=======", ">>>>>>> other"])
def test_a_merge_mark_that_was_forgotten(folder: Path, mark: str, end: str) -> None:
    """One is enough, whatever ends the lines of the file."""
    replace(folder, FEET_FILE, "  source: article", f"{mark}{end}\n  source: article")
    (only,) = complaints(folder)
    assert only.startswith(f"{FEET_FILE}:11: a merge mark of git")
