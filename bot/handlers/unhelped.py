"""Which question an answer was given to, until somebody says that it did not help."""

from collections import OrderedDict
from dataclasses import dataclass, field

REMEMBERED_ANSWERS = 5_000


@dataclass
class Questions:
    """In memory, for the latest answers, and already without the person."""

    _asked: OrderedDict[tuple[int, int], str] = field(default_factory=OrderedDict)

    def remember(self, chat: int, answer: int, question: str) -> None:
        """The bot's message `answer` is about this question, and about no other from now on."""
        self._asked[chat, answer] = question
        self._asked.move_to_end((chat, answer))
        if len(self._asked) > REMEMBERED_ANSWERS:
            self._asked.popitem(last=False)

    def forget(self, chat: int) -> None:
        """All questions of a chat."""
        for key in [key for key in self._asked if key[0] == chat]:
            del self._asked[key]

    def take(self, chat: int, answer: int) -> str | None:
        """The question, once: of all who did not find the answer helpful, one is enough for the editor."""
        return self._asked.pop((chat, answer), None)
