"""The database: plans and marks of chats, usage and questions for editors, and files that Telegram keeps."""

from bot.storage.backup import back_up, restore
from bot.storage.conversation_state import Memory, Note, OwnMemory, Watched, memory
from bot.storage.diagnosis import StorageError, prepare
from bot.storage.due_queue import Claim, Queue, Settled
from bot.storage.engine import Database, open_engine
from bot.storage.fleet import ClaimResult, Leadership, SharedPace, UpdateClaims, claims, shared_pace
from bot.storage.plans import Store, ZoneData
from bot.storage.usage import Ending, Figures, FileIds, Kept, Notebook, Reminded, Use, Votes

__all__ = [
    "Claim",
    "ClaimResult",
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
    "UpdateClaims",
    "Use",
    "Votes",
    "Watched",
    "ZoneData",
    "back_up",
    "claims",
    "memory",
    "open_engine",
    "prepare",
    "restore",
    "shared_pace",
]
