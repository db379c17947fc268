"""What people wish of their reminders, in their own words."""

from bot.reminders.words.understanding import understand
from bot.reminders.words.wishes import Doubt, Off, Pause, Resume, Set, Show, Wish

__all__ = ["Doubt", "Off", "Pause", "Resume", "Set", "Show", "Wish", "understand"]
