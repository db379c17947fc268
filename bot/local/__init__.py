"""Telegram's side of a bot, in this process: for tests, the terminal chat and benchmarks."""

from bot.local.errors import ApiError, MisuseError
from bot.local.faults import Fault
from bot.local.group import Group
from bot.local.person import Person
from bot.local.request import LocalRequest
from bot.local.telegram import LocalTelegram
from bot.local.world import InlineQuery, Message, Press

__all__ = [
    "ApiError",
    "Fault",
    "Group",
    "InlineQuery",
    "LocalRequest",
    "LocalTelegram",
    "Message",
    "MisuseError",
    "Person",
    "Press",
]
