"""What each chat has just read about, so that "why?" is understood."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.knowledge import Entry

REMEMBERED_CHATS = 5_000
FRESH = timedelta(minutes=10)
"""How long what somebody writes may lean on it."""


@dataclass
class LastTopic:
    """In memory, for the latest chats: nothing is stored about a person."""

    _read: OrderedDict[int, tuple[str, datetime]] = field(default_factory=OrderedDict)

    def remember(self, chat: int, entry: Entry, now: datetime) -> None:
        """The chat is shown an entry; "you're welcome" is no topic, and changes none."""
        if not entry.listed:
            return
        self._read[chat] = entry.id, now
        self._read.move_to_end(chat)
        if len(self._read) > REMEMBERED_CHATS:
            self._read.popitem(last=False)

    def forget(self, chat: int) -> None:
        """Nothing is known of the chat any more."""
        self._read.pop(chat, None)

    def find(self, chat: int, now: datetime) -> str | None:
        """The id of the entry that the chat has just read, if there is one."""
        entry, since = self._read.get(chat, (None, now))
        return entry if now - since < FRESH else None
