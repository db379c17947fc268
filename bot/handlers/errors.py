"""What happens when a handler fails."""

import logging

from telegram import Message, Update
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.handlers.deliver import send
from bot.handlers.services import Context, Services
from bot.sending import Priority
from bot.sending.failures import GivenUpError, is_closed
from bot.views import notices

_LOGGER = logging.getLogger(__name__)


async def apologise(services: Services, update: object, context: Context) -> None:
    """Log the error with its traceback, and tell the person, who waits for an answer.

    An answer that Telegram took at none of the tries is apologised for as soon as Telegram takes anything.
    After one that may have arrived nothing more is said.
    """
    error = context.error
    if is_closed(error):
        _LOGGER.info("not delivered: %s", error)
        return
    _LOGGER.error("an update could not be handled", exc_info=error)
    message = update.effective_message if isinstance(update, Update) else None
    if not isinstance(message, Message) or message.guest_query_id:  # A guest cannot write.
        return
    if isinstance(error, GivenUpError | RetryAfter):
        services.vitals.gave_up()
        if message.chat_id not in services.untold:
            services.untold.add(message.chat_id)
            alarm = isinstance(error, GivenUpError) and error.alarm
            context.application.create_task(_tell_later(services, message, alarm=alarm))
    elif not isinstance(error, TelegramError) or isinstance(error, BadRequest):
        try:
            await send(message, notices.SORRY)
        except TelegramError as second:
            _LOGGER.warning("nor could an apology be sent: %s", second)


async def _tell_later(services: Services, message: Message, *, alarm: bool) -> None:
    screen = notices.UNDELIVERED_ALARM if alarm else notices.UNDELIVERED
    try:
        await send(message, screen, Priority.APOLOGY)
    except TelegramError as error:
        _LOGGER.warning("nor could the person be told: %s", error)
    finally:
        services.untold.discard(message.chat_id)
