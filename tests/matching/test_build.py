"""Tests of bot.matching.build."""

from pathlib import Path

import pytest

from bot.knowledge import Entry, Knowledge, KnowledgeError, Thresholds, load
from bot.matching import Answer, build_matcher, rebuild
from bot.matching.build import SHOWN
from tests.knowledge.folders import ALARM, FEET, FEET_FILE, GOOD, SOURCES, replace, write


@pytest.fixture
def small(tmp_path: Path) -> Knowledge:
    """A small folder that has everything."""
    return load(write(tmp_path / "know", GOOD))


def test_the_thresholds_of_the_folder_count(small: Knowledge) -> None:
    """Unless they are to be found anew."""
    assert build_matcher(small).thresholds == small.thresholds
    assert build_matcher(small, recalibrate=True).thresholds != small.thresholds


@pytest.mark.parametrize(
    "files", [{"a.yaml": FEET, "b.yaml": ALARM}, {"a.yaml": FEET.replace("[swelling]", "[]")}]
)
def test_entries_and_sources_are_enough(tmp_path: Path, files: dict[str, str]) -> None:
    """A folder without thresholds is calibrated; what is missing is not needed."""
    knowledge = load(write(tmp_path, files | {"sources.yaml": SOURCES}))
    matcher = build_matcher(knowledge)
    assert isinstance(matcher.thresholds, Thresholds)
    reply = matcher.reply("can my shoes cause cramps?")
    assert isinstance(reply, Answer)
    assert reply.entry.id == "shoes"
    assert len(reply.candidates) == len(knowledge.entries)


def test_the_second_start_solves_nothing(
    small: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads what the first has kept, and answers the same."""
    questions = ["can my shoes cause cramps?", "calf hot and swollen", "period pain", "who are you"]
    first = build_matcher(small, cache=tmp_path / "cache")

    def refuse(*_: object) -> None:
        raise AssertionError("solved again")

    monkeypatch.setattr("bot.matching.build.fit", refuse)
    second = build_matcher(small, cache=tmp_path / "cache")
    assert [second.reply(question) for question in questions] == [first.reply(one) for one in questions]


def test_a_new_answer_needs_no_solving(small: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does anything else that only people see; what is asked is matched as before."""
    first = build_matcher(small)
    monkeypatch.setattr("bot.matching.build.build_matcher", None)
    replace(small.folder, FEET_FILE, "wider", "softer")
    replace(small.folder, FEET_FILE, "related: [swelling]", "listed: no")
    second = rebuild(first)
    assert second.ridge is first.ridge
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
        ("thresholds.yaml", "lead: 0.1", "lead: 0.2"),
    ],
)
def test_anything_else_is_built_anew(small: Knowledge, file: str, old: str, new: str) -> None:
    """And comes out as if it had been there from the start; the language is not loaded again."""
    first = build_matcher(small)
    replace(small.folder, file, old, new)
    second, fresh = rebuild(first), build_matcher(load(small.folder), english=first.english)
    assert second.english is first.english
    assert second.thresholds == fresh.thresholds
    for question in ("can my shoes cause cramps?", "clogs", "calf hot and swollen", "clot"):
        assert second.reply(question) == fresh.reply(question)
    assert second.ridge is not first.ridge


def test_what_cannot_be_read_is_not_built(small: Knowledge) -> None:
    """The error says where."""
    first = build_matcher(small)
    replace(small.folder, FEET_FILE, "id: shoes", "id: Shoes")
    with pytest.raises(KnowledgeError, match=":1: `id` is `Shoes`"):
        rebuild(first)


def test_what_is_only_shown_are_fields() -> None:
    """A field that is renamed is not forgotten."""
    assert Entry.model_fields.keys() >= SHOWN
