"""What is typed behind the bot's name, letter by letter."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from bot.knowledge import Entry, Knowledge
from bot.matching import Matcher, Reply, Unknown, Urgent
from bot.matching.text import normalise
from bot.views.inline import MOST_RESULTS

FAINTEST = 0.1
"""The score from which an entry is listed, once anything is understood at all."""
REMEMBERED_TEXTS = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """The entries to list, best first."""

    entries: tuple[Entry, ...]
    alarm: bool = False
    """Whether what was typed describes a sign of something serious; the only entry then says what to do."""


class Lookups:
    """Finds entries for what people type, and knows whose newest text is which.

    What was found is kept for the latest texts, without the person who typed them.
    """

    def __init__(self) -> None:
        self._newest: dict[int, str] = {}
        self._found: OrderedDict[str, Found] = OrderedDict()
        self._matcher: Matcher | None = None
        self._phrases: dict[str, str] = {}

    async def is_newest(self, person: int, query: str) -> bool:
        """False when the person has typed on already: nobody looks at what the query `query` would list."""
        self._newest[person] = query
        await asyncio.sleep(0)  # Queries that have arrived together are all heard before one is answered.
        if self._newest.get(person) != query:
            return False
        del self._newest[person]
        return True

    def find(self, matcher: Matcher, text: str) -> Found:
        """The entries for a text, from memory if it has been typed lately."""
        if matcher is not self._matcher:
            self._matcher, self._phrases = matcher, _phrases(matcher.knowledge)
            self._found.clear()
        key = text.strip().lower()
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._search(matcher, key)
        self._found.move_to_end(key)
        if len(self._found) > REMEMBERED_TEXTS:
            self._found.popitem(last=False)
        return found

    def _search(self, matcher: Matcher, text: str) -> Found:
        reply = matcher.reply(text)
        if isinstance(reply, Urgent):
            return Found((reply.entry,), alarm=True)
        return Found((_fitting(reply) or self._begun(matcher.knowledge, text))[:MOST_RESULTS])

    def _begun(self, knowledge: Knowledge, text: str) -> tuple[Entry, ...]:
        """The entries in whose title or keywords words begin like this: "foot ru" will be a foot rub."""
        begun = f" {normalise(text)}"
        return tuple(knowledge.entries[key] for key, phrases in self._phrases.items() if begun in phrases)


def _fitting(reply: Reply) -> tuple[Entry, ...]:
    if isinstance(reply, Unknown):
        return reply.nearest
    return tuple(
        candidate.entry
        for candidate in reply.candidates
        if candidate.entry.listed and candidate.score >= FAINTEST
    )


def _phrases(knowledge: Knowledge) -> dict[str, str]:
    return {
        entry.id: "".join(f" {normalise(phrase)}\n" for phrase in (entry.title, *entry.keywords))
        for entry in knowledge.entries.values()
        if entry.listed
    }
