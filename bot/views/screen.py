"""A screen, before Telegram knows of it: text, pictures and buttons; and what buttons carry.

Callback data is a name and, after a colon, fields with slashes between them: "done:h/1772330400". Buttons
stay in chats for ever, so that everything ever written is still read: earlier ones had colons or commas.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, StrEnum
from functools import lru_cache, partial
from html import escape, unescape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.knowledge import Entry, Knowledge, Picture
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


def kind_of(field: str) -> Kind:
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
    PROPOSED = "proposed"
    """Set the reminders to what was proposed."""
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
    ALARM = "alarm"
    """What was asked about is so: say what to do."""
    OFFER = "offer"
    """No sign of something serious fits: offer these entries, with commas, instead."""

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
                return Due(kind_of(code), past(second, now))
            case [code, second, minutes]:
                return Due(kind_of(code), past(second, now), number(minutes, _LONGEST_SNOOZE))
    except ValueError:
        return None
    return None


_TOPICS = 500
"""Buttons, the same ones under many answers; to make one takes longer than anything else about a screen."""
_TAG = re.compile(r"</?[a-z][^>]*>")


@dataclass(frozen=True)
class Judged:
    """An answer that people may judge, and share."""

    entry: Entry
    runners_up: tuple[Entry, ...] = ()
    """What was nearly answered instead, best first."""


@dataclass(frozen=True)
class Screen:
    """Telegram HTML, and the buttons under it, a row each."""

    html: str
    rows: tuple[tuple[InlineKeyboardButton, ...], ...] = ()
    keys: ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None
    """What to do with the keys that replace the phone's keyboard; a message has these or buttons."""
    pictures: tuple[Picture, ...] = ()
    """What goes above the words: in the same message if it is one and they fit, otherwise before them."""

    alarm: bool = False
    """Whether the person may be in danger, so that everything is tried to deliver it."""
    judged: Judged | None = None
    """What the last row asks about; `feedback.completed` adds it, which needs the name of the bot."""

    @property
    def keyboard(self) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
        """The buttons as Telegram wants them, None for none."""
        return InlineKeyboardMarkup(self.rows) if self.rows else self.keys


plain = partial(escape, quote=False)
"""Text by anyone, made safe inside Telegram HTML."""


def bare(html: str) -> str:
    """Telegram HTML by the bot as the text that is seen."""
    return unescape(_TAG.sub("", html))


def pictures_of(knowledge: Knowledge, entry: Entry) -> tuple[Picture, ...]:
    """What an entry shows."""
    return tuple(knowledge.pictures[name] for name in entry.pictures)


def topic_rows(entries: Iterable[Entry], action: Action) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    """A button for each entry, a row each: only then are titles read whole on a phone."""
    return tuple((_button(entry.title, action.data(entry.id)),) for entry in entries)


@lru_cache(_TOPICS)
def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)
