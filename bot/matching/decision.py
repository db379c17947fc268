"""How likely it is that the first entry answers a text, and that the text describes something urgent."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.knowledge import Calibration
from bot.matching import logistic
from bot.matching.judgement import Judgement, best
from bot.matching.letters import Matrix

SURENESS = 8.0
"""How sharply scores become shares: a lead of 0.1 is a little over two to one."""

ANSWER = (
    *("first", "second", "third", "lead", "declined", "strangeness", "share", "spread", "length"),
    *("alarm", "enquiry", "agreement", "lead_abroad", "declined_abroad"),
)
ALARM = (
    *("described", "described_in_part", "asked_in_part", "enquiry", "words", "first", "declined"),
    *("strangeness", "length", "described_abroad"),
)


@dataclass(frozen=True)
class Heard:
    """Texts as both rankings judge them, a row for each, and how many words each has."""

    judged: Judgement
    abroad: Judgement
    words: Matrix

    def row(self, place: int) -> "Heard":
        """One of the texts."""
        return self.rows(slice(place, place + 1))

    def rows(self, chosen: slice) -> "Heard":
        """Some of them."""
        return Heard(self.judged.rows(chosen), self.abroad.rows(chosen), self.words[chosen])


def answer_features(heard: Heard) -> Matrix:
    """A row of the numbers that `ANSWER` names for each text."""
    judged, abroad = heard.judged, heard.abroad
    first, second, third = _top(judged.scores)
    shares = np.exp(SURENESS * (judged.scores - first[:, None]))
    shares /= shares.sum(axis=1, keepdims=True)
    ahead, behind, _ = _top(abroad.scores)
    own = np.take_along_axis(abroad.scores, judged.scores.argmax(axis=1)[:, None], axis=1)[:, 0]
    return np.column_stack(
        [
            *(first, second, third, first - second, judged.declined, judged.strangeness),
            *(shares.max(axis=1), -(shares * np.log(shares + 1e-9)).sum(axis=1), np.log1p(heard.words)),
            *(best(judged.alarms), judged.enquiry, own - ahead, ahead - behind, abroad.declined),
        ]
    )


def alarm_features(whole: Heard, parts: Heard, owners: Sequence[int], signs: Matrix) -> Matrix:
    """A row of the numbers that `ALARM` names for each of the `whole` texts.

    `parts` are their sentences, or themselves; `owners` says whose. `signs` is 1 where words of a sign stand.
    """
    judged = whole.judged
    asked = np.zeros(len(judged.scores), dtype=np.float32)
    described = np.zeros_like(asked)
    np.maximum.at(described, owners, best(parts.judged.alarms))
    net = np.full_like(asked, -1)
    np.maximum.at(net, owners, best(parts.judged.alarms) - parts.judged.enquiry)
    return np.column_stack(
        [
            *(best(judged.alarms), described, net, judged.enquiry, signs, _top(_calm(judged))[0]),
            *(judged.declined, judged.strangeness, np.log1p(whole.words), best(whole.abroad.alarms)),
        ]
    )


def answerable(calibration: Calibration, heard: Heard, *, foreign: bool = False) -> Matrix:
    """The probability that the first entry of each row is a right one."""
    weights = calibration.abroad if foreign else calibration.answer
    return logistic.probability(weights, ANSWER, answer_features(heard))


def _calm(judged: Judgement) -> Matrix:
    columns = [column for column, entry in enumerate(judged.entries) if entry not in judged.urgent]
    return judged.scores[:, columns] if columns else np.zeros((len(judged.scores), 1), dtype=np.float32)


def _top(scores: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """The three best scores of each row; 0 where there are fewer."""
    rows = np.zeros((len(scores), 3), dtype=np.float32)
    ordered = -np.sort(-scores, axis=1)[:, :3]
    rows[:, : ordered.shape[1]] = ordered
    return rows[:, 0], rows[:, 1], rows[:, 2]
