"""What each chat has just read about, so that "why?" is understood."""

from dataclasses import dataclass
from datetime import timedelta

from bot.knowledge import Entry
from bot.storage import Memory, Note

FRESH = timedelta(minutes=10)
"""How long what somebody writes may lean on it."""
_KIND = "topic"


def note(entry: Entry) -> tuple[Note, ...]:
    """What to remember of an entry that is shown; "you're welcome" is no topic, and changes none."""
    return (Note(_KIND, entry.id, FRESH),) if entry.listed else ()


@dataclass(frozen=True)
class LastTopic:
    """The latest entry of each chat."""

    memory: Memory

    async def remember(self, chat: int, entry: Entry) -> None:
        """The chat is shown an entry."""
        notes = note(entry)
        if notes:
            await self.memory.put(chat, *notes)

    async def find(self, chat: int) -> str | None:
        """The id of the entry that the chat has just read, if there is one."""
        return await self.memory.get(chat, _KIND)
