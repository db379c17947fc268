"""How often the replies to labelled questions are right."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from bot.evaluation.labelled import URGENT, LabelledQuestion
from bot.matching import Answer, Check, Reply, Suggest, Urgent

NO_ENTRY = "(declined)"

_Z = 1.96
_LENGTHS = ((7, "up to 7 words"), (15, "8 to 15 words"))
_LONG = "over 15 words"


@dataclass(frozen=True)
class Share:
    """A part of a whole, both counted in questions."""

    part: int
    whole: int

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies in 95 of 100 cases (Wilson 1927); of nothing, anywhere."""
        if not self.whole:
            return 0.0, 1.0
        share, spread = self.part / self.whole, _Z**2 / self.whole
        middle = share + spread / 2
        reach = _Z * sqrt(share * (1 - share) / self.whole + spread / (4 * self.whole))
        return max(0.0, (middle - reach) / (1 + spread)), (middle + reach) / (1 + spread)

    def __str__(self) -> str:
        if not self.whole:
            return "     -  (none asked)"
        low, high = self.interval
        return f"{self.part / self.whole:6.1%}  ({self.part} of {self.whole}; {low:.0%} to {high:.0%})"


@dataclass(frozen=True)
class Scores:
    """The outcome of a set of labelled questions.

    Of those that entries answer: `right` were answered with one of them, `helped` were or had it among the
    suggestions, `misled` were answered with another, `first` had it on top of the candidates, whatever the
    outcome. Of those about something urgent, `urgent` raised an alarm, were asked about the sign, or, if they
    only asked, were answered with an urgent entry. Of all others, `false_alarms` raised one, and `checked`
    were asked about a sign. Of those that must be declined, `over_answered` got an answer. `confusions`
    counts (entry wanted, entry answered).
    """

    right: Share
    helped: Share
    misled: Share
    first: Share
    urgent: Share
    false_alarms: Share
    checked: Share
    over_answered: Share
    confusions: Counter[tuple[str, str]]


def score(results: Iterable[tuple[LabelledQuestion, Reply]]) -> Scores:
    """Count the outcomes."""
    rows = list(results)
    covered = [(question, reply) for question, reply in rows if question.topics]
    declined = [reply for question, reply in rows if not question.topics]
    grave = [(question, reply) for question, reply in covered if question.kind == URGENT]
    others = [reply for question, reply in rows if question.kind != URGENT]
    confusions = Counter(
        (question.topics[0] if question.topics else NO_ENTRY, answered)
        for question, reply in rows
        if (answered := _answered(reply)) is not None and answered not in question.topics
    )
    return Scores(
        right=_share(_right(question, reply) for question, reply in covered),
        helped=_share(_helped(question, reply) for question, reply in covered),
        misled=_share(_misled(question, reply) for question, reply in covered),
        first=_share(_first(reply) in question.topics for question, reply in covered),
        urgent=_share(_heard(question, reply) for question, reply in grave),
        false_alarms=_share(isinstance(reply, Urgent) for reply in others),
        checked=_share(isinstance(reply, Check) for reply in others),
        over_answered=_share(_answered(reply) is not None for reply in declined),
        confusions=confusions,
    )


def by(
    results: Iterable[tuple[LabelledQuestion, Reply]], key: Callable[[LabelledQuestion], str]
) -> dict[str, Scores]:
    """The scores of each group of questions that have the same key, in order."""
    groups: dict[str, list[tuple[LabelledQuestion, Reply]]] = {}
    for question, reply in results:
        groups.setdefault(key(question), []).append((question, reply))
    return {name: score(groups[name]) for name in sorted(groups)}


def length(question: LabelledQuestion) -> str:
    """How many words it has, roughly."""
    words = len(question.question.split())
    return next((name for most, name in _LENGTHS if words <= most), _LONG)


def _answered(reply: Reply) -> str | None:
    if isinstance(reply, Check):
        return _answered(reply.beneath)
    return reply.entry.id if isinstance(reply, Answer | Urgent) else None


def _right(question: LabelledQuestion, reply: Reply) -> bool:
    if question.kind == URGENT:
        return isinstance(reply, Urgent) or _answered(reply) in question.topics
    return _answered(reply) in question.topics


def _heard(question: LabelledQuestion, reply: Reply) -> bool:
    """An urgent entry has been raised, asked about, or given."""
    if isinstance(reply, Urgent | Check):
        return True
    return isinstance(reply, Answer) and reply.entry.urgent and reply.entry.id in question.topics


def _misled(question: LabelledQuestion, reply: Reply) -> bool:
    if question.kind == URGENT and isinstance(reply, Urgent | Check):
        return False
    return _answered(reply) not in (None, *question.topics)


def _helped(question: LabelledQuestion, reply: Reply) -> bool:
    if question.kind == URGENT and isinstance(reply, Urgent | Check):
        return True
    if isinstance(reply, Check):
        reply = reply.beneath
    if isinstance(reply, Suggest):
        return any(entry.id in question.topics for entry in reply.entries)
    return _answered(reply) in question.topics


def _first(reply: Reply) -> str | None:
    return reply.candidates[0].entry.id if reply.candidates else None


def _share(outcomes: Iterable[bool]) -> Share:
    counted = Counter(outcomes)
    return Share(counted[True], counted.total())
