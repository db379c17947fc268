"""Tests of bot.matching.judgement."""

import numpy as np
import pytest

from bot.matching.examples import UNCOVERED, Label
from bot.matching.judgement import Judge, Judgement

LABELS = [Label("walk"), Label("alarm", alarm=True), UNCOVERED, Label("alarm"), Label("bed")]


def judge(labels: list[Label], *scores: list[float]) -> Judgement:
    """The judgement of some texts."""
    return Judge(labels)(np.array(scores, dtype=np.float32), np.zeros(len(scores), np.float32))


def test_an_entry_has_the_better_of_its_scores() -> None:
    """Of describing something urgent and of asking about it; the columns have names."""
    judgement = judge(LABELS, [0.1, 0.6, 0.0, 0.2, 0.3])
    assert judgement.entries == ("alarm", "bed", "walk")
    assert judgement.scores[0] == pytest.approx([0.6, 0.3, 0.1])
    assert judge(LABELS, [0.1, 0.2, 0.0, 0.5, 0.3]).scores[0] == pytest.approx([0.5, 0.3, 0.1])


def test_an_alarm_and_an_enquiry_are_told_apart() -> None:
    """Only an urgent entry has either."""
    judgement = judge(LABELS, [0.9, 0.6, 0.0, 0.2, 0.3])
    assert judgement.urgent == ("alarm",)
    assert (judgement.described[0], judgement.enquiry[0]) == pytest.approx((0.6, 0.2))
    calm = judge([Label("walk"), Label("bed")], [0.9, 0.1])
    assert (calm.described[0], calm.enquiry[0], calm.declined[0]) == (0, 0, 0)


def test_what_several_urgent_entries_describe_adds_up() -> None:
    """A message may be a little like a fit and a little like a poisoning, and is urgent all the same."""
    labels = [Label("fit", alarm=True), Label("poison", alarm=True), Label("walk")]
    assert judge(labels, [0.3, 0.4, 0.5]).described[0] == pytest.approx(0.7)


def test_what_must_be_declined_never_counts_in_favour() -> None:
    """A score below nothing is none."""
    assert judge(LABELS, [0.1, 0.6, -0.3, 0.2, 0.3]).declined[0] == 0


def test_every_row_is_judged_for_itself() -> None:
    """A row is a text."""
    judgement = judge([Label("walk"), Label("bed")], [0.5, 0.3], [0.1, 0.9])
    assert judgement.order(0) == [1, 0]
    assert judgement.order(1) == [0, 1]
