"""The figures that the knowledge that ships reaches, on questions by an author who had not seen it."""

from pathlib import Path
from random import Random
from statistics import mean

import pytest

from bot.evaluation.labelled import LabelledQuestion, read_labelled
from bot.evaluation.scores import Scores, Share, score
from bot.evaluation.typos import with_typos
from bot.knowledge import Knowledge
from bot.matching import Matcher

QUESTIONS = Path(__file__).parents[2] / "benchmarks" / "blind.jsonl"
SEEDS = (1, 2, 3)
"""Of typing errors; more than one, because a single draw is off by a point either way."""


def share(part: Share) -> float:
    """As a number."""
    return part.part / part.whole


@pytest.fixture(scope="module")
def questions(knowledge: Knowledge) -> list[LabelledQuestion]:
    """Labelled questions that the knowledge was not written from."""
    return read_labelled(QUESTIONS, knowledge.entries)


@pytest.fixture(scope="module")
def scores(matcher: Matcher, questions: list[LabelledQuestion]) -> Scores:
    """What becomes of them."""
    return score((question, matcher.reply(question.question)) for question in questions)


@pytest.fixture(scope="module")
def mistyped(matcher: Matcher, questions: list[LabelledQuestion]) -> list[Scores]:
    """What becomes of them with one or two typing errors in each."""
    return [
        score((question, matcher.reply(with_typos(question.question, random))) for question in questions)
        for random in map(Random, SEEDS)
    ]


def test_most_questions_are_answered_right(scores: Scores) -> None:
    """At once, without asking back."""
    assert share(scores.right) >= 0.78


def test_nearly_everybody_is_helped(scores: Scores) -> None:
    """By an answer, or by a suggestion."""
    assert share(scores.helped) >= 0.92


def test_few_are_misled(scores: Scores) -> None:
    """A wrong answer is worse than none."""
    assert share(scores.misled) <= 0.08


def test_what_is_urgent_is_seen(scores: Scores) -> None:
    """Nearly always."""
    assert share(scores.urgent) >= 0.93


def test_what_is_not_covered_is_declined(scores: Scores) -> None:
    """Mostly; the questions are near misses above all."""
    assert share(scores.over_answered) <= 0.10


def test_typing_errors_cost_few_answers(scores: Scores, mistyped: list[Scores]) -> None:
    """Five points at most."""
    assert share(scores.right) - mean(share(one.right) for one in mistyped) <= 0.05


def test_typing_errors_mislead_nobody(mistyped: list[Scores]) -> None:
    """Who is not understood is asked back."""
    assert mean(share(one.misled) for one in mistyped) <= 0.08
