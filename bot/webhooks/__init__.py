"""Updates that Telegram sends, instead of being asked for them."""

from bot.webhooks.address import Address, address
from bot.webhooks.receiver import Receiver
from bot.webhooks.registration import register
from bot.webhooks.server import listening

__all__ = ["Address", "Receiver", "address", "listening", "register"]
