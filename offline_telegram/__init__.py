"""Telegram's side of a bot, in this process: for tests, the terminal chat and benchmarks."""

from offline_telegram.errors import ApiError, MisuseError
from offline_telegram.faults import Fault
from offline_telegram.group import Group
from offline_telegram.person import Person
from offline_telegram.request import LocalRequest
from offline_telegram.telegram import LocalTelegram
from offline_telegram.world import InlineQuery, Message, Press

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
