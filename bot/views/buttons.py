"""What buttons carry: the codecs of all of them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, StrEnum
from types import MappingProxyType

from telegram import InlineKeyboardButton

from bot.reminders.times import Kind


class Action(Enum):
    """What happens at a tap."""

    OPEN = "open"
    """Send the entry's answer as a message of its own."""
    CHOOSE = "choose"
    """Put the entry's answer in the place of the question "did you mean"."""
    PAGE = "page"
    """Put this page of the topics in the place of the message."""
    PANEL = "panel"
    """Show or change the reminders."""
    ZONE = "zone"
    """Ask for the time zone, or take this one."""
    UNDO = "undo"
    """Set the reminders back to what they were."""
    PRIVACY = "privacy"
    """Hand over or delete what is stored."""
    CRAMP = "cramp"
    """Help with a cramp right now."""
    UP = "up"
    """The entry's answer was helpful."""
    DOWN = "down"
    """It was not; behind the entry stand those that were nearly chosen, with commas."""
    NONE = "none"
    """Nothing of what was offered was meant."""
    ALARM = "alarm"
    """What was asked about is so: say what to do."""
    OFFER = "offer"
    """No sign of something serious fits: offer these entries, with commas, instead."""

    def data(self, target: object) -> str:
        """The callback data of a button with this action."""
        return f"{self.value}:{target}"

    @property
    def pattern(self) -> str:
        """A regular expression for its callback data."""
        return f"^{self.value}:"


def target(data: str) -> str:
    """What the button acts on."""
    return data.partition(":")[2]


_CODES = MappingProxyType({Kind.HYDRATION: "h", Kind.STRETCH: "s"})
_DATA = re.compile(r"[a-z]+:([hs]):([0-9]{1,10})(?::([0-9]{1,3}))?", re.ASCII)


class Tap(StrEnum):
    """What a button under a reminder does; the values stand in buttons."""

    DONE = "done"
    UNDONE = "undone"
    """Take Done back."""
    SNOOZE = "snooze"
    """Ask for how long."""
    SNOOZED = "snoozed"
    AWAKE = "awake"
    """Take the snooze back."""
    UNSNOOZE = "unsnooze"
    """Back from that question."""
    SKIP = "skip"

    @property
    def pattern(self) -> str:
        """A regular expression for its callback data."""
        return f"^{self}:"


@dataclass(frozen=True, slots=True)
class Due:
    """Which reminder a button belongs to."""

    kind: Kind
    at: datetime
    """When it was due, in UTC, to the second."""
    minutes: int | None = None
    """For how long it is snoozed."""

    def data(self, tap: Tap) -> str:
        """The callback data of a button."""
        data = f"{tap}:{_CODES[self.kind]}:{int(self.at.timestamp())}"
        return data if self.minutes is None else f"{data}:{self.minutes}"

    def button(self, label: str, tap: Tap) -> InlineKeyboardButton:
        """A button that does this with the reminder."""
        return InlineKeyboardButton(label, callback_data=self.data(tap))


def due_of(data: str, now: datetime) -> Due | None:
    """What `Due.data` wrote; None for anything else, and for what is not due yet."""
    match = _DATA.fullmatch(data)
    if not match:
        return None
    code, seconds, minutes = match.groups()
    kind = next(kind for kind, short in _CODES.items() if short == code)
    at = datetime.fromtimestamp(int(seconds), UTC)
    return Due(kind, at, int(minutes) if minutes else None) if at <= now else None
