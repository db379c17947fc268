"""Tests of bot.evaluation.scores."""

from collections import Counter
from typing import Literal

import pytest

from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.scores import NO_ENTRY, Scores, Share, by, length, score
from bot.knowledge import Entry
from bot.matching import Answer, Candidate, Check, Reply, Suggest, Unknown, Urgent

ENTRIES = {
    name: Entry(
        id=name,
        title=name,
        questions=(name,),
        answer="This.",
        sources=("a",),
        group="",
        urgent=name == "alarm",
    )
    for name in ("shoes", "massage", "alarm", "water")
}
WALK, RUB, ALARM, WATER = ENTRIES.values()


def ranked(first: Entry) -> tuple[Candidate, ...]:
    """All entries, this one on top."""
    rest = [entry for entry in ENTRIES.values() if entry != first]
    return tuple(Candidate(entry, 1 / place) for place, entry in enumerate([first, *rest], 1))


def answer(entry: Entry) -> Reply:
    """An answer with the entry on top."""
    return Answer(entry, ranked(entry))


def urgent() -> Reply:
    """An alarm."""
    return Urgent(ALARM, ranked(ALARM))


def check(beneath: Answer | Suggest | Unknown) -> Reply:
    """A question about a sign, above something else."""
    return Check("leg-swollen", ALARM, beneath)


def suggest(*entries: Entry) -> Reply:
    """Suggestions, the first on top."""
    return Suggest(entries, ranked(entries[0]))


def unknown(first: Entry) -> Reply:
    """Not known, although something is nearest."""
    return Unknown((first,), ranked(first))


def asked(*topics: str, kind: Literal["in-scope", "urgent", "near-miss"] = "in-scope") -> LabelledQuestion:
    """A labelled question."""
    return LabelledQuestion(question="?", topics=topics, kind=kind)


@pytest.fixture
def scores() -> Scores:
    """Of some of every outcome."""
    return score(
        [
            (asked("shoes"), answer(WALK)),
            (asked("massage", "shoes"), answer(WALK)),
            (asked("shoes"), suggest(RUB, WALK)),
            (asked("shoes"), suggest(RUB, WATER)),
            (asked("shoes"), answer(RUB)),
            (asked("shoes"), answer(RUB)),
            (asked("shoes"), urgent()),
            (asked("shoes"), unknown(WALK)),
            (asked("alarm", kind="urgent"), urgent()),
            (asked("alarm", kind="urgent"), answer(ALARM)),
            (asked("alarm", kind="urgent"), answer(WATER)),
            (asked("alarm", kind="urgent"), check(Unknown((), ranked(WATER)))),
            (asked("shoes"), check(Answer(WALK, ranked(WALK)))),
            (asked(kind="near-miss"), unknown(WALK)),
            (asked(kind="near-miss"), suggest(WALK, RUB)),
            (asked(kind="near-miss"), answer(WATER)),
            (asked(kind="near-miss"), urgent()),
        ]
    )


def test_right_is_an_answer_with_one_of_the_entries(scores: Scores) -> None:
    """Of the questions that entries answer."""
    assert scores.right == Share(5, 13)


def test_helped_is_right_or_suggested(scores: Scores) -> None:
    """The nearest of what is not known does not count."""
    assert scores.helped == Share(7, 13)


def test_misled_is_an_answer_with_another_entry(scores: Scores) -> None:
    """An alarm too."""
    assert scores.misled == Share(4, 13)


def test_first_is_the_ranking_whatever_the_outcome(scores: Scores) -> None:
    """What is on top of the candidates."""
    assert scores.first == Share(6, 13)


def test_urgent_is_the_share_of_the_grave_that_are_heard(scores: Scores) -> None:
    """By an alarm, a question about the sign, or an answer."""
    assert scores.urgent == Share(3, 4)


def test_alarms_and_checks_without_reason_are_counted(scores: Scores) -> None:
    """Of all that is not urgent."""
    assert scores.false_alarms == Share(2, 13)
    assert scores.checked == Share(1, 13)


def test_groups_have_scores_of_their_own() -> None:
    """By length, for one."""
    short, long = (LabelledQuestion(question=text, topics=("shoes",)) for text in ("hi", "why " * 20))
    groups = by([(short, answer(WALK)), (long, answer(RUB))], length)
    assert {name: scores.right.part for name, scores in groups.items()} == {
        "over 15 words": 0,
        "up to 7 words": 1,
    }


def test_over_answered_is_an_answer_where_there_is_none(scores: Scores) -> None:
    """An alarm too; suggestions may be declined by the person."""
    assert scores.over_answered == Share(2, 4)


def test_confusions_are_counted_by_what_was_wanted_and_answered(scores: Scores) -> None:
    """The first entry of those that would have been right."""
    assert scores.confusions == Counter(
        {
            ("shoes", "massage"): 2,
            ("shoes", "alarm"): 1,
            ("alarm", "water"): 1,
            (NO_ENTRY, "water"): 1,
            (NO_ENTRY, "alarm"): 1,
        }
    )


def test_nothing_asked_is_no_share() -> None:
    """And no division by nothing."""
    scores = score([])
    assert scores.right == Share(0, 0)
    assert str(scores.right).split() == ["-", "(none", "asked)"]


def test_a_share_is_shown_in_per_cent_and_in_questions() -> None:
    """Aligned, so that shares can stand below each other."""
    assert str(Share(41, 50)) == " 82.0%  (41 of 50; 69% to 90%)"
    assert str(Share(3, 3)) == "100.0%  (3 of 3; 44% to 100%)"
    assert Share(0, 0).interval == (0, 1)
