"""Like questions, side by side."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import Knowledge
from bot.matching import Matcher
from bot.matching.grouping import ALIKE, QuestionGroup, grouped, groups, not_written
from bot.matching.similarity import Similarity
from tests.matching.toy import encoded

ALIKE_IN_WORDS = (
    "do bananas help against cramps",
    "will a banana help with cramps",
    "bananas against cramps",
)
ALIKE_IN_SPELLING = ("does acupuncture help", "dose acupunture help?")


def found(matcher: Matcher, *questions: str) -> list[set[str]]:
    """The groups, without what is known about each."""
    return [set(group.questions) for group in groups(matcher, Counter(questions))]


@pytest.mark.parametrize(
    "same",
    [
        ALIKE_IN_WORDS,
        ALIKE_IN_SPELLING,
        ("can i swim with it", "Can I swim with it?!"),
        ("insurance pays for physio?", "does my insurance pay for the physio"),
        ("does acupuncture help", "would acupuncture help me"),
        ("🤷", "???"),
    ],
)
def test_what_groups(matcher: Matcher, same: tuple[str, ...]) -> None:
    """The same wish in other words, with a typing error or in other dress; and messages without words."""
    assert found(matcher, *same) == [set(same)]


@pytest.mark.parametrize(
    "others",
    [
        ("does acupuncture help", "does insurance pay for physio"),
        ("does acupuncture help", "does cupping help"),
        ("bananas against cramps", "football against bayern"),
        ("is my cat cramping", "what is the capital of france", "my landlord is rude"),
    ],
)
def test_what_does_not_group(matcher: Matcher, others: tuple[str, ...]) -> None:
    """Other wishes, even in much the same words."""
    assert len(found(matcher, *others)) == len(others)


def test_the_most_asked_comes_first(matcher: Matcher) -> None:
    """By how often a whole group was asked, not one of its questions; and so within a group."""
    asked = dict(zip(ALIKE_IN_WORDS, (3, 2, 4), strict=True)) | {"my landlord is rude": 8}
    first, second = groups(matcher, asked)
    assert (first.count, second.count) == (9, 8)
    assert sorted(first.questions.values()) == [2, 3, 4]
    assert list(first.questions.values())[1:] == sorted(list(first.questions.values())[1:], reverse=True)


def test_the_nearest_entry_is_that_of_the_reply(matcher: Matcher) -> None:
    """As near as `ask --json` says, and whether it would be answered now."""
    known, unknown = "would a massage help?", "what is the capital of france"
    by_question = {next(iter(group.questions)): group for group in groups(matcher, {known: 1, unknown: 1})}
    assert by_question[known].nearest == matcher.reply(known).candidates[0]
    assert (by_question[known].nearest.entry.id, by_question[known].answered) == ("massage", True)
    assert not by_question[unknown].answered
    assert by_question[unknown].nearest.score < by_question[known].nearest.score


def test_nothing_makes_no_groups(matcher: Matcher) -> None:
    """Not an empty one either."""
    assert list(groups(matcher, {})) == []


def test_a_chain_is_no_group(matcher: Matcher) -> None:
    """Everything in a group is like its first question."""
    questions = [entry.questions[0] for entry in matcher.knowledge.entries.values()]
    for group in groups(matcher, Counter(questions)):
        texts = matcher.english.encode([matcher.wording.read(question) for question in group.questions])
        if len(texts) > 1:
            among = matcher.english.ridge.similarity.over(texts)
            likeness = among.of_examples(slice(1), slice(1, None))
            assert (likeness >= ALIKE).all()


@given(st.dictionaries(st.text(max_size=30), st.integers(1, 99), max_size=12))
@settings(max_examples=40)
def test_nothing_is_lost(matcher: Matcher, asked: dict[str, int]) -> None:
    """Every question is in one group, with its count, whatever people have written."""
    made = list(groups(matcher, asked))
    assert Counter({q: n for group in made for q, n in group.questions.items()}) == Counter(asked)
    assert sum(len(group.questions) for group in made) == len(asked)
    totals = [group.count for group in made]
    assert totals == sorted(totals, reverse=True)


def test_thousands() -> None:
    """More than are compared at a time; in any order the same ones are together."""
    words = [f"{verb} {thing}" for verb in ("buy", "paint", "sell") for thing in map(str, range(700, 1100))]
    similarity = Similarity(encoded(words))
    straight = {
        frozenset(words[n] for n in places)
        for places in grouped(encoded(words), [1] * len(words), similarity)
    }
    assert {word for group in straight for word in group} == set(words)
    order = np.random.default_rng(7).permutation(len(words))
    weights = {word: 10 * len(words) - place for place, word in enumerate(words)}  # no ties
    shuffled = [words[n] for n in order]
    by_weight = [
        {
            frozenset(texts[n] for n in places)
            for places in grouped(encoded(texts), [weights[t] for t in texts], similarity)
        }
        for texts in (words, shuffled)
    ]
    assert by_weight[0] == by_weight[1]


def test_what_is_written_already(knowledge: Knowledge) -> None:
    """Questions, enquiries, keywords and what must be declined, in any dress, are no news to the editor."""
    entry = knowledge.entries["massage"]
    asked = {
        entry.questions[0].upper(): 1,
        f"{entry.keywords[0]}!!": 2,
        knowledge.not_covered[0]: 3,
        knowledge.examples[0].text: 1,
        "new": 4,
    }
    assert not_written(knowledge, asked) == {"new": 4}


def test_a_group_counts_all(knowledge: Knowledge, matcher: Matcher) -> None:
    """Of its questions."""
    nearest = matcher.reply("massage").candidates[0]
    assert QuestionGroup({"a": 2, "b": 3}, nearest, answered=True).count == 5
    assert knowledge.entries[nearest.entry.id] is nearest.entry
