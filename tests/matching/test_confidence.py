"""Tests of bot.matching.confidence."""

import numpy as np
import pytest

from bot.matching.confidence import STRANGENESS_WEIGHT, Judge, Judgement
from bot.matching.examples import UNCOVERED, Label

LABELS = [Label("walk"), Label("alarm", alarm=True), UNCOVERED, Label("alarm"), Label("bed")]


def judge(labels: list[Label], scores: list[float], strangeness: float = 0.0) -> Judgement:
    """The judgement of one text."""
    return Judge(labels)(np.array([scores], dtype=np.float32), np.array([strangeness], dtype=np.float32))


def test_an_entry_has_the_better_of_its_scores() -> None:
    """Of describing something urgent and of asking about it; the columns have names."""
    judgement = judge(LABELS, [0.1, 0.6, 0.0, 0.2, 0.3])
    assert judgement.entries == ("alarm", "bed", "walk")
    assert judgement.scores[0] == pytest.approx([0.6, 0.3, 0.1])
    assert judge(LABELS, [0.1, 0.2, 0.0, 0.5, 0.3]).scores[0] == pytest.approx([0.5, 0.3, 0.1])


def test_an_alarm_and_an_enquiry_are_told_apart() -> None:
    """Only an urgent entry has either."""
    judgement = judge(LABELS, [0.9, 0.6, 0.0, 0.2, 0.3])
    assert (judgement.alarm[0], judgement.enquiry[0]) == pytest.approx((0.6, 0.2))
    calm = judge([Label("walk"), Label("bed")], [0.9, 0.1])
    assert (calm.alarm[0], calm.enquiry[0]) == (0, 0)


def test_the_lead_is_over_the_second_entry() -> None:
    """Not over the other score of the same one."""
    assert judge(LABELS, [0.1, 0.6, 0.0, 0.5, 0.2]).lead[0] == pytest.approx(0.4)


def test_a_single_entry_leads_by_its_score() -> None:
    """There is nobody to be mistaken for."""
    judgement = judge([Label("walk")], [0.7])
    assert judgement.lead[0] == pytest.approx(0.7)
    assert judgement.confidence[0] == pytest.approx(0.7)


@pytest.mark.parametrize(("declined", "expected"), [(0.25, 0.35), (-0.3, 0.6), (0.8, -0.2)])
def test_what_must_be_declined_lowers_the_confidence(declined: float, expected: float) -> None:
    """And never raises it."""
    assert judge(LABELS, [0.1, 0.6, declined, 0.2, 0.3]).confidence[0] == pytest.approx(expected)


def test_strangeness_lowers_the_confidence() -> None:
    """By a part of it; the scores stay."""
    judgement = judge(LABELS, [0.1, 0.6, 0.0, 0.2, 0.3], strangeness=0.4)
    assert judgement.confidence[0] == pytest.approx(0.6 - STRANGENESS_WEIGHT * 0.4)
    assert judgement.scores[0].max() == pytest.approx(0.6)


def test_nothing_is_declined_where_everything_is_covered() -> None:
    """As in a folder without such questions."""
    assert judge([Label("walk"), Label("bed")], [0.5, 0.3]).confidence[0] == pytest.approx(0.5)


def test_every_row_is_judged_for_itself() -> None:
    """A row is a text."""
    scores = np.array([[0.5, 0.3, 0.4], [0.1, 0.9, 0.0]], dtype=np.float32)
    strangeness = np.array([0.2, 0.0], dtype=np.float32)
    judgement = Judge([Label("walk"), Label("bed"), UNCOVERED])(scores, strangeness)
    assert judgement.confidence == pytest.approx([0.5 - 0.4 - STRANGENESS_WEIGHT * 0.2, 0.9], abs=1e-6)
    assert judgement.lead == pytest.approx([0.2, 0.8])
