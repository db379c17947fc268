"""Tests of bot.evaluation.lint."""

from pathlib import Path

import pytest

from bot.evaluation.lint import LONG_ANSWER, lint
from bot.knowledge import load
from bot.matching import build_matcher
from tests.knowledge.folders import FEET, FEET_FILE, GOOD, replace, write

WALK = """\
- id: walk
  title: Walking with a cramp
  questions:
    - Can I walk with a cramp?
    - is walking good for it
    - walking about
  answer: You can.
  source: article
"""
BED = """\
- id: bed
  title: Lying in bed
  questions:
    - How should I lie in bed?
    - on my back or on my side in bed
    - lying flat
  answer: On your back.
  source: article
"""
SMALL = {"walk.yaml": WALK, "bed.yaml": BED, "sources.yaml": "article: {title: Cramps, kind: article}\n"}


def findings(folder: Path) -> list[str]:
    """What the lint says about a folder, with paths in the folder."""
    knowledge = load(folder)
    return [str(problem).replace(f"{folder}/", "") for problem in lint(knowledge, build_matcher(knowledge))]


def test_a_clean_folder_has_no_findings(tmp_path: Path) -> None:
    """Nothing to put right."""
    assert findings(write(tmp_path / "good", GOOD)) == []
    assert findings(write(tmp_path / "small", SMALL)) == []


@pytest.mark.parametrize(
    ("length", "found"),
    [
        (LONG_ANSWER, []),
        (LONG_ANSWER + 1, [f"{FEET_FILE}:7: the answer of `shoes` has 701 characters: keep it to 700"]),
    ],
)
def test_an_answer_that_does_not_fit_a_screen_is_found(tmp_path: Path, length: int, found: list[str]) -> None:
    """Where it begins."""
    write(tmp_path, GOOD | {FEET_FILE: FEET.replace("They can.\n\n    Wear wider ones.", "x" * length)})
    assert findings(tmp_path) == found


def test_a_source_that_no_entry_names_is_found(tmp_path: Path) -> None:
    """Where it stands."""
    write(tmp_path, GOOD)
    replace(tmp_path, "30-alarms.yaml", "[article, clinic]", "article")
    assert findings(tmp_path) == [
        "sources.yaml:2: no entry uses the source `clinic`: remove it, or name it in an entry"
    ]


def test_a_question_of_two_entries_is_found_in_both(tmp_path: Path) -> None:
    """Even in another order of words, case and punctuation; each names the other."""
    write(tmp_path, SMALL | {"bed.yaml": BED.replace("lying flat", "Good for it walking is!")})
    assert findings(tmp_path) == [
        "bed.yaml:6: `Good for it walking is!` is nearly `is walking good for it` of walk.yaml:5: keep one",
        "walk.yaml:5: `is walking good for it` is nearly `Good for it walking is!` of bed.yaml:6: keep one",
    ]


def test_a_question_that_is_answered_and_declined_is_found_in_both(tmp_path: Path) -> None:
    """It cannot be both."""
    sure = GOOD["calibration.yaml"].replace("answered_from: 0.3", "answered_from: 0.9")
    write(tmp_path, SMALL | {"not-covered.yaml": "- gout\n- walking about?\n", "calibration.yaml": sure})
    assert findings(tmp_path) == [
        "not-covered.yaml:2: `walking about?` is nearly `walking about` of walk.yaml:6: keep one",
        "walk.yaml:6: `walking about` is nearly `walking about?` of not-covered.yaml:2: keep one",
    ]


def test_a_question_that_another_entry_wins_is_found(tmp_path: Path) -> None:
    """Here it is the title of the other."""
    write(tmp_path, SMALL | {"bed.yaml": BED.replace("lying flat", "walking with a cramp")})
    assert findings(tmp_path) == [
        "bed.yaml:6: `walking with a cramp` is won by `walk`, not by `bed`: move or reword it"
    ]


def test_an_enquiry_is_looked_at_too(tmp_path: Path) -> None:
    """Where it stands."""
    bed = BED.replace("  answer", "  urgent: yes\n  enquiries: [walking with a cramp]\n  answer")
    write(tmp_path, SMALL | {"bed.yaml": bed})
    assert findings(tmp_path) == [
        "bed.yaml:8: `walking with a cramp` is won by `walk`, not by `bed`: move or reword it"
    ]


def test_a_question_that_must_be_declined_but_is_answered_is_found(tmp_path: Path) -> None:
    """It is too much like those of an entry."""
    sure = GOOD["calibration.yaml"].replace("answered_from: 0.3", "answered_from: 0")
    write(tmp_path, SMALL | {"not-covered.yaml": "- can i walk with it\n", "calibration.yaml": sure})
    assert findings(tmp_path) == [
        "not-covered.yaml:1: `can i walk with it` must be declined, but `walk` would answer it: reword it"
    ]
