"""A flood from one person is slowed, not served."""

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.handlers.addressed import is_addressed
from bot.handlers.deliver import acknowledge, send
from bot.handlers.pace import TYPED, Verdict
from bot.handlers.services import Context, Services
from bot.views import notices


async def slow_down(services: Services, update: Update, context: Context) -> None:
    """Stop the update here when its sender is too fast; tell them the first time."""
    person, tap = update.effective_user, update.callback_query
    if person and (update.inline_query or update.guest_message):  # Nowhere to say that it is too much.
        if not services.pace.spend(person.id, TYPED if update.inline_query else 1):
            raise ApplicationHandlerStop
        return
    message = update.message or update.edited_message
    if person is None or not (tap or (message and is_addressed(message, context.bot))):
        return
    verdict = services.pace.judge(person.id)
    if verdict is Verdict.SERVE:
        return
    if verdict is Verdict.WARN:
        if tap:
            await acknowledge(tap, notices.SLOW_DOWN.html)
        elif message:
            await send(message, notices.SLOW_DOWN)
    raise ApplicationHandlerStop
