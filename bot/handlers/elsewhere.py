"""Answers in chats that the bot is not in: inline and guest mode."""

from datetime import timedelta

from telegram import Message, Update

from bot.handlers.context import Context
from bot.handlers.deliver import in_time
from bot.handlers.groups import without_mention
from bot.handlers.lookups import Listed
from bot.views.inline import NOTHING_FOUND, guest_result, guest_screen, how_to_summon_screen, most_asked

CACHED = timedelta(minutes=5)
"""How long Telegram may answer the same text itself: what is listed depends on nothing else."""
COUNTED = timedelta(days=30)
"""How far back the questions are counted that tell which entries are asked most."""


async def lookup(update: Update, context: Context) -> None:
    """List the entries that fit what was typed, or those that are asked most; one request, or none."""
    query = update.inline_query
    if query is None or not await context.lookups.is_newest(query.from_user.id, query.id):
        return
    found = await _found(context, query.query)
    results = context.lookups.results(context.matcher, found, context.bot.username)
    await in_time(query.answer(results, CACHED, button=None if results else NOTHING_FOUND))


async def _found(context: Context, text: str) -> Listed:
    if text.strip():
        return context.lookups.find(context.matcher, text)
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
