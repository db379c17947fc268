"""Reminders by way of Telegram, and what its errors mean for them."""

import contextlib
import logging
from datetime import datetime, timedelta

from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.dispatch.outcome import Gone, Later, Moved, Outcome, Refused, Sent, Unsure
from bot.reminders.plan import Plan
from bot.reminders.rules import Kind
from bot.sending import Priority
from bot.sending.failures import is_closed, may_have_arrived
from bot.views.reminder import reminder_screen
from bot.views.zone import ZONE_GONE, zone_screen

SOON = timedelta(seconds=30)
"""When to try again after a failure that does not say."""

_LOGGER = logging.getLogger(__name__)


class TelegramSender:
    """Sends behind everything that somebody waits for."""

    def __init__(self, bot: ExtBot[Priority]) -> None:
        self._bot = bot

    async def send(self, chat_id: int, kind: Kind, due: datetime, number: int) -> Outcome:
        """Send the reminder that was due at a moment, in UTC; `number` were sent before it."""
        screen = reminder_screen(kind, due, number)
        try:
            message = await self._bot.send_message(
                chat_id,
                screen.html,
                parse_mode=ParseMode.HTML,
                reply_markup=screen.keyboard,
                rate_limit_args=Priority.REMINDER,
            )
        except TelegramError as error:
            outcome = meaning(error)
            _LOGGER.log(
                logging.ERROR if isinstance(outcome, Refused) else logging.INFO,
                "a reminder met %s: %s",
                type(error).__name__ if isinstance(outcome, Moved) else repr(error),
                type(outcome).__name__,
            )
            return outcome
        return Sent(message.message_id)

    async def ask_zone(self, plan: Plan) -> None:
        """Ask for a time zone in the place of one that is no longer known."""
        screen = zone_screen(plan, ZONE_GONE)
        with contextlib.suppress(TelegramError):  # the panel asks as well
            await self._bot.send_message(
                plan.chat_id, screen.html, parse_mode=ParseMode.HTML, reply_markup=screen.keyboard
            )

    async def close(self, chat_id: int, message_id: int) -> None:
        """Take the buttons from an earlier reminder, if they are still there."""
        with contextlib.suppress(TelegramError):  # gone, or without buttons already: as good
            await self._bot.edit_message_reply_markup(chat_id, message_id, rate_limit_args=Priority.REMINDER)


def meaning(error: TelegramError) -> Outcome:
    """What has become of a message whose sending ended with an error."""
    match error:
        case RetryAfter(retry_after=after):
            return Later(after if isinstance(after, timedelta) else timedelta(seconds=after))
        case ChatMigrated(new_chat_id=chat_id):
            return Moved(chat_id)
        case BadRequest() | Forbidden():
            return Gone() if is_closed(error) else Refused()
    return Unsure() if may_have_arrived(error) else Later(SOON)
