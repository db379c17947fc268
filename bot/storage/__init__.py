"""What is kept: of a chat, its plan and what was done; what an editor learns from; and what Telegram has."""

from bot.storage.backup import back_up
from bot.storage.claims import Claims, Turn, claims
from bot.storage.database import prepare
from bot.storage.engine import Database, open_engine
from bot.storage.file_ids import FileIds
from bot.storage.leadership import Leadership
from bot.storage.memory import Memory, Note, OwnMemory, memory
from bot.storage.notebook import Ending, Figures, Kept, Notebook, Reminded, Use, Votes
from bot.storage.queue import Claim, Queue, Settled
from bot.storage.restore import restore
from bot.storage.shared_pace import SharedPace, shared_pace
from bot.storage.store import Store
from bot.storage.verdict import StorageError
from bot.storage.zone_data import ZoneData

__all__ = [
    "Claim",
    "Claims",
    "Database",
    "Ending",
    "Figures",
    "FileIds",
    "Kept",
    "Leadership",
    "Memory",
    "Note",
    "Notebook",
    "OwnMemory",
    "Queue",
    "Reminded",
    "Settled",
    "SharedPace",
    "StorageError",
    "Store",
    "Turn",
    "Use",
    "Votes",
    "ZoneData",
    "back_up",
    "claims",
    "memory",
    "open_engine",
    "prepare",
    "restore",
    "shared_pace",
]
