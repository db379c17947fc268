"""Tests of bot.knowledge.validation."""

from pathlib import Path

import pytest

from tests.knowledge.folders import FEET_FILE, complaints, replace, write


def test_an_id_taken_twice_names_the_first_place(folder: Path) -> None:
    """In whichever file it is."""
    replace(folder, "30-alarms.yaml", "id: swelling", "id: shoes")
    first = f"{FEET_FILE}:1"
    assert f"30-alarms.yaml:1: the id `shoes` is taken by {first}: choose another" in complaints(folder)


@pytest.mark.parametrize(
    ("related", "expected"),
    [
        ("[sweling]", "12: there is no entry `sweling`: did you mean `swelling`?"),
        ("[shoes]", "12: an entry cannot be related to itself: remove it"),
        ("[swelling, swelling]", "12: `swelling` stands here twice (first on line 12): keep one"),
        ("\n    - swelling\n    - boots", "14: there is no entry `boots`: use one of `shoes`, `swelling`"),
    ],
)
def test_related_leads_to_other_entries(folder: Path, related: str, expected: str) -> None:
    """Never nowhere, never back."""
    replace(folder, FEET_FILE, "[swelling]", related)
    assert complaints(folder) == [f"{FEET_FILE}:{expected}"]


def test_related_may_name_an_entry_that_has_something_else_wrong(folder: Path) -> None:
    """One mistake is one complaint."""
    replace(folder, "30-alarms.yaml", "title: A swollen leg", "title: 12")
    assert [line.split(": ")[0] for line in complaints(folder)] == ["30-alarms.yaml:2"]


def test_related_is_not_checked_while_a_file_cannot_be_read(folder: Path) -> None:
    """The entry may well be in it."""
    write(folder, {"30-alarms.yaml": "- a: b: c\n"})
    assert [line.split(": ")[0] for line in complaints(folder)] == ["30-alarms.yaml:1"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("artikle", "11: there is no source `artikle` in sources.yaml: did you mean `article`?"),
        ("[article, who]", "11: there is no source `who` in sources.yaml: use one of `article`, `clinic`"),
        ("[clinic, clinic]", "11: `clinic` stands here twice (first on line 11): keep one"),
    ],
)
def test_a_source_stands_in_the_sources(folder: Path, source: str, expected: str) -> None:
    """Every answer can be traced."""
    replace(folder, FEET_FILE, "source: article", f"source: {source}")
    assert complaints(folder) == [f"{FEET_FILE}:{expected}"]


def test_a_source_of_a_detail_stands_in_the_sources(folder: Path) -> None:
    """What is said to a follow-up can be traced too."""
    details = "\n  details:\n    - asks: [why]\n      says: So.\n      source: [clinic, who]"
    replace(folder, FEET_FILE, "source: article", f"source: article{details}")
    assert complaints(folder) == [
        f"{FEET_FILE}:15: there is no source `who` in sources.yaml: use one of `article`, `clinic`"
    ]


def test_no_source_is_known_when_there_are_none(folder: Path) -> None:
    """An empty mapping is not a way round the check."""
    write(folder, {"sources.yaml": "{}\n"})
    assert f"{FEET_FILE}:11: there is no source `article` in sources.yaml: check the spelling" in complaints(
        folder
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            FEET_FILE,
            "tight boots",
            "can my  shoes cause foot CRAMPS?",
            "5: `can my  shoes cause foot CRAMPS?`",
        ),
        ("30-alarms.yaml", "what does a clot look like", "My leg is hot and swollen.", "7: `My leg is hot"),
    ],
)
def test_an_entry_has_a_question_once(folder: Path, file: str, old: str, new: str, expected: str) -> None:
    """Case and spaces make no difference; an alarm is not an enquiry at the same time."""
    replace(folder, file, old, new)
    lines = complaints(folder)
    assert len(lines) == 1
    assert lines[0].startswith(f"{file}:{expected}")
    assert "stands here twice" in lines[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("all: [leg, hot]", "all: [leg, hott]", "7: `words` has no `hott`: did you mean `hot`?"),
        ("unless: [bath]", "unless: [baths]", "8: `words` has no `baths`: did you mean `bath`?"),
        ("    unless: [bath]\n", "", "4: no sign uses `bath`: use it or remove it"),
    ],
)
def test_red_flags_and_their_words_belong_together(folder: Path, old: str, new: str, expected: str) -> None:
    """A sign without words would never be seen; words without a sign would never be used."""
    replace(folder, "red-flags.yaml", old, new)
    assert f"red-flags.yaml:{expected}" in complaints(folder)
