"""How likely it is that the first entry answers a text, and that the text describes something urgent."""

from collections.abc import Sequence

import numpy as np

from bot.knowledge import Calibration
from bot.matching import logistic
from bot.matching.judgement import Judgement, best
from bot.matching.letters import Matrix

SURENESS = 8.0
"""How sharply scores become shares: a lead of 0.1 is a little over two to one."""

ANSWER = (
    *("first", "second", "third", "lead", "declined", "strangeness", "share", "spread", "length"),
    *("alarm", "enquiry"),
)
ALARM = (
    *("described", "described_in_part", "asked_in_part", "enquiry", "words", "first", "declined"),
    *("strangeness", "length"),
)


def answer_features(judged: Judgement) -> Matrix:
    """A row of the numbers that `ANSWER` names for each text."""
    first, second, third = _top(judged.scores)
    shares = np.exp(SURENESS * (judged.scores - first[:, None]))
    shares /= shares.sum(axis=1, keepdims=True)
    return np.column_stack(
        [
            *(first, second, third, first - second, judged.declined, judged.strangeness),
            *(shares.max(axis=1), -(shares * np.log(shares + 1e-9)).sum(axis=1), np.log1p(judged.words)),
            *(best(judged.alarms), judged.enquiry),
        ]
    )


def alarm_features(whole: Judgement, parts: Judgement, owners: Sequence[int], signs: Matrix) -> Matrix:
    """A row of the numbers that `ALARM` names for each of the `whole` texts.

    `parts` are their sentences, or themselves; `owners` says whose. `signs` is 1 where words of a sign stand.
    """
    described = np.zeros(len(whole.scores), dtype=np.float32)
    np.maximum.at(described, owners, best(parts.alarms))
    net = np.full_like(described, -1)
    np.maximum.at(net, owners, best(parts.alarms) - parts.enquiry)
    return np.column_stack(
        [
            *(best(whole.alarms), described, net, whole.enquiry, signs, _top(_calm(whole))[0]),
            *(whole.declined, whole.strangeness, np.log1p(whole.words)),
        ]
    )


def answerable(calibration: Calibration, judged: Judgement, *, foreign: bool = False) -> Matrix:
    """The probability that the first entry of each row is a right one."""
    weights = calibration.abroad if foreign else calibration.answer
    return logistic.probability(weights, ANSWER, answer_features(judged))


def _calm(judged: Judgement) -> Matrix:
    columns = [column for column, entry in enumerate(judged.entries) if entry not in judged.urgent]
    return judged.scores[:, columns] if columns else np.zeros((len(judged.scores), 1), dtype=np.float32)


def _top(scores: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """The three best scores of each row; 0 where there are fewer."""
    rows = np.zeros((len(scores), 3), dtype=np.float32)
    ordered = -np.sort(-scores, axis=1)[:, :3]
    rows[:, : ordered.shape[1]] = ordered
    return rows[:, 0], rows[:, 1], rows[:, 2]
