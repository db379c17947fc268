"""The bot's name and a few words, typed in any chat."""

from datetime import timedelta

from telegram import InlineQuery, InlineQueryResultArticle, Update

from bot.handlers.deliver import in_time
from bot.handlers.services import Context, Services
from bot.views.inline import NOTHING_FOUND, alarm_result, most_asked, topic_result

CACHED = timedelta(minutes=5)
"""How long Telegram may answer the same text itself: what is listed depends on nothing else."""


async def lookup(services: Services, update: Update, context: Context) -> None:
    """List the entries that fit what was typed, or those that are asked most; one request, or none."""
    query = update.inline_query
    if query is None or not await services.lookups.is_newest(query.from_user.id, query.id):
        return
    results = await _results(services, query, context.bot.username)
    await in_time(query.answer(results, CACHED, button=None if results else NOTHING_FOUND))


async def _results(services: Services, query: InlineQuery, bot: str) -> list[InlineQueryResultArticle]:
    knowledge = services.knowledge
    if not query.query.strip():
        entries = most_asked(knowledge, await services.most_asked())
        return [topic_result(knowledge, entry, bot) for entry in entries]
    found = services.lookups.find(services.matcher, query.query)
    result = alarm_result if found.alarm else topic_result
    return [result(knowledge, entry, bot) for entry in found.entries]
