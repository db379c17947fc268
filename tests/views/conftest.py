"""Knowledge made up for a test."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeAlias

import pytest

from bot.knowledge import Entry, Knowledge, Source

Compose: TypeAlias = Callable[..., Knowledge]

SOURCES = {
    "article": Source(title="The article", kind="article"),
    "nhs": Source(title="Leg cramps", publisher="NHS", url="https://nhs.uk/a?b=1&c=2", kind="public-health"),
    "trial": Source(title="A trial", kind="study"),
    "bot": Source(title="This bot", kind="bot"),
}


def entry(key: str = "shoes", **fields: Any) -> Entry:
    """An entry; the fields win over those made up."""
    made_up = {
        "title": key.capitalize(),
        "questions": ("What?",),
        "answer": "Rest.",
        "sources": ("article",),
        "group": "Feet",
    }
    return Entry(id=key, **{**made_up, **fields})


def catalogue(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Entries by their ids."""
    return {each.id: each for each in entries}


@pytest.fixture
def compose(knowledge: Knowledge) -> Compose:
    """Knowledge of these entries, and of the sources above and any others."""

    def knowledge_of(*entries: Entry, **sources: Source) -> Knowledge:
        return replace(knowledge, entries=catalogue(entries), sources={**SOURCES, **sources})

    return knowledge_of
