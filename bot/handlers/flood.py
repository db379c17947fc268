"""A flood from one person is slowed, not served."""

from datetime import datetime
from functools import partial
from typing import TypeAlias

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from bot.handlers.addressed import is_addressed, without_mention
from bot.handlers.deliver import acknowledge, send
from bot.handlers.pace import TYPED, Verdict
from bot.handlers.services import Context, Services
from bot.matching import Matcher, Urgent
from bot.reminders.words import Off, understand
from bot.views import notices

LONGEST_READ = 1_000
"""Characters of a message that are read only to see whether it can wait: a flood costs little time."""

Kind: TypeAlias = tuple[str, ...]
"""What makes two messages that cannot wait the same: they are answered alike."""


def cannot_wait(matcher: Matcher, now: datetime, update: object) -> Kind | None:
    """Why an update must be heard however many came before it: it ends reminders, or describes an alarm.

    None for all others. `now` is aware.
    """
    message = _message(update) if isinstance(update, Update) else None
    if message is None:
        return None
    said = without_mention(message, message.get_bot())[:LONGEST_READ]
    if said.startswith("/"):
        command, _, said = said.partition(" ")
        word = command.partition("@")[0].lower()
        if word == "/stop":
            return ("stop",)
        if word != "/ask":
            return None
    if isinstance(understand(said, now), Off):
        return ("stop",)
    reply = matcher.reply(said)
    if not isinstance(reply, Urgent):
        return None
    return "alarm", reply.entry.id, matcher.signs.find(matcher.wording.steps(said)) or ""


async def slow_down(services: Services, update: Update, context: Context) -> None:
    """Stop the update here when its sender is too fast; tell them the first time."""
    sender, tap = _sender(update), update.callback_query
    quiet = update.inline_query or update.guest_message  # Nowhere to say that it is too much.
    message = _message(update)
    if sender is None or not (tap or quiet or (message and _is_addressed(services, message, context))):
        return
    kind = partial(cannot_wait, services.matcher, services.now(), update)
    if quiet:
        cost = TYPED if update.inline_query else 1
        if services.pace.spend(sender, cost) or services.pace.lets_through(sender, kind):
            return
        raise ApplicationHandlerStop
    verdict = services.pace.judge(sender, kind)
    if verdict is Verdict.SERVE:
        return
    if verdict is Verdict.WARN:
        if tap:
            await acknowledge(tap, notices.SLOW_DOWN.html)
        elif message:
            await send(message, notices.SLOW_DOWN)
    raise ApplicationHandlerStop


def _message(update: Update) -> Message | None:
    return update.message or update.edited_message or update.guest_message


def _is_addressed(services: Services, message: Message, context: Context) -> bool:
    return is_addressed(message, context.bot, by_admin=message.chat_id in services.admins)


def _sender(update: Update) -> int | None:
    """Who is slowed: a chat that something is written in the name of, because all of those share one user."""
    message = update.effective_message
    if message and message.sender_chat and not update.callback_query:
        return message.sender_chat.id
    return update.effective_user.id if update.effective_user else None
