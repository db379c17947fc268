"""How sure a ranking is: one number that the thresholds are held against."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.examples import UNCOVERED, Label
from bot.matching.letters import Matrix

STRANGENESS_WEIGHT = 0.8


@dataclass(frozen=True)
class Judgement:
    """Scores of texts read as entries: `entries` names the columns of `scores`, a row is a text.

    `confidence` is the best entry's score, less that of the questions that must be declined, less a part of
    its strangeness. `lead` is the best entry's score less the second's. `declined`, `alarm` and `enquiry` are
    the scores of what must be declined, of describing something urgent, and of asking about it.
    """

    entries: tuple[str, ...]
    scores: Matrix
    confidence: Matrix
    lead: Matrix
    declined: Matrix
    alarm: Matrix
    enquiry: Matrix


class Judge:
    """Reads scores of labels as scores of entries."""

    def __init__(self, labels: Sequence[Label]) -> None:
        owned = sorted(
            (label.entry, column) for column, label in enumerate(labels) if label.entry is not None
        )
        self.entries = tuple(dict.fromkeys(entry for entry, _ in owned))
        self._columns = [column for _, column in owned]
        self._starts = [
            place for place, (entry, _) in enumerate(owned) if place == 0 or owned[place - 1][0] != entry
        ]
        urgent = {label.entry for label in labels if label.alarm}
        self._declined = [column for column, label in enumerate(labels) if label == UNCOVERED]
        self._alarms = [column for column, label in enumerate(labels) if label.alarm]
        self._enquiries = [n for n, label in enumerate(labels) if label.entry in urgent and not label.alarm]

    def __call__(self, scores: Matrix, strangeness: Matrix) -> Judgement:
        """The judgement of each row; an urgent entry has the better of its two scores."""
        by_entry = np.maximum.reduceat(scores[:, self._columns], self._starts, axis=1)
        ordered = np.sort(by_entry, axis=1)
        second = ordered[:, -2] if len(self.entries) > 1 else np.zeros_like(strangeness)
        declined = np.maximum(_best(scores, self._declined), 0)
        return Judgement(
            entries=self.entries,
            scores=by_entry,
            confidence=ordered[:, -1] - declined - STRANGENESS_WEIGHT * strangeness,
            lead=ordered[:, -1] - second,
            declined=declined,
            alarm=_best(scores, self._alarms),
            enquiry=_best(scores, self._enquiries),
        )


def _best(scores: Matrix, columns: list[int]) -> Matrix:
    """The best score among the columns, 0 where there are none."""
    return scores[:, columns].max(axis=1) if columns else np.zeros(len(scores), dtype=np.float32)
