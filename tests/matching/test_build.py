"""Tests of bot.matching.build."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.knowledge import Calibration, Entry, Knowledge, KnowledgeError, load
from bot.matching import Answer, Matcher, build_matcher, rebuild
from bot.matching.build import SHOWN
from bot.matching.encoders import Linguist
from tests.knowledge.folders import ALARM, FEET, FEET_FILE, GOOD, SOURCES, replace, write

Build: TypeAlias = Callable[..., Matcher]


@pytest.fixture
def small(tmp_path: Path) -> Knowledge:
    """A small folder that has everything."""
    return load(write(tmp_path / "know", GOOD))


@pytest.fixture
def build(linguist: Linguist) -> Build:
    """Build with what is loaded once for all tests."""
    return partial(build_matcher, linguist=linguist)


def test_the_calibration_of_the_folder_counts(small: Knowledge, build: Build) -> None:
    """Unless it is to be made anew."""
    assert build(small).calibration == small.calibration
    assert build(small, recalibrate=True).calibration != small.calibration


@pytest.mark.parametrize(
    "files", [{"a.yaml": FEET, "b.yaml": ALARM}, {"a.yaml": FEET.replace("[swelling]", "[]")}]
)
def test_entries_and_sources_are_enough(tmp_path: Path, build: Build, files: dict[str, str]) -> None:
    """A folder without a calibration gets one; what is missing is not needed."""
    knowledge = load(write(tmp_path, files | {"sources.yaml": SOURCES}))
    matcher = build(knowledge)
    assert isinstance(matcher.calibration, Calibration)
    reply = matcher.reply("can my shoes cause cramps?")
    assert isinstance(reply, Answer)
    assert reply.entry.id == "shoes"
    assert len(reply.candidates) == len(knowledge.entries)


def test_the_second_start_solves_nothing(
    small: Knowledge, tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads what the first has kept, and answers the same."""
    questions = ["can my shoes cause cramps?", "calf hot and swollen", "period pain", "who are you"]
    first = build(small, cache=tmp_path / "cache")

    def refuse(*_: object) -> None:
        raise AssertionError("solved again")

    monkeypatch.setattr("bot.matching.build.fit", refuse)
    second = build(small, cache=tmp_path / "cache")
    assert [second.reply(question) for question in questions] == [first.reply(one) for one in questions]


def test_a_new_answer_needs_no_solving(
    small: Knowledge, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does anything else that only people see; what is asked is matched as before."""
    first = build(small)
    monkeypatch.setattr("bot.matching.build.build_matcher", None)
    replace(small.folder, FEET_FILE, "wider", "softer")
    replace(small.folder, FEET_FILE, "related: [swelling]", "listed: no")
    second = rebuild(first)
    assert second.english is first.english
    reply = second.reply("can my shoes cause cramps?")
    assert isinstance(reply, Answer)
    assert "softer" in reply.entry.answer
    assert not reply.entry.listed


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FEET_FILE, "tight boots", "clogs"),
        (FEET_FILE, "Shoes that fit", "Clogs"),
        (FEET_FILE, "trainers", "clogs"),
        (FEET_FILE, "id: shoes", "id: clogs"),
        ("30-alarms.yaml", "what does a clot look like", "clogs"),
        (FEET_FILE, "id: shoes\n", "id: shoes\n  urgent: true\n"),
        ("not-covered.yaml", "gout", "clogs"),
        ("vocabulary.yaml", "ankle", "clogs"),
        ("vocabulary.yaml", "charley horse", "clogs"),
        ("red-flags.yaml", "warm to the touch", "clogs"),
        ("calibration.yaml", "asked_from: 0.2", "asked_from: 0.25"),
    ],
)
def test_anything_else_is_built_anew(small: Knowledge, build: Build, file: str, old: str, new: str) -> None:
    """And comes out as if it had been there from the start; the language is not loaded again."""
    first = build(small)
    replace(small.folder, file, old, new)
    second, fresh = rebuild(first), build(load(small.folder))
    assert second.linguist is first.linguist
    assert second.calibration == fresh.calibration
    for question in ("can my shoes cause cramps?", "clogs", "calf hot and swollen", "clot"):
        assert second.reply(question) == fresh.reply(question)
    assert second.english is not first.english


def test_what_cannot_be_read_is_not_built(small: Knowledge, build: Build) -> None:
    """The error says where."""
    first = build(small)
    replace(small.folder, FEET_FILE, "id: shoes", "id: Shoes")
    with pytest.raises(KnowledgeError, match=":1: `id` is `Shoes`"):
        rebuild(first)


def test_what_is_only_shown_are_fields() -> None:
    """A field that is renamed is not forgotten."""
    assert Entry.model_fields.keys() >= SHOWN
