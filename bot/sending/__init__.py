"""The way out: how fast the bot may write, and who goes first."""

from bot.sending.limiter import RATE, FloodLimiter
from bot.sending.line import Priority

__all__ = ["RATE", "FloodLimiter", "Priority"]
