"""What is kept: of a chat, its plan and what was done; what an editor learns from; and what Telegram has."""

from bot.storage.database import StorageError, prepare
from bot.storage.engine import Database, open_engine
from bot.storage.file_ids import FileIds
from bot.storage.leadership import Leadership
from bot.storage.notebook import Ending, Figures, Kept, Notebook, Reminded, Use, Votes
from bot.storage.queue import Claim, Queue, Settled
from bot.storage.shared_pace import SharedPace, shared_pace
from bot.storage.store import Store
from bot.storage.zone_data import ZoneData

__all__ = [
    "Claim",
    "Database",
    "Ending",
    "Figures",
    "FileIds",
    "Kept",
    "Leadership",
    "Notebook",
    "Queue",
    "Reminded",
    "Settled",
    "SharedPace",
    "StorageError",
    "Store",
    "Use",
    "Votes",
    "ZoneData",
    "open_engine",
    "prepare",
    "shared_pace",
]
