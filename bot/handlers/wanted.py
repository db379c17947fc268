"""Where somebody wants something, and after what."""

from dataclasses import dataclass

from telegram import Message

from bot.conversation import hints
from bot.conversation.acts import Act, Changed, Reminding, Warned, latest
from bot.conversation.wishing import kinds_in
from bot.conversation.words import plain
from bot.handlers.context import Context
from bot.matching import Reply
from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.reminders.plan import Plan


@dataclass(frozen=True)
class Wanted:
    """A message that wants something, and what there is."""

    context: Context
    message: Message
    text: str
    acts: tuple[Act, ...]
    plan: Plan
    reply: Reply
    """What the matching made of it."""

    @property
    def words(self) -> str:
        """What was written, in plain words."""
        return plain(self.text)

    @property
    def reminding(self) -> Reminding | None:
        """The last reminder."""
        return latest(self.acts, Reminding)

    @property
    def is_reminded(self) -> bool:
        """Whether nothing has been done since the last reminder."""
        return bool(self.acts) and isinstance(self.acts[0], Reminding)

    @property
    def is_of_warning(self) -> bool:
        """Whether it follows a warning and names no reminder: "no, I meant since yesterday" is about that."""
        first = self.acts[0] if self.acts else None
        return isinstance(first, Warned) and not kinds_in(self.text) and "remind" not in self.words

    @property
    def is_corrected(self) -> bool:
        """Whether somebody says what they meant by what was done last."""
        first = self.acts[0] if self.acts else None
        return isinstance(first, Changed) and first.kind is not None and bool(hints.MEANT.search(self.words))

    @property
    def kind(self) -> Kind | None:
        """The one kind that it can be about: named, just changed, reminded of, or the only one on."""
        named = kinds_in(self.text)
        if named:
            return named[0] if len(named) == 1 else None
        if hints.PACED.search(self.words):
            return WATER
        first = self.acts[0] if self.acts else None
        if isinstance(first, Changed | Reminding) and first.kind:
            return first.kind
        if hints.LEGS.search(self.words):
            return STRETCH
        return self.plan.on[0] if len(self.plan.on) == 1 else None
