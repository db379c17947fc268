"""The knowledge is not measured with its own sentences."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.evaluation.labelled import read_labelled
from bot.knowledge import FileLine, Knowledge
from bot.language import normalise

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
NEAR_COPY = 90
"""Likeness in per cent."""
SHORT = 2
"""Words; texts this short are alike by chance, so only the very same words count as a copy."""


def _files() -> list[Path]:
    """The labelled files of the repository, and those that the environment names."""
    further = os.environ.get("EVALUATION_FILES", "").split(os.pathsep)
    return [*sorted(BENCHMARKS.glob("*.jsonl")), *(Path(name) for name in further if name)]


def _phrases(knowledge: Knowledge) -> Iterator[tuple[FileLine, str]]:
    for entry in knowledge.entries.values():
        places = knowledge.places.entries[entry.id]
        yield from zip(places.questions, entry.questions, strict=True)
        yield from zip(places.enquiries, entry.enquiries, strict=True)
    yield from zip(knowledge.places.not_covered, knowledge.not_covered, strict=True)


def _copies(phrases: list[str], questions: list[str]) -> Iterator[tuple[int, int]]:
    """The indices of a phrase and a question that are nearly the same."""
    ours, theirs = ([normalise(text) or text for text in texts] for texts in (phrases, questions))
    alike = process.cdist(ours, theirs, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR_COPY, dtype=np.uint8)
    for row, column in np.argwhere(alike):
        if len(ours[row].split()) > SHORT or ours[row] == theirs[column]:
            yield int(row), int(column)


def test_the_knowledge_holds_no_near_copy_of_an_evaluation_question(knowledge: Knowledge) -> None:
    """Else the figures would say how well the bot knows its own examples by heart."""
    files = _files()
    assert files
    phrases = list(_phrases(knowledge))
    found = []
    for file in files:
        questions = [labelled.question for labelled in read_labelled(file, knowledge.entries)]
        for row, column in _copies([text for _, text in phrases], questions):
            place, text = phrases[row]
            found.append(f"{place}: {text!r} is nearly {questions[column]!r} of {file.name}")
    assert not found, "\n".join(sorted(set(found)))


def test_a_near_copy_is_found_in_other_order_and_spelling_and_a_short_one_only_as_it_is() -> None:
    """What counts as a copy."""
    phrases = ["Why do my toes cramp at nigth?", "thank you", "thank u", "do shoes cause cramps"]
    questions = ["at night, why do my toes cramp", "Thank you!", "does coffee count"]
    assert list(_copies(phrases, questions)) == [(0, 0), (1, 1)]
