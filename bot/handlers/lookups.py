"""What is typed behind the bot's name, letter by letter."""

import asyncio
from dataclasses import dataclass

from cachetools import LRUCache
from telegram import InlineQueryResultArticle

from bot.knowledge import Entry, Knowledge
from bot.language import normalise
from bot.matching import Check, Matcher, Reply, Unknown, Urgent
from bot.views.inline import MOST_RESULTS, alarm_result, topic_result

FAINTEST = 0.1
"""The score from which an entry is listed, once anything is understood at all."""
REMEMBERED_TEXTS = 1_000


@dataclass(frozen=True, slots=True)
class Listed:
    """The entries to list, best first."""

    entries: tuple[Entry, ...]
    alarm: bool = False
    """Whether what was typed describes a sign of something serious; the only entry then says what to do."""


class Lookups:
    """Finds entries for what people type, and knows which text is a person's newest.

    What was found for the latest texts is kept in memory, without the people.
    """

    def __init__(self) -> None:
        self._newest: dict[int, str] = {}
        self._found: LRUCache[str, Listed] = LRUCache(REMEMBERED_TEXTS)
        self._matcher: Matcher | None = None
        self._phrases: dict[str, str] = {}
        self._results: dict[tuple[str, bool], InlineQueryResultArticle] = {}

    async def is_newest(self, person: int, query: str) -> bool:
        """False when the person has typed on already: nobody looks at what the query `query` would list."""
        self._newest[person] = query
        await asyncio.sleep(0)  # Queries that have arrived together are all heard before one is answered.
        if self._newest.get(person) != query:
            return False
        del self._newest[person]
        return True

    def find(self, matcher: Matcher, text: str) -> Listed:
        """The entries for a text, from memory if it has been typed lately."""
        self._know(matcher)
        key = text.strip().lower()
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._search(matcher, key)
        return found

    def results(self, matcher: Matcher, found: Listed, bot: str) -> list[InlineQueryResultArticle]:
        """What to list; an entry's result is made once, for it takes longer than to find the entry."""
        self._know(matcher)
        make = alarm_result if found.alarm else topic_result
        for entry in found.entries:
            if (entry.id, found.alarm) not in self._results:
                self._results[entry.id, found.alarm] = make(matcher.knowledge, entry, bot)
        return [self._results[entry.id, found.alarm] for entry in found.entries]

    def _know(self, matcher: Matcher) -> None:
        """Forget what an earlier knowledge said."""
        if matcher is not self._matcher:
            self._matcher, self._phrases = matcher, _phrases(matcher.knowledge)
            self._found.clear()
            self._results.clear()

    def _search(self, matcher: Matcher, text: str) -> Listed:
        reply = matcher.reply(text)
        if isinstance(reply, Urgent):
            return Listed((reply.entry,), alarm=True)
        found = {entry.id: entry for entry in (*_fitting(reply), *self._begun(matcher.knowledge, text))}
        return Listed(tuple(found.values())[:MOST_RESULTS])

    def _begun(self, knowledge: Knowledge, text: str) -> tuple[Entry, ...]:
        """The entries in whose title or keywords words begin like this: "foot ru" will be a foot rub."""
        begun = normalise(text)
        found = (key for key, phrases in self._phrases.items() if begun and f" {begun}" in phrases)
        return tuple(knowledge.entries[key] for key in found)


def _fitting(reply: Reply) -> tuple[Entry, ...]:
    if isinstance(reply, Check):
        reply = reply.beneath
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
