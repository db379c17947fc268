"""What is kept: of a chat, its zone, reminders and what was done; and which files Telegram has."""

from bot.storage.database import StorageError, prepare
from bot.storage.engine import sqlite_engine
from bot.storage.file_ids import FileIds
from bot.storage.queue import Claim, Queue
from bot.storage.store import Store

__all__ = ["Claim", "FileIds", "Queue", "StorageError", "Store", "prepare", "sqlite_engine"]
