"""Replies as plain text, for the command line."""

from bot.knowledge import Knowledge
from bot.matching import Reply
from bot.views.answers import reply_screen
from bot.views.screen import bare


def reply_text(knowledge: Knowledge, reply: Reply) -> str:
    """What Telegram would show, with the buttons as a list."""
    screen = reply_screen(knowledge, reply)
    buttons = [f"  → {button.text}" for row in screen.rows for button in row]
    return "\n".join([bare(screen.html), *([""] if buttons else []), *buttons])
