"""What is kept: of a chat, its zone, reminders and what was done; and which files Telegram has."""

from bot.storage.backup import back_up
from bot.storage.database import StorageError, prepare
from bot.storage.engine import Database, open_engine
from bot.storage.file_ids import FileIds
from bot.storage.leadership import Leadership
from bot.storage.queue import Claim, Queue
from bot.storage.restore import restore
from bot.storage.shared_pace import SharedPace, shared_pace
from bot.storage.store import Store

__all__ = [
    "Claim",
    "Database",
    "FileIds",
    "Leadership",
    "Queue",
    "SharedPace",
    "StorageError",
    "Store",
    "back_up",
    "open_engine",
    "prepare",
    "restore",
    "shared_pace",
]
