"""Tests of bot.matching.examples."""

from pathlib import Path

import pytest

from bot.knowledge import KnowledgeError, load
from bot.matching.examples import ALSO, UNCOVERED, Label, examples, labels, targets
from tests.knowledge.folders import GOOD, replace, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every kind of file."""
    return write(tmp_path, GOOD)


def test_every_way_of_asking_is_an_example(folder: Path) -> None:
    """Title, questions and keywords, and the questions that must be declined."""
    taught = examples(load(folder))
    shoes = [one.text for one in taught if one.labels == (Label("shoes"),)]
    assert shoes == [
        "Shoes that fit",
        "Can my shoes cause foot cramps?",
        "tight boots",
        "trainers",
        "high heels",
    ]
    assert [one.text for one in taught if one.labels == (UNCOVERED,)] == ["period pain", "gout"]
    assert not any(one.real for one in taught)


def test_only_the_questions_and_keywords_of_an_urgent_entry_are_alarms(folder: Path) -> None:
    """Its title and its enquiries ask about the subject."""
    replace(folder, "30-alarms.yaml", "  answer", "  keywords: [clot]\n  answer")
    taught = examples(load(folder))
    about = [one.text for one in taught if one.labels == (Label("swelling"),)]
    alarms = [one.text for one in taught if one.labels == (Label("swelling", alarm=True),)]
    assert about == ["A swollen leg", "what does a clot look like"]
    assert alarms == ["My leg is hot and swollen.", "clot"]


def test_what_people_wrote_may_stand_for_several(folder: Path) -> None:
    """Entries, an alarm, or nothing that is known, in any language."""
    write(
        folder,
        {
            "examples/people.yaml": "- {text: boots and a lump, entries: [shoes, swelling]}\n"
            "- {text: it is huge, alarm: swelling}\n- {text: who won, entries: []}\n"
            "- {text: mis zapatos, entries: [shoes], lang: es}\n"
        },
    )
    real = [one for one in examples(load(folder)) if one.real]
    assert [one.labels for one in real] == [
        (Label("shoes"), Label("swelling")),
        (Label("swelling", alarm=True),),
        (UNCOVERED,),
        (Label("shoes"),),
    ]
    assert [one.language for one in real] == ["en", "en", "en", "es"]
    among = labels(real)
    assert targets(real, among)[0, among.index(Label("shoes"))] == 1
    assert targets(real, among)[0, among.index(Label("swelling"))] == pytest.approx(ALSO)


def test_entries_without_a_question_are_refused(tmp_path: Path) -> None:
    """There would be nothing to compare a question with."""
    write(tmp_path, {"entries.yaml": "[]\n", "sources.yaml": GOOD["sources.yaml"]})
    with pytest.raises(KnowledgeError):
        examples(load(tmp_path))
