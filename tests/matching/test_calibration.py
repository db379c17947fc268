"""Tests of bot.matching.calibration."""

from collections.abc import Sequence

import numpy as np
import pytest

from bot.knowledge import Calibration, RedFlags
from bot.matching.calibration import (
    ANSWERED_THOUGH_UNCOVERED,
    ASKED_ABOUT,
    FALSE_ALARMS,
    MISLED,
    UNHEARD,
    Lessons,
    calibrate,
)
from bot.matching.ear import LeaveOneOut, encoded, parts
from bot.matching.examples import UNCOVERED, Label, Taught, labels, targets
from bot.matching.judgement import Judge, Judgement, answerable
from bot.matching.matcher import Matcher
from bot.matching.red_flags import SignFinder
from bot.matching.similarity import Encoded, Similarity, meanings
from tests.matching import toy

NO_SIGNS = SignFinder(RedFlags(words={}, signs=()))
ONE = 1.5
"""A threshold is one of the values: one example more or less is no mistake."""


def lessons(matcher: Matcher, taught: Sequence[Taught]) -> Lessons:
    """The examples as the bot hears them."""
    encoder = matcher.english.encoder

    def heard(texts: Sequence[str]) -> list[Encoded]:
        if not texts:
            return []
        readings = [matcher.wording.read(text) for text in texts]
        return encoded(readings, meanings(encoder, [encoder.given(one) for one in readings]))

    return Lessons(
        taught,
        heard([one.text for one in taught]),
        [heard(telling(matcher, one.text)) for one in taught],
    )


def telling(matcher: Matcher, text: str) -> list[str]:
    """The sentences in which the words of a sign stand."""
    return [one for one in parts(text)[1:] if matcher.signs.find(matcher.wording.read(one).forms)]


class Trial:
    """A part of the examples that ship, each as if it had not been written."""

    def __init__(self, matcher: Matcher) -> None:
        english = [one for one in matcher.knowledge.examples if one.lang == "en" and one.intent is None]
        real = english[::5]  # What is wanted done teaches no threshold.
        self.taught = [
            Taught(one.text, _labels(one.alarm, one.entries), real=True)
            for one in real
            if matcher.wording.of(one.text)
        ]
        self.lessons = lessons(matcher, self.taught)
        self.calibration = calibrate(self.lessons, None, matcher.signs)
        left_out = LeaveOneOut(Similarity(self.lessons.encoded), targets(self.taught, labels(self.taught)))
        judge = Judge(labels(self.taught))
        self.judged: Judgement = judge(left_out.scores, left_out.strangeness)
        self.sure = answerable(self.calibration, self.judged)

    def share(self, outcomes: Sequence[bool], among: Sequence[bool]) -> tuple[float, float]:
        """How many of those `among` have the outcome, and what one of them makes."""
        counted = [outcome for outcome, counts in zip(outcomes, among, strict=True) if counts]
        return sum(counted) / len(counted), ONE / len(counted)


def _labels(alarm: str | None, entries: Sequence[str]) -> tuple[Label, ...]:
    return (Label(alarm, alarm=True),) if alarm else tuple(map(Label, entries)) or (UNCOVERED,)


@pytest.fixture(scope="module")
def trial(matcher: Matcher) -> Trial:
    """Calibrated once."""
    return Trial(matcher)


def test_the_budgets_hold(trial: Trial) -> None:
    """Few covered texts get a wrong answer or no suggestion, few uncovered ones get an answer."""
    calm = [not one.labels[0].alarm for one in trial.taught]
    covered = [c and UNCOVERED not in one.labels for c, one in zip(calm, trial.taught, strict=True)]
    uncovered = [UNCOVERED in one.labels for one in trial.taught]
    answered = (trial.sure > trial.calibration.answered_from).tolist()
    best = [trial.judged.entries[column] for column in trial.judged.scores.argmax(axis=1)]
    wrong = [
        a and entry not in {label.entry for label in one.labels}
        for a, entry, one in zip(answered, best, trial.taught, strict=True)
    ]
    unheard = (trial.sure < trial.calibration.suggested_from).tolist()
    for outcomes, among, budget in (
        (wrong, covered, MISLED),
        (unheard, covered, UNHEARD),
        (answered, uncovered, ANSWERED_THOUGH_UNCOVERED),
    ):
        share, one = trial.share(outcomes, among)
        assert share <= budget + one


def test_the_budgets_are_spent(trial: Trial) -> None:
    """Thresholds are no higher than they need to be: many left-out texts still find their entry."""
    right = [
        trial.judged.entries[column] in {label.entry for label in one.labels}
        for column, one in zip(trial.judged.scores.argmax(axis=1), trial.taught, strict=True)
    ]
    sure = trial.sure >= trial.calibration.answered_from
    covered = np.array([UNCOVERED not in one.labels for one in trial.taught])
    assert (sure & np.array(right))[covered].mean() > 0.2
    assert trial.calibration.suggested_from <= trial.calibration.answered_from


def test_an_alarm_needs_more_than_a_question(trial: Trial) -> None:
    """It is raised only where a sign would also be asked about, and seldom for those who describe none."""
    assert trial.calibration.asked_from <= trial.calibration.raised_from
    assert FALSE_ALARMS < ASKED_ABOUT


WALKS = [
    "can i walk with a cramp",
    "may i walk on it",
    "is walking bad for cramps",
    "walking with a cramped foot",
]
BEDS = ["how do i lie in bed", "how to lie at night", "a good way to lie", "lying down in bed at night"]
FAR_OFF = [
    *("what is the capital of france", "sing me a song", "who won the match", "price of gold"),
    *("book a table for two", "weather in oslo", "translate this", "tell a joke"),
]


def made(declined: Sequence[str]) -> Calibration:
    """What comes of two entries and some questions that must be declined."""
    taught = [
        *(Taught(text, (Label("walk"),)) for text in WALKS),
        *(Taught(text, (Label("bed"),)) for text in BEDS),
        *(Taught(text, (UNCOVERED,)) for text in declined),
    ]
    texts = toy.encoded([one.text for one in taught])
    return calibrate(Lessons(taught, texts, [[] for _ in texts]), None, NO_SIGNS)


def test_where_nothing_is_urgent_no_alarm_is_learnt() -> None:
    """And none is raised."""
    found = made(FAR_OFF)
    assert found.alarm == {}
    assert found.raised_from > 0.5
    assert found.abroad == found.answer
