"""A screen: its text, buttons and picture, before Telegram knows of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.knowledge import Entry, Knowledge, Picture
from bot.views import buttons

_TOPICS = 500
"""Buttons, the same ones under many answers; to make one takes longer than anything else about a screen."""
_TAG = re.compile(r"</?[a-z][^>]*>")


@dataclass(frozen=True)
class Judged:
    """An answer that people may judge, and share."""

    entry: Entry
    runners_up: tuple[Entry, ...] = ()
    """What was nearly answered instead, best first."""


@dataclass(frozen=True)
class Screen:
    """Telegram HTML, and the buttons under it, a row each."""

    html: str
    rows: tuple[tuple[InlineKeyboardButton, ...], ...] = ()
    keys: ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None
    """What to do with the keys that replace the phone's keyboard; a message has these or buttons."""
    pictures: tuple[Picture, ...] = ()
    """What goes above the words: in the same message if it is one and they fit, otherwise before them."""

    alarm: bool = False
    """Whether the person may be in danger, so that everything is tried to deliver it."""
    judged: Judged | None = None
    """What the last row asks about; `feedback.completed` adds it, which needs the name of the bot."""

    @property
    def keyboard(self) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
        """The buttons as Telegram wants them, None for none."""
        return InlineKeyboardMarkup(self.rows) if self.rows else self.keys


def plain(text: str) -> str:
    """Text by anyone, safe inside Telegram HTML."""
    return escape(text, quote=False)


def bare(html: str) -> str:
    """Telegram HTML by the bot as the text that is seen."""
    return unescape(_TAG.sub("", html))


def pictures_of(knowledge: Knowledge, entry: Entry) -> tuple[Picture, ...]:
    """What an entry shows."""
    return tuple(knowledge.pictures[name] for name in entry.pictures)


def topic_rows(
    entries: Iterable[Entry], action: buttons.Action
) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    """A button for each entry, a row each: only then are titles read whole on a phone."""
    return tuple((_button(entry.title, action.data(entry.id)),) for entry in entries)


@lru_cache(_TOPICS)
def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)
