"""From what is due to what is sent."""

from bot.dispatch.dispatcher import AT_ONCE, Dispatcher
from bot.dispatch.outcome import Gone, Later, Moved, Outcome, Refused, Sender, Sent, Unsure
from bot.dispatch.telegram_sender import TelegramSender
from bot.dispatch.ticking import ticking

__all__ = [
    "AT_ONCE",
    "Dispatcher",
    "Gone",
    "Later",
    "Moved",
    "Outcome",
    "Refused",
    "Sender",
    "Sent",
    "TelegramSender",
    "Unsure",
    "ticking",
]
