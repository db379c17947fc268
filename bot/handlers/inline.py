"""The bot's name and a few words, typed in any chat."""

from datetime import timedelta

from telegram import Update

from bot.handlers.deliver import in_time
from bot.handlers.lookups import Found
from bot.handlers.services import Context, Services
from bot.views.inline import NOTHING_FOUND, most_asked

CACHED = timedelta(minutes=5)
"""How long Telegram may answer the same text itself: what is listed depends on nothing else."""
COUNTED = timedelta(days=30)
"""How far back the questions are counted that tell which entries are asked most."""


async def lookup(services: Services, update: Update, context: Context) -> None:
    """List the entries that fit what was typed, or those that are asked most; one request, or none."""
    query = update.inline_query
    if query is None or not await services.lookups.is_newest(query.from_user.id, query.id):
        return
    found = await _found(services, query.query)
    results = services.lookups.results(services.matcher, found, context.bot.username)
    await in_time(query.answer(results, CACHED, button=None if results else NOTHING_FOUND))


async def _found(services: Services, text: str) -> Found:
    if text.strip():
        return services.lookups.find(services.matcher, text)
    asked = await services.notebook.most_asked((services.now() - COUNTED).date())
    return Found(most_asked(services.matcher.knowledge, asked))
