"""What is kept about a chat: its zone, its reminders, and what was marked as done."""

from bot.storage.claims import Claims, Turn, claims
from bot.storage.database import StorageError, prepare
from bot.storage.engine import Database, open_engine
from bot.storage.leadership import Leadership
from bot.storage.memory import Memory, Note, OwnMemory, memory
from bot.storage.queue import Claim, Queue
from bot.storage.shared_pace import SharedPace, shared_pace
from bot.storage.store import Store

__all__ = [
    "Claim",
    "Claims",
    "Database",
    "Leadership",
    "Memory",
    "Note",
    "OwnMemory",
    "Queue",
    "SharedPace",
    "StorageError",
    "Store",
    "Turn",
    "claims",
    "memory",
    "open_engine",
    "prepare",
    "shared_pace",
]
