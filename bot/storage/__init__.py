"""What is kept about a chat: its zone, its reminders, what was done; and what an editor learns from."""

from bot.storage.database import StorageError, prepare
from bot.storage.engine import Database, open_engine
from bot.storage.notebook import Ending, Figures, Kept, Notebook, Reminded, Use, Votes
from bot.storage.queue import Claim, Queue
from bot.storage.store import Store

__all__ = [
    "Claim",
    "Database",
    "Ending",
    "Figures",
    "Kept",
    "Notebook",
    "Queue",
    "Reminded",
    "StorageError",
    "Store",
    "Use",
    "Votes",
    "open_engine",
    "prepare",
]
