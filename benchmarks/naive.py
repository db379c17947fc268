"""What most bots do: the best of all phrases by one rapidfuzz scorer."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from bot.knowledge import Knowledge

SCORERS: dict[str, Callable[..., float]] = {"WRatio": fuzz.WRatio, "token_sort_ratio": fuzz.token_sort_ratio}


@dataclass(frozen=True)
class Naive:
    """Every phrase of the knowledge, ready for `process.extractOne`."""

    phrases: list[str]
    owners: list[str]
    scorer: Callable[..., float]

    def first(self, question: str) -> str:
        """The id of the entry whose phrase is most alike."""
        _, _, place = process.extractOne(utils.default_process(question), self.phrases, scorer=self.scorer)
        return self.owners[place]


def naive(knowledge: Knowledge, scorer: Callable[..., float]) -> Naive:
    """The same phrases that the matcher learns from, in lower case and without punctuation."""
    written = [
        (utils.default_process(phrase), entry.id)
        for entry in knowledge.entries.values()
        for phrase in (entry.title, *entry.questions, *entry.enquiries, *entry.keywords)
    ]
    return Naive([phrase for phrase, _ in written], [owner for _, owner in written], scorer)
