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
        ("    They can.", "    \u202fThey can.", 8),
    ],
)
def test_a_space_that_is_none(folder: Path, old: str, new: str, line: int) -> None:
    """It looks like a space, so it is named by its number."""
    replace(folder, FEET_FILE, old, new)
    (only,) = complaints(folder)
    sign = next(char for char in new if char in "\u00a0\u202f")
    assert only.startswith(f"{FEET_FILE}:{line}: a space that YAML does not know (U+{ord(sign):04X})")


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
