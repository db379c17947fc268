"""Tests of bot.knowledge.changes."""

from pathlib import Path

import pytest

from bot.knowledge import Changes, changes, load
from tests.knowledge.folders import ALARM, FEET, FEET_FILE, GOOD, write

ALONE = FEET.replace("[swelling]", "[]")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, Changes()),
        ({FEET_FILE: "# a note\n\n" + FEET}, Changes()),
        ({FEET_FILE: FEET.replace("wider", "softer")}, Changes(changed=("shoes",))),
        ({FEET_FILE: FEET + ALARM.replace("id: s", "id: new-s")}, Changes(added=("new-swelling",))),
        (
            {FEET_FILE: ALONE.replace("id: shoes", "id: boots")},
            Changes(added=("boots",), removed=("shoes",)),
        ),
        (
            {"40-on-your-feet.yaml": FEET, FEET_FILE: None},
            Changes(order=True),
        ),
        ({"20-by-day/20-shoes.yaml": FEET, FEET_FILE: None}, Changes(changed=("shoes",))),
        ({"not-covered.yaml": "- gout\n"}, Changes(files=("not-covered.yaml",))),
        (
            {"calibration.yaml": None, "vocabulary.yaml": None},
            Changes(files=("vocabulary.yaml", "calibration.yaml")),
        ),
    ],
)
def test_changes(tmp_path: Path, files: dict[str, str | None], expected: Changes) -> None:
    """Entries by their ids, other files by their names; comments and lines do not count."""
    folder = write(tmp_path, GOOD)
    before = load(folder)
    for name, text in files.items():
        if text is None:
            (folder / name).unlink()
        else:
            write(folder, {name: text})
    found = changes(before, load(folder))
    assert found == expected
    assert bool(found) == (found != Changes())
