"""What people wish of their reminders, in their own words."""

from bot.reminders.wishes.model import Doubt, End, Off, Pause, Resume, Set, Show, Wish
from bot.reminders.wishes.parser import loosely, perhaps, tells_all, understand

__all__ = [
    "Doubt",
    "End",
    "Off",
    "Pause",
    "Resume",
    "Set",
    "Show",
    "Wish",
    "loosely",
    "perhaps",
    "tells_all",
    "understand",
]
