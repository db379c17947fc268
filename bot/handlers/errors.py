"""What happens when a handler fails."""

import logging

from telegram import Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.handlers.deliver import send
from bot.handlers.services import Context
from bot.views import notices

_LOGGER = logging.getLogger(__name__)


async def apologise(update: object, context: Context) -> None:
    """Log the error with its traceback, and tell the person, who waits for an answer."""
    error = context.error
    if isinstance(error, Forbidden):  # blocked, or thrown out of a group: their choice
        _LOGGER.info("not delivered: %s", error.message)
        return
    _LOGGER.error("an update could not be handled", exc_info=error)
    if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
        return  # The answer may have arrived all the same, and an apology would fare no better.
    message = update.effective_message if isinstance(update, Update) else None
    if not isinstance(message, Message) or message.guest_query_id:  # A guest cannot write.
        return
    try:
        await send(message, notices.SORRY)
    except TelegramError as second:
        _LOGGER.warning("nor could an apology be sent: %s", second)
