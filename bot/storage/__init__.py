"""What is kept about a chat: its zone, its reminders, and what was marked as done."""

from bot.storage.database import StorageError, prepare
from bot.storage.engine import Database, open_engine
from bot.storage.leadership import Leadership
from bot.storage.queue import Claim, Queue
from bot.storage.shared_pace import SharedPace, shared_pace
from bot.storage.store import Store

__all__ = [
    "Claim",
    "Database",
    "Leadership",
    "Queue",
    "SharedPace",
    "StorageError",
    "Store",
    "open_engine",
    "prepare",
    "shared_pace",
]
