"""What can become of a reminder on its way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from bot.reminders.plan import Plan
from bot.reminders.rules import Kind


@dataclass(frozen=True, slots=True)
class Sent:
    """It has arrived, as this message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may have arrived: it is not sent again."""


@dataclass(frozen=True, slots=True)
class Later:
    """It has certainly not arrived; the same may work after a while."""

    after: timedelta


@dataclass(frozen=True, slots=True)
class Gone:
    """The bot may not write there any more."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another number now."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken, for a reason that is the bot's."""


Outcome: TypeAlias = Sent | Unsure | Later | Gone | Moved | Refused


class Sender(Protocol):
    """The way to people."""

    async def send(self, chat_id: int, kind: Kind, due: datetime, number: int) -> Outcome:
        """Send the reminder that was due at a moment, in UTC; `number` were sent before it."""

    async def ask_zone(self, plan: Plan) -> None:
        """Ask for a time zone in the place of one that is no longer known."""

    async def close(self, chat_id: int, message_id: int) -> None:
        """Take the buttons from an earlier reminder, if they are still there."""
