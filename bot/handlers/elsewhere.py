"""Answers in chats that the bot is not in: inline mode, letter by letter, and guest mode."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from cachetools import LRUCache
from telegram import InlineQueryResultArticle, Message, Update

from bot.handlers.context import Context
from bot.handlers.deliver import in_time
from bot.handlers.groups import without_mention
from bot.knowledge import Entry, Knowledge
from bot.language import normalise
from bot.matching import Check, Matcher, Reply, Unknown, Urgent
from bot.views.inline import (
    MOST_RESULTS,
    NOTHING_FOUND,
    alarm_result,
    guest_result,
    guest_screen,
    how_to_summon_screen,
    most_asked,
    topic_result,
)

FAINTEST = 0.1
"""The lowest score of an entry that is listed."""
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
        """The entries for a text, from memory if it was typed recently."""
        self._know(matcher)
        key = text.strip().lower()
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._search(matcher, key)
        return found

    def results(self, matcher: Matcher, found: Listed, bot: str) -> list[InlineQueryResultArticle]:
        """The results to list; each is made once, which takes longer than finding the entry."""
        self._know(matcher)
        make = alarm_result if found.alarm else topic_result
        for entry in found.entries:
            if (entry.id, found.alarm) not in self._results:
                self._results[entry.id, found.alarm] = make(matcher.knowledge, entry, bot)
        return [self._results[entry.id, found.alarm] for entry in found.entries]

    def _know(self, matcher: Matcher) -> None:
        """Forget everything from an earlier knowledge."""
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
        """The entries with these words in title or keywords, the last perhaps unfinished: "foot ru"."""
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


CACHED = timedelta(minutes=5)
"""How long Telegram may answer the same text itself: what is listed depends on nothing else."""
COUNTED = timedelta(days=30)
"""How far back the questions are counted that tell which entries are asked most."""


async def lookup(lookups: Lookups, update: Update, context: Context) -> None:
    """List the entries that fit what was typed, or those that are asked most; one request, or none."""
    query = update.inline_query
    if query is None or not await lookups.is_newest(query.from_user.id, query.id):
        return
    found = await _found(lookups, context, query.query)
    results = lookups.results(context.matcher, found, context.bot.username)
    await in_time(query.answer(results, CACHED, button=None if results else NOTHING_FOUND))


async def _found(lookups: Lookups, context: Context, text: str) -> Listed:
    if text.strip():
        return lookups.find(context.matcher, text)
    asked = await context.notebook.most_asked((context.now() - COUNTED).date())
    return Listed(most_asked(context.matcher.knowledge, asked))


async def summoned(update: Update, context: Context) -> None:
    """Answer what is asked, or the message that is replied to; nothing of the chat is remembered."""
    message = update.guest_message
    if message is None or message.guest_query_id is None:
        return
    bot = context.bot.username
    question = without_mention(message, context.bot).strip() or _replied_to(message)
    screen = how_to_summon_screen(bot)
    if question:
        screen = guest_screen(context.knowledge, context.matcher.reply(question), bot)
    await in_time(context.bot.answer_guest_query(message.guest_query_id, guest_result(screen)))


def _replied_to(message: Message) -> str:
    replied = message.reply_to_message
    return (replied.text or replied.caption or "") if replied else ""
