"""What the bot does for those who look after it: it follows its files, and tells of errors."""

from bot.upkeep.errors import ErrorLog, listening
from bot.upkeep.keeper import Keeper, keeping
from bot.upkeep.library import Broken, Library, Reading, Renewed, Reread

__all__ = [
    "Broken",
    "ErrorLog",
    "Keeper",
    "Library",
    "Reading",
    "Renewed",
    "Reread",
    "keeping",
    "listening",
]
