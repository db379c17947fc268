"""Tests of bot.matching.examples."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.knowledge import KnowledgeError, load
from bot.matching.examples import UNCOVERED, Example, Label, examples
from bot.matching.wording import wording
from tests.knowledge.folders import FEET_FILE, GOOD, replace, write

Learn: TypeAlias = Callable[[Path], list[Example]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every kind of file."""
    return write(tmp_path, GOOD)


@pytest.fixture
def learn(dictionary: Mapping[str, int]) -> Learn:
    """The examples of a folder."""

    def learn(folder: Path) -> list[Example]:
        knowledge = load(folder)
        return examples(knowledge, wording(knowledge, dictionary))

    return learn


def test_every_way_of_asking_is_an_example(folder: Path, learn: Learn) -> None:
    """Title, questions and keywords, in plain words, and the questions that must be declined."""
    shoes = [example.text for example in learn(folder) if example.label == Label("shoes")]
    assert shoes == [
        "shoes that fit",
        "can my shoes cause foot cramps",
        "tight boots",
        "trainers",
        "high heels",
    ]
    declined = [example.text for example in learn(folder) if example.label == UNCOVERED]
    assert declined == ["period pain", "gout"]


def test_only_the_questions_and_keywords_of_an_urgent_entry_are_alarms(folder: Path, learn: Learn) -> None:
    """Its title and its enquiries ask about the subject."""
    replace(folder, "30-alarms.yaml", "  answer", "  keywords: [clot]\n  answer")
    about = [example.text for example in learn(folder) if example.label == Label("swelling")]
    alarms = [example.text for example in learn(folder) if example.label == Label("swelling", alarm=True)]
    assert about == ["a swollen leg", "what does a clot look like"]
    assert alarms == ["my leg is hot and swollen", "clot"]


def test_an_example_stands_once_for_a_label(folder: Path, learn: Learn) -> None:
    """Punctuation and case make no other example; what says nothing is none."""
    replace(folder, FEET_FILE, "- tight boots", '- tight boots\n    - Tight, boots!\n    - "?!"\n    - gout')
    texts = [example.text for example in learn(folder)]
    assert texts.count("tight boots") == 1
    assert texts.count("gout") == 2
    assert "" not in texts


def test_entries_without_a_word_are_refused(tmp_path: Path, learn: Learn) -> None:
    """There would be nothing to compare a question with."""
    entry = '- {id: a, title: "?", questions: ["?!", "👣"], answer: This., source: article}\n'
    write(
        tmp_path,
        {"entries.yaml": entry, "sources.yaml": GOOD["sources.yaml"], "not-covered.yaml": "- gout\n"},
    )
    with pytest.raises(KnowledgeError, match=r":1: no question of an entry has a word in it: write some"):
        learn(tmp_path)
