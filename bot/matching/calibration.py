"""Thresholds from the examples themselves, each matched as if it had not been written.

Left-out examples are harder than what people ask: editors write them to be unlike each other. The budgets
allow for that; docs/matching.md has what comes of them on questions that people asked.
"""

import numpy as np

from bot.knowledge import Thresholds
from bot.matching.confidence import Judge, Judgement
from bot.matching.examples import UNCOVERED, Label
from bot.matching.letters import Matrix
from bot.matching.ridge import leave_one_out
from bot.matching.similarity import Similarity

ANSWERED_THOUGH_UNCOVERED = 0.13
"""Of the left-out uncovered examples, how many may get an answer."""
MISLED = 0.09
"""Of the left-out covered examples, how many may get a wrong answer."""
UNKNOWN_THOUGH_COVERED = 0.016
"""Of the left-out covered examples, how many may get no suggestion."""
FALSE_ALARMS = 0.01
"""Of the left-out examples that are no alarm, how many may raise one."""


def calibrate(similarity: Similarity, labels: list[Label], classes: list[int]) -> Thresholds:
    """The lowest thresholds within the budgets; `classes` are indices of `labels`, one an example."""
    judgement = Judge(labels)(*leave_one_out(similarity, classes))
    own = [labels[index] for index in classes]
    covered = np.array([label != UNCOVERED for label in own])
    best = [judgement.entries[column] for column in judgement.scores.argmax(axis=1)]
    wrong = covered & np.array([entry != label.entry for entry, label in zip(best, own, strict=True)])
    suggest = _floor(judgement.confidence[covered], UNKNOWN_THOUGH_COVERED)
    answer = max(suggest, _ceiling(judgement.confidence[~covered], ANSWERED_THOUGH_UNCOVERED))
    sure = judgement.confidence >= answer
    misled = np.where(wrong & sure, judgement.lead, -1)[covered]
    return Thresholds(
        answer=_rounded(answer),
        suggest=_rounded(suggest),
        lead=_rounded(max(0.0, _ceiling(misled, MISLED))),
        urgent=_rounded(_urgent(judgement, own)),
    )


def _urgent(judgement: Judgement, own: list[Label]) -> float:
    calm = np.array([not label.alarm for label in own])
    return _ceiling(np.where(judgement.alarm > judgement.enquiry, judgement.alarm, -1)[calm], FALSE_ALARMS)


def _ceiling(values: Matrix, share: float) -> float:
    """A value that only this share of the values reaches; of no values, minus infinity's stand-in."""
    return float(np.quantile(values, 1 - share)) if len(values) else -1.0


def _floor(values: Matrix, share: float) -> float:
    """A value that this share of the values stays below."""
    return float(np.quantile(values, share))


def _rounded(value: float) -> float:
    return round(value, 3)
