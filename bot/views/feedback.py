"""What stands below an answer: whether it helped, what else may have been meant, and sharing it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode

from telegram import InlineKeyboardButton

from bot.knowledge import Entry
from bot.views.screen import Action, Screen, topic_rows
from bot.views.topics import ALL_TOPICS_ROW, NONE_OF_THESE_ROW

LONGEST_DATA = 64
"""Bytes that a button carries."""
THANKS = "Thank you!"
SORRY = "Thank you. I'm sorry it didn't help."
_IS_IT_HERE = "You wanted something else. Is it one of these?"
_SAY_IT_AGAIN = "You wanted something else. Try other words, or look through what I know."
_SHARE = "https://t.me/share/url"


def completed(screen: Screen, bot_name: str) -> Screen:
    """A screen with its row of feedback, if it is to have one; the name is the bot's user name."""
    if screen.judged is None:
        return screen
    entry = screen.judged.entry
    row = (
        InlineKeyboardButton("👍", callback_data=Action.UP.data(entry.id)),
        InlineKeyboardButton("👎", callback_data=_down(entry, screen.judged.runners_up)),
        InlineKeyboardButton("↗ Share", url=share_url(bot_name, entry)),
    )
    return replace(screen, rows=(*screen.rows, row), judged=None)


def share_url(bot_name: str, entry: Entry) -> str:
    """A page of Telegram's on which people choose whom to send the entry to."""
    fields = {"url": f"https://t.me/{bot_name}?start={entry.id}", "text": entry.title}
    return f"{_SHARE}?{urlencode(fields, quote_via=quote)}"


def offer_screen(runners_up: Sequence[Entry]) -> Screen:
    """What somebody may have meant whom an answer did not help."""
    if not runners_up:
        return Screen(_SAY_IT_AGAIN, (ALL_TOPICS_ROW,))
    return Screen(_IS_IT_HERE, (*topic_rows(runners_up, Action.CHOOSE), NONE_OF_THESE_ROW))


def _down(entry: Entry, runners_up: Iterable[Entry]) -> str:
    return several(Action.DOWN, (entry, *runners_up))


def several(action: Action, entries: Iterable[Entry]) -> str:
    """The action with as many entries as there is room for."""
    data = ""
    for entry in entries:
        longer = f"{data}/{entry.id}" if data else action.data(entry.id)
        if len(longer) > LONGEST_DATA:
            break
        data = longer
    return data
