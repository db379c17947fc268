"""What is kept: of a chat, its zone, reminders and what was done; and which files Telegram has."""

from bot.storage.claims import Claims, Turn, claims
from bot.storage.database import StorageError, prepare
from bot.storage.engine import Database, open_engine
from bot.storage.file_ids import FileIds
from bot.storage.leadership import Leadership
from bot.storage.memory import Memory, Note, OwnMemory, memory
from bot.storage.queue import Claim, Queue
from bot.storage.shared_pace import SharedPace, shared_pace
from bot.storage.store import Store

__all__ = [
    "Claim",
    "Claims",
    "Database",
    "FileIds",
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
