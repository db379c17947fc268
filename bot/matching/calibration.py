"""Learns the decision thresholds from the examples by leave-one-out cross-validation.

Only what real people might have written teaches it; editors' questions are unlike each other on purpose. The
budgets say what may go wrong; docs/matching.md has what comes of them on questions that taught nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.knowledge import Calibration
from bot.language import ENGLISH
from bot.matching import judgement
from bot.matching.ear import LeaveOneOut
from bot.matching.examples import UNCOVERED, Taught, labels, targets
from bot.matching.judgement import (
    ALARM,
    ANSWER,
    Judge,
    Judgement,
    alarm_features,
    alarming,
    answer_features,
    look_for,
)
from bot.matching.red_flags import SignFinder
from bot.matching.similarity import Encoded, Matrix, Similarity

MISLED = 0.05
"""Of the covered texts, how many may get a wrong answer. Many were made hard; of what people write, fewer."""
ANSWERED_THOUGH_UNCOVERED = 0.03
"""Of the uncovered texts, how many may get an answer."""
UNHEARD = 0.02
"""Of the covered texts, how many may get no suggestion."""
FALSE_ALARMS = 0.02
"""Of the texts that describe nothing urgent, how many may raise an alarm."""
ASKED_ABOUT = 0.1
"""Of them, how many may be asked about a sign."""


@dataclass(frozen=True)
class Lessons:
    """Examples with what they mean; `alarming` are the sentences of each that have the words of a sign."""

    taught: Sequence[Taught]
    encoded: Sequence[Encoded]
    alarming: Sequence[Sequence[Encoded]] = ()


@dataclass(frozen=True)
class _Decision:
    """Weights and thresholds that decide when the top result of one encoder's ranking is an answer."""

    weights: dict[str, float]
    answered_from: float
    suggested_from: float

    @classmethod
    def learn(cls, judged: Judgement, taught: Sequence[Taught]) -> "_Decision":
        """From the real ones that are no alarm, or from all where none is."""
        calm = np.array([not one.labels[0].alarm for one in taught])
        real = np.array([one.real for one in taught])
        rows = np.flatnonzero(calm & (real | ~real.any()))
        winners = judged.scores.argmax(axis=1)
        chosen = [(taught[row].labels, judged.entries[winners[row]]) for row in rows.tolist()]
        right = np.array([any(label.entry == entry for label in wanted) for wanted, entry in chosen])
        covered = np.array([UNCOVERED not in wanted for wanted, _ in chosen])
        features = answer_features(judged)[rows]
        weights = judgement.fit(ANSWER, features, right)
        sure = judgement.probability(weights, ANSWER, features)
        misled = _ceiling(np.where(right, -1, sure)[covered], MISLED)
        return cls(
            weights,
            max(misled, _ceiling(sure[~covered], ANSWERED_THOUGH_UNCOVERED)),
            _floor(sure[covered], UNHEARD),
        )


def calibrate(english: Lessons, abroad: Lessons | None, signs: SignFinder) -> Calibration:
    """The weights and thresholds for examples, and the signs that words may tell.

    `abroad` has all examples as the encoder for many languages reads them, None without other languages.
    """
    left_out = LeaveOneOut(Similarity(english.encoded), targets(english.taught, labels(english.taught)))
    judge = Judge(labels(english.taught))
    judged = judge(left_out.scores, left_out.strangeness)
    here = _Decision.learn(judged, english.taught)
    there = _abroad(abroad) if abroad else here
    alarm, raised_from, asked_from = _alarm(english, judged, judge, left_out, signs)
    return Calibration(
        answer=here.weights,
        abroad=there.weights,
        alarm=alarm,
        answered_from=here.answered_from,
        abroad_from=there.answered_from,
        suggested_from=here.suggested_from,
        raised_from=raised_from,
        asked_from=asked_from,
    )


def _abroad(lessons: Lessons) -> _Decision:
    """From examples in other languages: the English ones help to rank, but many were made hard."""
    among = labels(lessons.taught)
    left_out = LeaveOneOut(Similarity(lessons.encoded, letters=0), targets(lessons.taught, among))
    rows = [row for row, one in enumerate(lessons.taught) if one.language != ENGLISH]
    rows = rows or list(range(len(lessons.taught)))
    judged = Judge(among)(left_out.scores[rows], left_out.strangeness[rows])
    return _Decision.learn(judged, [lessons.taught[row] for row in rows])


def _alarm(
    lessons: Lessons, whole: Judgement, judge: Judge, left_out: LeaveOneOut, signs: SignFinder
) -> tuple[dict[str, float], float, float]:
    """The weights, and the probabilities from which an alarm is raised and a sign is asked about."""
    described = np.array([one.labels[0].alarm for one in lessons.taught])
    if not described.any():
        return {}, 1.0, 1.0
    forms = [
        [part.reading.forms for part in parts] or [one.reading.forms]
        for one, parts in zip(lessons.encoded, lessons.alarming, strict=True)
    ]
    words = look_for(signs, forms)
    real = np.array([one.real for one in lessons.taught])
    # Editors' questions teach the difference between having a sign and asking about one.
    urgent = np.array([any(label.entry in judge.urgent for label in one.labels) for one in lessons.taught])
    rows = np.flatnonzero(real | urgent | ~real.any())
    weights = judgement.fit(ALARM, alarm_features(whole, words)[rows], described[rows])
    danger = alarming(weights, whole, words)
    owners = [row for row, parts in enumerate(lessons.alarming) for _ in parts]
    sentences = [part for parts in lessons.alarming for part in parts]
    scores = left_out.of_parts(sentences, owners)
    none = np.zeros(len(scores), dtype=np.float32)
    alone = look_for(signs, [[part.reading.forms] for part in sentences])
    np.maximum.at(danger, owners, alarming(weights, judge(scores, none), alone))
    calm = danger[(real | ~real.any()) & ~described]
    return weights, _ceiling(calm, FALSE_ALARMS), _ceiling(calm, ASKED_ABOUT)


def _ceiling(values: Matrix, share: float) -> float:
    """A value that only this share of the values reaches; 0 of none."""
    return float(np.quantile(values, 1 - share)) if len(values) else 0.0


def _floor(values: Matrix, share: float) -> float:
    """A value that this share of the values stays below."""
    return float(np.quantile(values, share)) if len(values) else 0.0
