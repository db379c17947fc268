"""The examples a matcher learns from, and the classes they belong to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge import FileLine, Knowledge, KnowledgeError, Problem
from bot.matching.wording import Wording


@dataclass(frozen=True, slots=True)
class Label:
    """What an example stands for: an entry, with or without raising the alarm; or no entry."""

    entry: str | None
    alarm: bool = False


UNCOVERED = Label(None)


@dataclass(frozen=True, slots=True)
class Example:
    """A way of asking, in plain words."""

    text: str
    label: Label


def examples(knowledge: Knowledge, wording: Wording) -> list[Example]:
    """Every way of asking in the knowledge, each once for each label."""
    written = (Example(wording.of(text), label) for text, label in _written(knowledge))
    found = list(dict.fromkeys(example for example in written if example.text))
    if all(example.label == UNCOVERED for example in found):
        place = FileLine(Path(), 1, knowledge.folder)
        raise KnowledgeError([Problem(place, "no question of an entry has a word in it: write some")])
    return found


def _written(knowledge: Knowledge) -> Iterator[tuple[str, Label]]:
    for entry in knowledge.entries.values():
        about = Label(entry.id)
        described = Label(entry.id, alarm=entry.urgent)
        yield entry.title, about
        for text in entry.questions:
            yield text, described
        for text in entry.enquiries:
            yield text, about
        for text in entry.keywords:
            yield text, described
    for text in knowledge.not_covered:
        yield text, UNCOVERED
