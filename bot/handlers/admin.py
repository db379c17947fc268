"""Commands of admins."""

import asyncio
from datetime import UTC, timedelta

from telegram import InputFile, Update

from bot.handlers.context import Context
from bot.handlers.deliver import send, send_picture
from bot.matching.grouping import groups
from bot.operations.live_knowledge import Broken
from bot.storage import Kept
from bot.views.admin import (
    NOTHING_ASKED,
    NOTHING_UNANSWERED,
    broken_screen,
    news,
    renewed_screen,
    stats_screen,
    unanswered_screen,
    unchanged_screen,
)
from bot.views.charts import MOST_TOPICS, topics_chart
from bot.views.screen import Screen
from bot.views.usage import days, summary

DAYS = 30
"""Today and those before it."""
MOST_COMPARED = 1_000
"""Questions; the bot answers others meanwhile."""


async def stats(update: Update, context: Context) -> None:
    """/stats."""
    message = update.effective_message
    if message is None:
        return
    await context.tally.flush()
    today = context.now().astimezone(UTC).date()
    since = today - timedelta(days=DAYS - 1)
    found = summary(await context.notebook.figures(since), context.knowledge.entries, since)
    if found.is_empty:
        await send(message, NOTHING_ASKED)
    elif found.topics:
        picture = await asyncio.to_thread(topics_chart, found.topics[:MOST_TOPICS], days(found, today))
        await send_picture(message, InputFile(picture, "topics.png"), stats_screen(found))
    else:
        await send(message, stats_screen(found))


async def unanswered(update: Update, context: Context) -> None:
    """/unanswered."""
    if update.effective_message:
        await context.tally.flush()
        kept = await context.notebook.kept()
        screen = await asyncio.to_thread(_grouped, context, kept[:MOST_COMPARED])
        await send(update.effective_message, screen)


def _grouped(context: Context, kept: list[Kept]) -> Screen:
    questions = news(context.knowledge, kept, with_disliked=True)
    return unanswered_screen(groups(context.matcher, questions)) if questions else NOTHING_UNANSWERED


async def reload(update: Update, context: Context) -> None:
    """/reload: read the files at once, and say what came of it."""
    message = update.effective_message
    if message is None:
        return
    latest = context.library.latest
    reading = await context.library.read()
    if isinstance(reading, Broken):
        await send(message, broken_screen(reading.problems))
    elif reading.changes or reading.mended:
        await send(message, renewed_screen(reading.changes, mended=reading.mended))
    else:
        await send(message, unchanged_screen(latest))
