"""Updates that Telegram sends, instead of being asked for them."""

from bot.webhooks.receiver import Receiver, listening
from bot.webhooks.registration import Address, address, register

__all__ = ["Address", "Receiver", "address", "listening", "register"]
