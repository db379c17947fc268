"""What the scores of a text say: its candidates, and how likely an answer or an alarm is.

The probabilities are logistic regression over a few features (McCullagh and Nelder 1989, chapter 4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Calibration, Intent, Weights
from bot.matching.examples import UNCOVERED, Label
from bot.matching.red_flags import SignFinder
from bot.matching.similarity import Matrix

BIAS = "bias"
PENALTY = 1.0
"""L2 penalty on the weights of standardised features, which are few and correlated."""
STEPS = 50

_TINY = 1e-6


def fit(names: Sequence[str], features: Matrix, outcomes: NDArray[np.bool_]) -> dict[str, float]:
    """The weights by the names of the features, by Newton's method; `features` has a row for each outcome."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + _TINY
    rows = np.column_stack([(features - mean) / spread, np.ones(len(features))]).astype(np.float64)
    penalty = np.diag([PENALTY] * len(names) + [_TINY])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = _logistic(rows @ weights)
        slope = rows.T @ (likely - outcomes) + penalty @ weights
        curve = (rows.T * (likely * (1 - likely))) @ rows + penalty
        weights -= np.linalg.solve(curve, slope)
    scaled = weights[:-1] / spread
    bias = weights[-1] - scaled @ mean
    return {BIAS: float(bias), **dict(zip(names, scaled.tolist(), strict=True))}


def probability(weights: Mapping[str, float], names: Sequence[str], features: Matrix) -> Matrix:
    """How likely each row's outcome is; features without a weight do not count."""
    known = np.array([weights.get(name, 0.0) for name in names])
    return _logistic(features @ known + weights.get(BIAS, 0.0)).astype(np.float32)


def _logistic(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(values, -30, 30)))


@dataclass(frozen=True)
class Judgement:
    """What texts may be about, a row for each.

    `scores` has a column for each of `entries`; an urgent one has the better of being described and being
    asked about. `wanted` has a column for each of `intents`, which count towards their entry. `alarms` has a
    column for each of `urgent`: how much it is described. `enquiry` is the best score of asking about one,
    `declined` that of what must be declined.
    """

    entries: tuple[str, ...]
    urgent: tuple[str, ...]
    intents: tuple[tuple[str, Intent], ...]
    """Each with its entry."""
    scores: Matrix
    wanted: Matrix
    alarms: Matrix
    enquiry: Matrix
    declined: Matrix
    strangeness: Matrix

    @property
    def described(self) -> Matrix:
        """The highest alarm of each row."""
        total: Matrix = self.alarms.sum(axis=1)
        return total

    def order(self, row: int) -> list[int]:
        """The columns of a row's entries, best first."""
        return np.argsort(-self.scores[row], kind="stable").tolist()  # type: ignore[no-any-return]


COUNTED = 0.1
"""The score from which an intent counts for its entry: many that hardly fit do not make one that does."""


class Judge:
    """Turns scores of labels into scores of entries."""

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
        wanted = [(label.entry, label.intent, n) for n, label in enumerate(labels) if label.intent]
        self.intents = tuple((entry, intent) for entry, intent, _ in wanted if entry)
        self._wanted = [column for _, _, column in wanted]
        plain = {label.entry: n for n, label in reversed([*enumerate(labels)]) if not label.alarm}
        self._plain = [plain[entry] for entry, _, _ in wanted]
        self._alarms = [labels.index(Label(entry, alarm=True)) for entry in self.urgent]
        self._enquiries = [
            n for n, label in enumerate(labels) if label.entry in self.urgent and not label.alarm
        ]
        self._declined = [column for column, label in enumerate(labels) if label == UNCOVERED]

    def __call__(self, scores: Matrix, strangeness: Matrix) -> Judgement:
        """The judgement of each row."""
        wanted = scores[:, self._wanted]
        if self._wanted:
            scores = scores.copy()
            for n, (column, plain) in enumerate(zip(self._wanted, self._plain, strict=True)):
                if column != plain:
                    scores[:, plain] += np.where(wanted[:, n] >= COUNTED, wanted[:, n], 0)
        return Judgement(
            entries=self.entries,
            urgent=self.urgent,
            intents=self.intents,
            wanted=wanted,
            scores=np.maximum.reduceat(scores[:, self._columns], self._starts, axis=1),
            alarms=scores[:, self._alarms],
            enquiry=best(scores[:, self._enquiries]),
            declined=best(scores[:, self._declined]),
            strangeness=strangeness,
        )


def best(scores: Matrix) -> Matrix:
    """The best score of each row, at least 0."""
    return scores.max(axis=1, initial=0)  # type: ignore[no-any-return]


ANSWER = ("first", "lead", "declined", "strangeness")
ALARM = ("described", "enquiry", "words", "denied", "otherwise", "declined")

DOUBT = np.float32(0.5)
"""Factor for an alarm whose signs are all denied: "nothing swollen or red"."""


@dataclass(frozen=True)
class Signs:
    """Whether the words of a sign stand in each text, and whether they are denied there."""

    found: Matrix
    denied: Matrix


def look_for(signs: SignFinder, texts: Sequence[Sequence[Sequence[str]]]) -> Signs:
    """In texts of sentences, each in several wordings."""
    found = [signs.any(sentences) for sentences in texts]
    denied = [signs.denied(sentences) for sentences in texts]
    return Signs(np.array(found, dtype=np.float32), np.array(denied, dtype=np.float32))


def answer_features(judged: Judgement) -> Matrix:
    """A row of the numbers that `ANSWER` names for each text."""
    ordered = -np.sort(-judged.scores, axis=1)
    first = ordered[:, 0]
    second = ordered[:, 1] if ordered.shape[1] > 1 else np.zeros_like(first)
    return np.column_stack([first, first - second, judged.declined, judged.strangeness])


def alarm_features(judged: Judgement, signs: Signs) -> Matrix:
    """A row of the numbers that `ALARM` names for each text."""
    return np.column_stack(
        [judged.described, judged.enquiry, signs.found, signs.denied, _calm(judged), judged.declined]
    )


def answerable(calibration: Calibration, judged: Judgement, *, foreign: bool = False) -> Matrix:
    """The probability that the first entry of each row is right."""
    weights = calibration.abroad if foreign else calibration.answer
    return probability(weights, ANSWER, answer_features(judged))


def alarming(weights: Weights, judged: Judgement, signs: Signs) -> Matrix:
    """The probability that each row describes something urgent; none does where nothing is."""
    if not judged.urgent:
        return np.zeros(len(judged.scores), dtype=np.float32)
    likely = probability(weights, ALARM, alarm_features(judged, signs))
    only_denied: Matrix = signs.denied * (1 - signs.found)
    doubted: Matrix = likely * (1 - DOUBT * only_denied)
    return doubted


def _calm(judged: Judgement) -> Matrix:
    """The best score of what is not urgent."""
    columns = [column for column, entry in enumerate(judged.entries) if entry not in judged.urgent]
    return best(judged.scores[:, columns])
