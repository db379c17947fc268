"""Dialogues that are evaluated at their end."""

from pathlib import Path

import pytest

from bot.evaluation.labelled import LabelledQuestion, Turn, read_labelled, reply_to
from bot.evaluation.scores import Scores, score
from bot.knowledge import Knowledge
from bot.matching import Answer, Matcher, Reply

DIALOGUES = Path(__file__).parents[2] / "benchmarks" / "dialogues.jsonl"


def dialogue(*turns: tuple[str, str]) -> LabelledQuestion:
    """What is said turn by turn, each with its topic."""
    *before, last = (Turn(question=said, topics=(topic,)) for said, topic in turns)
    return LabelledQuestion(question=last.question, topics=last.topics, before=tuple(before))


def answered(reply: Reply) -> str | None:
    """The entry of an answer."""
    return reply.entry.id if isinstance(reply, Answer) else None


STRETCH = ("which stretches help before bed?", "pre-bed-stretch")
SHOES = ("Can my shoes cause foot cramps?", "shoes")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ([], "how-long"),
        ([STRETCH], "pre-bed-stretch"),
        ([SHOES, STRETCH], "pre-bed-stretch"),
        ([STRETCH, ("thank you!", "thanks")], "pre-bed-stretch"),
        ([("who won the world cup in 1966", "shoes")], "how-long"),
    ],
)
def test_the_last_topic_is_the_context(
    matcher: Matcher, before: list[tuple[str, str]], expected: str
) -> None:
    """Small talk and what nobody knows are none."""
    assert answered(reply_to(matcher, dialogue(*before, ("how long?", expected)))) == expected


def test_of_suggestions_a_right_one_is_tapped(matcher: Matcher) -> None:
    """As the person would."""
    doubtful = "tablets"
    reply = matcher.reply(doubtful)
    assert not isinstance(reply, Answer)
    then = dialogue((doubtful, "medicines"), ("which ones?", "medicines"))
    assert "medicines" in {candidate.entry.id for candidate in reply.candidates[:3]}
    assert answered(reply_to(matcher, then)) == "medicines"


@pytest.fixture(scope="module")
def dialogues(knowledge: Knowledge) -> list[LabelledQuestion]:
    """Follow-ups after one or two questions."""
    return read_labelled(DIALOGUES, knowledge.entries)


@pytest.fixture(scope="module")
def scores(matcher: Matcher, dialogues: list[LabelledQuestion]) -> Scores:
    """What becomes of them."""
    return score((question, reply_to(matcher, question)) for question in dialogues)


def test_most_follow_ups_are_answered_right(scores: Scores, dialogues: list[LabelledQuestion]) -> None:
    """In the light of what was answered before."""
    assert len(dialogues) >= 60
    assert scores.right.part / scores.right.whole >= 0.85


def test_few_follow_ups_mislead(scores: Scores) -> None:
    """And none of them hides something urgent."""
    assert scores.misled.part / scores.misled.whole <= 0.10
    assert scores.urgent.part == scores.urgent.whole
