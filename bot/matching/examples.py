"""The examples that a matcher learns from, and what they stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.knowledge import FileLine, Intent, Knowledge, KnowledgeError, Problem
from bot.language import ENGLISH
from bot.matching.similarity import Matrix

ALSO = 0.7
"""Training target for each further entry that answers a text; the first one gets 1."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a text may stand for: an entry, with or without raising the alarm; or no entry.

    With an intent, the person wants the bot to do what the entry describes.
    """

    entry: str | None
    alarm: bool = False
    intent: Intent | None = None


UNCOVERED = Label(None)


@dataclass(frozen=True, slots=True)
class Taught:
    """A text with its labels, the best first; `real` if somebody might have written it just so."""

    text: str
    labels: tuple[Label, ...]
    real: bool = False
    language: str = ENGLISH

    @property
    def typed(self) -> bool:
        """Whether it is worded the way people write, not editors; requests for actions count."""
        return self.real or self.labels[0].intent is not None


def examples(knowledge: Knowledge) -> list[Taught]:
    """Every way of asking in the knowledge, each once."""
    return list(dict.fromkeys(_written(knowledge)))


def require_questions(taught: Sequence[Taught], folder: Path) -> None:
    """Raise a KnowledgeError where no text is of an entry: a question could be compared with none."""
    if all(UNCOVERED in one.labels for one in taught):
        place = FileLine(Path(), 1, folder)
        raise KnowledgeError([Problem(place, "no question of an entry has a word in it: write some")])


def labels(taught: Sequence[Taught]) -> list[Label]:
    """All that there are, in the order in which they come up."""
    return list(dict.fromkeys(label for one in taught for label in one.labels))


def targets(taught: Sequence[Taught], among: Sequence[Label]) -> Matrix:
    """A row for each text, a column for each label: how much it stands for it."""
    columns = {label: column for column, label in enumerate(among)}
    rows = np.zeros((len(taught), len(among)), dtype=np.float32)
    for row, one in zip(rows, taught, strict=True):
        row[[columns[label] for label in one.labels]] = ALSO
        row[columns[one.labels[0]]] = 1
    return rows


def _written(knowledge: Knowledge) -> Iterator[Taught]:
    for entry in knowledge.entries.values():
        about = (Label(entry.id),)
        described = (Label(entry.id, alarm=entry.urgent),)
        yield Taught(entry.title, about)
        for text in (*entry.questions, *entry.keywords):
            yield Taught(text, described)
        for text in entry.enquiries:
            yield Taught(text, about)
    for text in knowledge.not_covered:
        yield Taught(text, (UNCOVERED,))
    for example in knowledge.examples:
        if example.alarm:
            meant: tuple[Label, ...] = (Label(example.alarm, alarm=True),)
        elif example.intent:
            meant = (Label(example.entries[0], intent=example.intent),)
        else:
            meant = tuple(map(Label, example.entries)) or (UNCOVERED,)
        # Requests are easy to recognise: they must not make the bot surer of questions.
        yield Taught(example.text, meant, real=example.intent is None, language=example.lang)
