"""Which of the bot's messages answers which message of a person, so that an edited question changes it."""

from dataclasses import dataclass
from datetime import timedelta

from bot.storage import Memory, Note

EDITABLE = timedelta(days=2)
"""How long Telegram lets people edit what they wrote."""
_KIND = "answered"


def note(question: int, answer: int) -> Note:
    """The message `answer` answers the message `question`."""
    return Note(_KIND, str(answer), EDITABLE, about=question)


@dataclass(frozen=True)
class Answered:
    """The answers to the latest questions."""

    memory: Memory

    async def remember(self, chat: int, question: int, answer: int) -> None:
        """The message `answer` answers the message `question`."""
        await self.memory.put(chat, note(question, answer))

    async def forget(self, chat: int, question: int) -> None:
        """`question` is no longer what it was."""
        answer = await self.find(chat, question)
        if answer:
            await self.memory.drop(chat, note(question, answer))

    async def find(self, chat: int, question: int) -> int | None:
        """The message that answers `question`, if it is known."""
        answer = await self.memory.get(chat, _KIND, question)
        return int(answer) if answer else None
