"""Which chats have just been asked where they are."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

REMEMBERED_CHATS = 5_000
PATIENCE = timedelta(hours=1)
"""How long what somebody writes may be the answer."""


@dataclass
class Asked:
    """In memory, for the latest chats: after a restart, whoever waits for a first reminder is still known."""

    _at: OrderedDict[int, datetime] = field(default_factory=OrderedDict)

    def remember(self, chat: int, now: datetime) -> None:
        """The chat is asked."""
        self._at[chat] = now
        self._at.move_to_end(chat)
        if len(self._at) > REMEMBERED_CHATS:
            self._at.popitem(last=False)

    def forget(self, chat: int) -> None:
        """The chat has answered, or gone on to something else."""
        self._at.pop(chat, None)

    def is_open(self, chat: int, now: datetime) -> bool:
        """Whether the question waits for an answer."""
        asked = self._at.get(chat)
        return asked is not None and now - asked < PATIENCE
