"""The way out: how fast the bot may write, and who goes first."""

from bot.sending.limiter import PAID_RATE, RATE, FloodLimiter
from bot.sending.line import Priority

__all__ = ["PAID_RATE", "RATE", "FloodLimiter", "Priority"]
