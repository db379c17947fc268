"""How likely it is that the first entry answers a text, and that the text describes something urgent."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.knowledge import Calibration, Weights
from bot.matching import logistic
from bot.matching.judgement import Judgement, best
from bot.matching.letters import Matrix
from bot.matching.red_flags import SignFinder

ANSWER = ("first", "lead", "declined", "strangeness")
ALARM = ("described", "enquiry", "words", "denied", "otherwise", "declined")

DOUBT = np.float32(0.5)
"""How much less likely is an alarm all of whose signs are denied: "nothing swollen or red"."""


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
    """The probability that the first entry of each row is a right one."""
    weights = calibration.abroad if foreign else calibration.answer
    return logistic.probability(weights, ANSWER, answer_features(judged))


def alarming(weights: Weights, judged: Judgement, signs: Signs) -> Matrix:
    """The probability that each row describes something urgent; none does where nothing is."""
    if not judged.urgent:
        return np.zeros(len(judged.scores), dtype=np.float32)
    likely = logistic.probability(weights, ALARM, alarm_features(judged, signs))
    only_denied: Matrix = signs.denied * (1 - signs.found)
    doubted: Matrix = likely * (1 - DOUBT * only_denied)
    return doubted


def _calm(judged: Judgement) -> Matrix:
    """The best score of what is not urgent."""
    columns = [column for column, entry in enumerate(judged.entries) if entry not in judged.urgent]
    return best(judged.scores[:, columns])
