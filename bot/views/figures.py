"""How the bot is used, as rows for a table, a chart, a chat or a program."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from bot.knowledge import Entry
from bot.reminders.rules import Kind
from bot.storage import Figures, Reminded, Votes
from bot.views.wording import NAMES

NOTHING = "Nothing has been asked so far."
SUGGESTED = "suggest"
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {"answer": "answered", SUGGESTED: "suggested", "unknown": "unknown", "urgent": "urgent"}
)

_NO_VOTES = Votes(0, 0)


@dataclass(frozen=True, slots=True)
class Topic:
    """One entry."""

    id: str
    title: str
    """The id again, if the knowledge has the entry no more."""
    shown: int
    """How often its answer was."""
    offered: int
    """How often it was one of several to choose from."""
    votes: Votes
    """Of all time."""

    @property
    def helpful(self) -> float | None:
        """The share of the votes that are for it, None without votes."""
        voted = self.votes.up + self.votes.down
        return self.votes.up / voted if voted else None


@dataclass(frozen=True, slots=True)
class Summary:
    """All there is to know, since a day in UTC."""

    since: date
    outcomes: Mapping[str, int]
    """How often each, the most frequent first."""
    topics: tuple[Topic, ...]
    """Those with anything to say about them, the most used first."""
    reminders: Mapping[Kind, Reminded]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        reminded = any(each.on or each.sent or each.done for each in self.reminders.values())
        return not (self.outcomes or self.topics or reminded)


def summary(figures: Figures, entries: Mapping[str, Entry], since: date) -> Summary:
    """The figures with the titles of the entries."""
    outcomes: Counter[str] = Counter()
    for (_, outcome), count in figures.uses.items():
        outcomes[outcome] += count
    used = {entry for entry, _ in figures.uses if entry}
    topics = [_topic(figures, entries, entry) for entry in sorted(used | figures.votes.keys())]
    topics.sort(key=lambda topic: (-topic.shown, -topic.offered))
    return Summary(since, dict(outcomes.most_common()), tuple(topics), figures.reminders)


def outcomes_line(summary: Summary) -> str:
    """How questions ended: "answered 40, unknown 2"."""
    return ", ".join(f"{OUTCOMES.get(name, name)} {count:,}" for name, count in summary.outcomes.items())


def helpful_share(topic: Topic) -> str:
    """Of how many votes: "86% of 22"; "" without votes."""
    return "" if topic.helpful is None else f"{topic.helpful:.0%} of {topic.votes.up + topic.votes.down:,}"


def reminder_rows(summary: Summary) -> Iterator[tuple[str, Reminded]]:
    """Every kind of reminder by its name."""
    return ((NAMES[kind], reminded) for kind, reminded in summary.reminders.items())


def as_json(summary: Summary) -> dict[str, Any]:
    """For programs: docs/knowledge.md explains the keys."""
    return {
        "since": summary.since.isoformat(),
        "outcomes": dict(summary.outcomes),
        "topics": [
            {
                "id": topic.id,
                "title": topic.title,
                "shown": topic.shown,
                "offered": topic.offered,
                "helpful": topic.votes.up,
                "not_helpful": topic.votes.down,
            }
            for topic in summary.topics
        ],
        "reminders": {
            kind.value: {"on": reminded.on, "sent": reminded.sent, "done": reminded.done}
            for kind, reminded in summary.reminders.items()
        },
    }


def _topic(figures: Figures, entries: Mapping[str, Entry], key: str) -> Topic:
    by_outcome = {outcome: count for (entry, outcome), count in figures.uses.items() if entry == key}
    offered = by_outcome.pop(SUGGESTED, 0)
    title = entries[key].title if key in entries else key
    return Topic(key, title, sum(by_outcome.values()), offered, figures.votes.get(key, _NO_VOTES))
