"""Replies as plain text, for the command line."""

import re
from html import unescape

from bot.knowledge import Knowledge
from bot.matching import Reply
from bot.views.answers import reply_screen

_TAG = re.compile(r"</?[a-z][^>]*>")


def reply_text(knowledge: Knowledge, reply: Reply) -> str:
    """What Telegram would show, with the buttons as a list."""
    screen = reply_screen(knowledge, reply)
    text = unescape(_TAG.sub("", screen.html))
    buttons = [f"  → {button.text}" for row in screen.rows for button in row]
    return "\n".join([text, *([""] if buttons else []), *buttons])
