"""Tests of bot.matching.calibration."""

import pytest

from bot.knowledge import Knowledge, Thresholds
from bot.matching.calibration import (
    ANSWERED_THOUGH_UNCOVERED,
    FALSE_ALARMS,
    MISLED,
    UNKNOWN_THOUGH_COVERED,
    calibrate,
)
from bot.matching.confidence import Judge, Judgement
from bot.matching.examples import UNCOVERED, Example, Label, examples
from bot.matching.letters import Matrix
from bot.matching.matcher import Matcher
from bot.matching.ridge import leave_one_out
from bot.matching.similarity import Embed, Similarity

ROUNDED = 0.0005
"""How far a threshold may be from the value that it was taken from."""


def above(values: Matrix, threshold: float, row: int) -> bool:
    """Whether a value is above a threshold, and not only because that is rounded."""
    return bool(values[row] > threshold + ROUNDED)


class LeftOut:
    """Examples of the knowledge, each matched as if it had not been written."""

    def __init__(self, chosen: list[Example], embed: Embed) -> None:
        labels = list(dict.fromkeys(example.label for example in chosen))
        classes = [labels.index(example.label) for example in chosen]
        similarity = Similarity([example.text for example in chosen], embed)
        self.own = [example.label for example in chosen]
        self.thresholds: Thresholds = calibrate(similarity, labels, classes)
        self.judgement: Judgement = Judge(labels)(*leave_one_out(similarity, classes))
        self.best = [self.judgement.entries[column] for column in self.judgement.scores.argmax(axis=1)]

    def sure(self, row: int) -> bool:
        """Whether the best entry is surer than the thresholds for an answer."""
        return above(self.judgement.confidence, self.thresholds.answer, row) and above(
            self.judgement.lead, self.thresholds.lead, row
        )

    def share(self, among: list[bool], outcomes: list[bool]) -> float:
        """How many of the examples `among` have the outcome, but for one of them."""
        counted = sum(outcome for outcome, counts in zip(outcomes, among, strict=True) if counts)
        return max(0, counted - 1) / sum(among)


@pytest.fixture(scope="module")
def left_out(knowledge: Knowledge, matcher: Matcher, embed: Embed) -> LeftOut:
    """A part of the knowledge that ships, so that it does not take long."""
    return LeftOut(examples(knowledge, matcher.wording)[::6], embed)


def test_few_that_must_be_declined_are_answered(left_out: LeftOut) -> None:
    """No more than the budget."""
    uncovered = [label == UNCOVERED for label in left_out.own]
    confidence, answer = left_out.judgement.confidence, left_out.thresholds.answer
    sure = [above(confidence, answer, row) for row in range(len(uncovered))]
    assert left_out.share(uncovered, sure) <= ANSWERED_THOUGH_UNCOVERED


def test_few_are_misled(left_out: LeftOut) -> None:
    """No more than the budget."""
    covered = [label != UNCOVERED for label in left_out.own]
    wrong = [
        left_out.sure(row) and left_out.best[row] != label.entry for row, label in enumerate(left_out.own)
    ]
    assert left_out.share(covered, wrong) <= MISLED


def test_few_get_no_suggestion(left_out: LeftOut) -> None:
    """No more than the budget."""
    covered = [label != UNCOVERED for label in left_out.own]
    confidence, suggest = left_out.judgement.confidence, left_out.thresholds.suggest
    unknown = [value < suggest - ROUNDED for value in confidence.tolist()]
    assert left_out.share(covered, unknown) <= UNKNOWN_THOUGH_COVERED


def test_few_raise_a_false_alarm(left_out: LeftOut) -> None:
    """No more than the budget."""
    calm = [not label.alarm for label in left_out.own]
    judgement, urgent = left_out.judgement, left_out.thresholds.urgent
    alarms = [
        judgement.alarm[row] > judgement.enquiry[row] and above(judgement.alarm, urgent, row)
        for row in range(len(calm))
    ]
    assert left_out.share(calm, alarms) <= FALSE_ALARMS


def test_the_budgets_are_spent(left_out: LeftOut) -> None:
    """Thresholds are no higher than they need to be: most left-out examples still find their entry."""
    covered = [row for row, label in enumerate(left_out.own) if label != UNCOVERED]
    assert left_out.thresholds.suggest <= left_out.thresholds.answer
    found = [row for row in covered if left_out.sure(row) and left_out.best[row] == left_out.own[row].entry]
    assert len(found) / len(covered) > 0.3


WALKS = [
    "can i walk with a cramp",
    "may i walk on it",
    "is walking bad for cramps",
    "walking with a cramped foot",
]
BEDS = [
    "how do i lie in bed",
    "how to lie at night",
    "what is a good way to lie",
    "lying down in bed at night",
]
FAR_OFF = [
    "what is the capital of france",
    "sing me a song",
    "who won the match",
    "price of gold",
    "book a table for two",
    "weather in oslo",
    "translate this",
    "tell a joke",
]


def thresholds(embed: Embed, declined: list[str]) -> Thresholds:
    """What comes of two entries and some questions that must be declined."""
    texts = [*WALKS, *BEDS, *declined]
    labels = [Label("walk"), Label("bed"), *([UNCOVERED] if declined else [])]
    classes = [0] * len(WALKS) + [1] * len(BEDS) + [2] * len(declined)
    return calibrate(Similarity(texts, embed), labels, classes)


def test_near_misses_make_careful(embed: Embed) -> None:
    """The more questions that must be declined look like those of entries, the surer an answer must be."""
    answers = [thresholds(embed, [*FAR_OFF, *WALKS[:count]]).answer for count in (0, 2, 4)]
    assert answers == sorted(answers)
    assert answers[0] < answers[-1]


def test_where_nothing_must_be_declined_a_suggestion_is_an_answer(embed: Embed) -> None:
    """It takes no more to be sure; and there is no alarm to be raised."""
    found = thresholds(embed, [])
    assert found.answer == found.suggest
    assert found.urgent < 0


def test_thresholds_are_short_numbers(embed: Embed) -> None:
    """An editor can read the file."""
    values = thresholds(embed, FAR_OFF).model_dump().values()
    assert all(value == round(value, 3) for value in values)
