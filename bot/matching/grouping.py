"""Questions that want the same, side by side: those that the bot could not answer, for its editor."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Knowledge
from bot.language import normalise
from bot.matching.matcher import LONGEST, Matcher
from bot.matching.reply import Answer, Candidate, Urgent
from bot.matching.similarity import Encoded, Similarity

ALIKE = 0.65
"""The likeness from which two questions are one group: lower, "in my foot" alone joins what has nothing else
in common; higher, bananas and a banana are two wishes."""
BLOCK = 512


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Like questions, and how often each was asked: first the one that the others are like."""

    questions: Mapping[str, int]
    nearest: Candidate
    """To the first question, in the knowledge as it is now."""
    answered: bool
    """Whether the bot would answer the first question now."""

    @property
    def count(self) -> int:
        """How often all of them were asked."""
        return sum(self.questions.values())


def groups(matcher: Matcher, asked: Mapping[str, int]) -> Iterator[QuestionGroup]:
    """The questions in groups, the most asked group first; a question is in one only."""
    questions = sorted(asked, key=lambda question: -asked[question])
    if not questions:
        return
    texts = matcher.english.encode([matcher.wording.read(question[:LONGEST]) for question in questions])
    counts = [asked[question] for question in questions]
    for places in grouped(texts, counts, matcher.english.ridge.similarity):
        reply = matcher.reply(questions[places[0]])
        yield QuestionGroup(
            {questions[place]: counts[place] for place in places},
            reply.candidates[0],
            isinstance(reply, Answer | Urgent),
        )


def grouped(texts: Sequence[Encoded], counts: Sequence[int], similarity: Similarity) -> Iterator[list[int]]:
    """Places of like texts, the most asked group first, and first in each the text that makes the group.

    Everything in a group is like its first, so that a chain of small steps leads to no other topic. That is
    the one whose likes, of those in no group yet, were asked most (Daura et al. 1999, on molecules).
    """
    near = _near(texts, similarity)
    asked = np.array(counts)
    weights = near @ asked
    free = np.ones(len(texts), dtype=bool)
    while free.any():
        first = int(np.where(free, weights, -1).argmax())
        taken = np.flatnonzero(near[first] & free)
        free[taken] = False
        weights -= near[:, taken] @ asked[taken]
        yield [first, *(int(place) for place in taken if place != first)]


def not_written(knowledge: Knowledge, asked: Mapping[str, int]) -> dict[str, int]:
    """Without the questions that stand in the knowledge already, however they are dressed."""
    written = {normalise(text) for text in _written(knowledge)}
    return {question: count for question, count in asked.items() if normalise(question) not in written}


def _written(knowledge: Knowledge) -> Iterator[str]:
    for entry in knowledge.entries.values():
        yield from (*entry.questions, *entry.enquiries, *entry.keywords)
    yield from knowledge.not_covered
    yield from (example.text for example in knowledge.examples)


def _near(texts: Sequence[Encoded], similarity: Similarity) -> NDArray[np.bool_]:
    """Which are alike; a block at a time, for the likeness itself takes four times the memory."""
    among = similarity.over(texts)
    blocks = (slice(start, start + BLOCK) for start in range(0, len(texts), BLOCK))
    near: NDArray[np.bool_] = np.vstack([among.of_examples(block, slice(None)) >= ALIKE for block in blocks])
    _, kinds = np.unique([text.reading.plain for text in texts], return_inverse=True)
    near |= kinds == kinds[:, None]  # also those without a word, which are like nothing
    return near
