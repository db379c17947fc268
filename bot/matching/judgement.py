"""Scores of labels, read as what a person may want to know."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.examples import UNCOVERED, Label
from bot.matching.letters import Matrix


@dataclass(frozen=True)
class Judgement:
    """What texts may be about, a row for each.

    `scores` has a column for each of `entries`; an urgent one has the better of being described and being
    asked about. `alarms` has a column for each of `urgent`: how much it is described. `enquiry` is the best
    score of asking about one, `declined` that of what must be declined.
    """

    entries: tuple[str, ...]
    urgent: tuple[str, ...]
    scores: Matrix
    alarms: Matrix
    enquiry: Matrix
    declined: Matrix
    strangeness: Matrix

    @property
    def described(self) -> Matrix:
        """How much anything urgent is."""
        total: Matrix = self.alarms.sum(axis=1)
        return total

    def order(self, row: int) -> list[int]:
        """The columns of a row's entries, best first."""
        return np.argsort(-self.scores[row], kind="stable").tolist()  # type: ignore[no-any-return]


class Judge:
    """Reads scores of labels as scores of entries."""

    def __init__(self, labels: Sequence[Label]) -> None:
        owned = sorted(
            (label.entry, column) for column, label in enumerate(labels) if label.entry is not None
        )
        self.entries = tuple(dict.fromkeys(entry for entry, _ in owned))
        self.urgent = tuple(sorted({label.entry for label in labels if label.entry and label.alarm}))
        self._columns = [column for _, column in owned]
        self._starts = [
            place for place, (entry, _) in enumerate(owned) if place == 0 or owned[place - 1][0] != entry
        ]
        self._alarms = [labels.index(Label(entry, alarm=True)) for entry in self.urgent]
        self._enquiries = [
            n for n, label in enumerate(labels) if label.entry in self.urgent and not label.alarm
        ]
        self._declined = [column for column, label in enumerate(labels) if label == UNCOVERED]

    def __call__(self, scores: Matrix, strangeness: Matrix) -> Judgement:
        """The judgement of each row."""
        return Judgement(
            entries=self.entries,
            urgent=self.urgent,
            scores=np.maximum.reduceat(scores[:, self._columns], self._starts, axis=1),
            alarms=scores[:, self._alarms],
            enquiry=best(scores[:, self._enquiries]),
            declined=best(scores[:, self._declined]),
            strangeness=strangeness,
        )


def best(scores: Matrix) -> Matrix:
    """The best score of each row, 0 where there is none above it."""
    return scores.max(axis=1, initial=0)  # type: ignore[no-any-return]
