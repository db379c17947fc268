"""A message as it will be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.knowledge import Entry
from bot.views import buttons


@dataclass(frozen=True)
class Screen:
    """Telegram HTML, and the buttons under it, a row each."""

    html: str
    rows: tuple[tuple[InlineKeyboardButton, ...], ...] = ()

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram wants them, None for none."""
        return InlineKeyboardMarkup(self.rows) if self.rows else None


def plain(text: str) -> str:
    """Text by anyone, safe inside Telegram HTML."""
    return escape(text, quote=False)


def topic_rows(
    entries: Iterable[Entry], action: buttons.Action
) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    """A button for each entry, a row each: only then are titles read whole on a phone."""
    return tuple(
        (InlineKeyboardButton(entry.title, callback_data=action.data(entry.id)),) for entry in entries
    )
