"""How the bot is used, as rows for a table, a chart, a chat or a program."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.knowledge import Entry
from bot.reminders.rules import Kind
from bot.storage import Figures, Reminded, Votes

SUGGESTED = "suggest"
"""The outcome of an entry that was one of several to choose from."""

_NO_VOTES = Votes(0, 0)


@dataclass(frozen=True, slots=True)
class Topic:
    """One entry."""

    id: str
    title: str
    """The id again, if the knowledge has the entry no more."""
    shown: int
    """How often its answer was."""
    suggested: int
    """How often it was offered."""
    votes: Votes
    """Of all time."""

    @property
    def helpful(self) -> float | None:
        """The share of those who voted for it, None without votes."""
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


def summary(figures: Figures, entries: Mapping[str, Entry], since: date) -> Summary:
    """The figures with the titles of the entries."""
    outcomes: Counter[str] = Counter()
    used = {entry for entry, _ in figures.uses if entry}
    for (_, outcome), count in figures.uses.items():
        outcomes[outcome] += count
    topics = [_topic(figures, entries, entry) for entry in sorted(used | set(figures.votes))]
    topics.sort(key=lambda topic: (-topic.shown, -topic.suggested))
    return Summary(since, dict(outcomes.most_common()), tuple(topics), figures.reminders)


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
                "suggested": topic.suggested,
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
    suggested = by_outcome.pop(SUGGESTED, 0)
    title = entries[key].title if key in entries else key
    return Topic(key, title, sum(by_outcome.values()), suggested, figures.votes.get(key, _NO_VOTES))
