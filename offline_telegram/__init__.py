"""A Telegram on this machine, for any bot: in a test's process, over HTTP, in a terminal or on a page."""

from offline_telegram.errors import ApiError, Fault, MisuseError
from offline_telegram.people import Group, Person
from offline_telegram.python_telegram_bot import LocalRequest
from offline_telegram.server import LocalTelegram
from offline_telegram.world import InlineQuery, Message, Press, Topic

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
    "Topic",
]
