"""What buttons carry: one way to write callback data, and to read it.

It is a name and, after a colon, fields with slashes between them: "done:h/1772330400". As buttons stay in
chats for ever, what was ever written is still read: earlier ones had colons or commas instead.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, StrEnum

from telegram import InlineKeyboardButton

from bot.reminders.kinds import KINDS, Kind

LONGEST_DATA = 64
"""Bytes that Telegram lets a button carry."""
_BETWEEN = re.compile("[:/,]")
_LONGEST_NUMBER = 10
_LONGEST_SNOOZE = 3


def written(name: str, *fields: object) -> str:
    """Callback data; a kind of reminder is its letter, a moment its second."""
    return f"{name}:{'/'.join(map(_field, fields))}"


def target(data: str) -> str:
    """All that a button carries behind its name, where that is one field, such as a time zone."""
    return data.partition(":")[2]


def fields(data: str) -> list[str]:
    """The fields behind the name."""
    return _BETWEEN.split(target(data))


def number(field: str, longest: int = _LONGEST_NUMBER) -> int:
    """A field that is a number of so many digits at most; a ValueError for any other."""
    if len(field) > longest or not (field.isascii() and field.isdigit()):
        raise ValueError(f'"{field}" is no number')
    return int(field)


def kind(field: str) -> Kind:
    """A field that is a kind of reminder: its letter, earlier also its id; a ValueError for any other."""
    for each in KINDS.values():
        if field in (each.code, each.id):
            return each
    raise ValueError(f'"{field}" is no kind of reminder')


def past(field: str, now: datetime) -> datetime:
    """A field that is a moment, in UTC; a ValueError for any other, and for one that is still to come."""
    moment = datetime.fromtimestamp(number(field), UTC)
    if moment > now:
        raise ValueError(f"{moment} is still to come")
    return moment


def _field(value: object) -> str:
    if isinstance(value, Kind):
        return value.code
    return str(int(value.timestamp())) if isinstance(value, datetime) else str(value)


class Action(Enum):
    """What happens at a tap."""

    OPEN = "open"
    """Send the entry's answer as a message of its own."""
    CHOOSE = "choose"
    """Replace the question "did you mean" by the entry's answer."""
    PAGE = "page"
    """Replace the message by this page of the topics."""
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
    """It was not; behind the entry stand those that were nearly chosen."""
    NONE = "none"
    """Nothing of what was offered was meant."""

    def data(self, *fields: object) -> str:
        """The callback data of a button with this action."""
        return written(self.value, *fields)

    def button(self, label: str, *fields: object) -> InlineKeyboardButton:
        """A button with this action."""
        return InlineKeyboardButton(label, callback_data=self.data(*fields))

    @property
    def pattern(self) -> str:
        """A regular expression for its callback data."""
        return f"^{self.value}:"


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
        return written(tap, self.kind, self.at, *(() if self.minutes is None else (self.minutes,)))

    def button(self, label: str, tap: Tap) -> InlineKeyboardButton:
        """A button that does this with the reminder."""
        return InlineKeyboardButton(label, callback_data=self.data(tap))


def due_of(data: str, now: datetime) -> Due | None:
    """What `Due.data` wrote; None for anything else, and for what is not due yet."""
    try:
        match fields(data):
            case [code, second]:
                return Due(kind(code), past(second, now))
            case [code, second, minutes]:
                return Due(kind(code), past(second, now), number(minutes, _LONGEST_SNOOZE))
    except ValueError:
        return None
    return None
