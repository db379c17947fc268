"""A flood from one person is slowed, not served."""

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.handlers.deliver import send
from bot.handlers.pace import Verdict
from bot.handlers.services import Context, Services
from bot.views import notices


async def slow_down(services: Services, update: Update, _: Context) -> None:
    """Stop the update here when its sender is too fast; tell them the first time."""
    person = update.effective_user
    verdict = services.pace.judge(person.id) if person else Verdict.SERVE
    if verdict is Verdict.SERVE:
        return
    if verdict is Verdict.WARN:
        if update.callback_query:
            await update.callback_query.answer(notices.SLOW_DOWN.html)
        elif update.message:
            await send(update.message, notices.SLOW_DOWN)
    raise ApplicationHandlerStop
