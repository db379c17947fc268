"""How often the replies to labelled questions are right."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.labelled import URGENT, LabelledQuestion
from bot.matching import Answer, Reply, Suggest, Urgent

NO_ENTRY = "(declined)"


@dataclass(frozen=True)
class Share:
    """A part of a whole, both counted in questions."""

    part: int
    whole: int

    def __str__(self) -> str:
        return (
            f"{self.part / self.whole:6.1%}  ({self.part} of {self.whole})"
            if self.whole
            else "     -  (none asked)"
        )


@dataclass(frozen=True)
class Scores:
    """The outcome of a set of labelled questions.

    Of those that entries answer: `right` were answered with one of them, `helped` were or had it among the
    suggestions, `misled` were answered with another, `first` had it on top of the candidates, whatever the
    outcome. Of those about something urgent, `urgent` were sent to the urgent entry. Of those that must be
    declined, `over_answered` got an answer. `confusions` counts (entry wanted, entry answered).
    """

    right: Share
    helped: Share
    misled: Share
    first: Share
    urgent: Share
    over_answered: Share
    confusions: Counter[tuple[str, str]]


def score(results: Iterable[tuple[LabelledQuestion, Reply]]) -> Scores:
    """Count the outcomes."""
    rows = list(results)
    covered = [(question, reply) for question, reply in rows if question.topics]
    declined = [reply for question, reply in rows if not question.topics]
    grave = [(question, reply) for question, reply in covered if question.kind == URGENT]
    confusions = Counter(
        (question.topics[0] if question.topics else NO_ENTRY, answered)
        for question, reply in rows
        if (answered := _answered(reply)) is not None and answered not in question.topics
    )
    return Scores(
        right=_share(_answered(reply) in question.topics for question, reply in covered),
        helped=_share(_helped(question, reply) for question, reply in covered),
        misled=_share(_answered(reply) not in (None, *question.topics) for question, reply in covered),
        first=_share(_first(reply) in question.topics for question, reply in covered),
        urgent=_share(_answered(reply) in question.topics for question, reply in grave),
        over_answered=_share(_answered(reply) is not None for reply in declined),
        confusions=confusions,
    )


def _answered(reply: Reply) -> str | None:
    return reply.entry.id if isinstance(reply, Answer | Urgent) else None


def _helped(question: LabelledQuestion, reply: Reply) -> bool:
    if isinstance(reply, Suggest):
        return any(entry.id in question.topics for entry in reply.entries)
    return _answered(reply) in question.topics


def _first(reply: Reply) -> str | None:
    return reply.candidates[0].entry.id if reply.candidates else None


def _share(outcomes: Iterable[bool]) -> Share:
    counted = Counter(outcomes)
    return Share(counted[True], counted.total())
