"""Which chats have just been asked where they are."""

from dataclasses import dataclass
from datetime import timedelta

from bot.storage import Memory, Note

PATIENCE = timedelta(hours=1)
"""How long what somebody writes may be the answer."""
_NOTE = Note("asked", "", PATIENCE)


@dataclass(frozen=True)
class Asked:
    """The open questions; when one is lost, whoever waits for a first reminder is still known."""

    memory: Memory

    async def remember(self, chat: int) -> None:
        """The chat is asked."""
        await self.memory.put(chat, _NOTE)

    async def forget(self, chat: int) -> None:
        """The chat has answered, or gone on to something else."""
        await self.memory.drop(chat, _NOTE)

    async def is_open(self, chat: int) -> bool:
        """Whether the question waits for an answer."""
        return await self.memory.get(chat, _NOTE.kind) is not None
