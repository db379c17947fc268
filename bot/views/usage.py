"""How the bot is used: for editors, in words and in JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from bot.knowledge import Entry
from bot.reminders.kinds import Kind
from bot.storage import Figures, Reminded, Votes

NOTHING = "Nothing has been asked so far."
LATELY = "A running bot writes these down once a minute: the last one may be missing."
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "answer": "answered",
        "suggest": "suggested",
        "unknown": "unknown",
        "urgent": "urgent",
        "chosen": "chosen of what was suggested",
        "opened": "opened by a button",
        "link": "opened by a link",
    }
)
"""What is stored, in words: first how questions ended, then other ways to an answer."""

_NO_VOTES = Votes(0, 0)


@dataclass(frozen=True, slots=True)
class TopicUse:
    """One entry."""

    id: str
    title: str
    """The id again, if the knowledge has the entry no more."""
    shown: int
    """How often its answer was, whatever led to it."""
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
    """How often each: all that there are, and any of another version of the bot."""
    topics: tuple[TopicUse, ...]
    """Those with anything to say about them, the most shown first."""
    reminders: Mapping[Kind, Reminded]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        reminded = any(each.on or each.sent or each.done for each in self.reminders.values())
        return not (any(self.outcomes.values()) or self.topics or reminded)


def summary(figures: Figures, entries: Mapping[str, Entry], since: date) -> Summary:
    """The figures with the titles of the entries."""
    outcomes = dict.fromkeys(OUTCOMES, 0)
    shown: Counter[str] = Counter()
    for (entry, outcome), count in figures.uses.items():
        outcomes[outcome] = outcomes.get(outcome, 0) + count
        shown[entry] += count
    keys = sorted((shown.keys() | figures.votes.keys()) - {""})
    topics = [
        TopicUse(
            key, entries[key].title if key in entries else key, shown[key], figures.votes.get(key, _NO_VOTES)
        )
        for key in keys
    ]
    topics.sort(key=lambda topic: -topic.shown)
    return Summary(since, outcomes, tuple(topics), figures.reminders)


def days(summary: Summary, today: date) -> str:
    """Those that count: "3 March to 1 April 2026"."""
    first = f"{summary.since.day} {summary.since:%B}"
    if summary.since.year != today.year:
        first += f" {summary.since.year}"
    return f"{first} to {today.day} {today:%B %Y}" if summary.since != today else f"{today.day} {today:%B %Y}"


def outcomes_line(summary: Summary) -> str:
    """How often each, but for those that never were: "answered 40, unknown 2"."""
    named = [f"{OUTCOMES.get(name, name)} {count:,}" for name, count in summary.outcomes.items() if count]
    return ", ".join(named) or "nothing asked"


def helpful_share(topic: TopicUse) -> str:
    """Of how many votes: "86% of 22"; "" without votes."""
    return "" if topic.helpful is None else f"{topic.helpful:.0%} of {topic.votes.up + topic.votes.down:,}"


def reminder_rows(summary: Summary) -> Iterator[tuple[str, Reminded]]:
    """Every kind of reminder by its name."""
    return ((kind.name, reminded) for kind, reminded in summary.reminders.items())


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
                "helpful": topic.votes.up,
                "not_helpful": topic.votes.down,
            }
            for topic in summary.topics
        ],
        "reminders": {
            kind.id: {"on": reminded.on, "sent": reminded.sent, "done": reminded.done}
            for kind, reminded in summary.reminders.items()
        },
    }
