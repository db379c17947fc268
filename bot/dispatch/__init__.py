"""From what is due to what is sent."""

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.outcome import Gone, Later, Moved, Outcome, Refused, Sender, Sent
from bot.dispatch.telegram_sender import TelegramSender
from bot.dispatch.ticking import Chore, ticking

__all__ = [
    "Chore",
    "Dispatcher",
    "Gone",
    "Later",
    "Moved",
    "Outcome",
    "Refused",
    "Sender",
    "Sent",
    "TelegramSender",
    "ticking",
]
