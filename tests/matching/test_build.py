"""Tests of bot.matching.build."""

from pathlib import Path

import pytest

from bot.knowledge import Knowledge, Thresholds, load
from bot.matching import Answer, build_matcher
from tests.knowledge.folders import ALARM, FEET, GOOD, SOURCES, write


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
