"""The figures that the knowledge that ships reaches, on questions by an author who had not seen it."""

from pathlib import Path
from random import Random
from statistics import mean

import pytest

from bot.evaluation.labelled import LabelledQuestion, read_labelled, with_typos
from bot.evaluation.scores import Scores, Share, score
from bot.knowledge import Knowledge
from bot.matching import Matcher

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
SEEDS = (1, 2, 3)
"""Of typing errors; more than one, because a single draw is off by a point either way."""


def share(part: Share) -> float:
    """As a number."""
    return part.part / part.whole


def scored(matcher: Matcher, questions: list[LabelledQuestion]) -> Scores:
    """What becomes of questions."""
    return score((question, matcher.reply(question.question)) for question in questions)


@pytest.fixture(scope="module")
def stories(knowledge: Knowledge) -> list[LabelledQuestion]:
    """What people write, long and short."""
    return read_labelled(BENCHMARKS / "stories.jsonl", knowledge.entries)


@pytest.fixture(scope="module")
def scores(matcher: Matcher, stories: list[LabelledQuestion]) -> Scores:
    """What becomes of it."""
    return scored(matcher, stories)


@pytest.fixture(scope="module")
def mistyped(matcher: Matcher, stories: list[LabelledQuestion]) -> list[Scores]:
    """What becomes of it with one or two typing errors in each question."""
    return [
        score((question, matcher.reply(with_typos(question.question, random))) for question in stories)
        for random in map(Random, SEEDS)
    ]


def test_most_questions_are_answered_right(scores: Scores) -> None:
    """At once, without asking back."""
    assert share(scores.right) >= 0.84


def test_nearly_everybody_is_helped(scores: Scores) -> None:
    """By an answer, or by a suggestion."""
    assert share(scores.helped) >= 0.95


def test_few_are_misled(scores: Scores) -> None:
    """A wrong answer is worse than none."""
    assert share(scores.misled) <= 0.04


def test_what_is_urgent_is_seen(scores: Scores) -> None:
    """Always: an alarm is raised, or the sign is asked about."""
    assert share(scores.urgent) == 1


def test_few_are_frightened(scores: Scores) -> None:
    """Nobody by an alarm, and few by a question about a sign."""
    assert share(scores.false_alarms) <= 0.01
    assert share(scores.checked) <= 0.06


def test_what_is_not_covered_is_declined(scores: Scores) -> None:
    """Nearly always; half of the questions are near misses."""
    assert share(scores.over_answered) <= 0.04


def test_typing_errors_cost_few_answers(scores: Scores, mistyped: list[Scores]) -> None:
    """Five points at most."""
    assert share(scores.right) - mean(share(one.right) for one in mistyped) <= 0.05


def test_typing_errors_mislead_nobody(mistyped: list[Scores]) -> None:
    """Who is not understood is asked back."""
    assert mean(share(one.misled) for one in mistyped) <= 0.05


def test_alarms_and_what_looks_like_them(matcher: Matcher, knowledge: Knowledge) -> None:
    """Signs are found; most of what only looks like one is told apart."""
    found = scored(matcher, read_labelled(BENCHMARKS / "alarms.jsonl", knowledge.entries))
    assert share(found.urgent) >= 0.95
    assert share(found.helped) >= 0.92
    assert share(found.misled) <= 0.1
    assert share(found.false_alarms) <= 0.1


def test_other_languages(matcher: Matcher, knowledge: Knowledge) -> None:
    """Ten of them, with English entries; no sign is missed."""
    found = scored(matcher, read_labelled(BENCHMARKS / "tongues.jsonl", knowledge.entries))
    assert share(found.urgent) == 1
    assert share(found.right) >= 0.75
    assert share(found.misled) <= 0.08
