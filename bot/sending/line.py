"""Who writes next: answers before reminders, first come first served, and each chat in its order."""

import math
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from enum import IntEnum

from bot.sending.endpoints import is_group
from bot.sending.windows import Window

_Entry = tuple[float, int, str]


class Priority(IntEnum):
    """Who goes first; python-telegram-bot hands it on as `rate_limit_args`."""

    ALARM = 1  # Not 0: what is false does not reach the limiter.
    """Somebody may be in danger: it is tried for longest, and again when it may have arrived."""
    ANSWER = 2
    """Somebody waits for it: what a request is that does not say."""
    APOLOGY = 3
    """Tells somebody that an answer could not be delivered, as soon as anything can."""
    REMINDER = 4
    """Nobody notices if it comes a moment later."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A message's place in the line."""

    chat: str
    priority: Priority
    number: int
    """Counts upwards; a message that is sent again keeps its number."""
    messages: int = 1
    """More than one for an album."""


@dataclass(slots=True)
class _Chat:
    windows: tuple[Window, ...]
    waiting: list[Ticket] = field(default_factory=list)
    place: tuple[list[_Entry], _Entry] | None = None

    def opens(self, now: float) -> float:
        messages = self.waiting[0].messages if self.waiting else 1
        return max(window.opens(now, messages) for window in self.windows)

    def empties(self) -> float:
        return max(window.empties() for window in self.windows)


class Line:
    """The messages that wait, by chat; chats that nobody has written to lately are forgotten.

    A chat has at most one message under way, so that a slow connection cannot change their order. Its turn
    comes as early as its most urgent message deserves: an answer pulls the reminder before it along.
    """

    def __init__(self) -> None:
        self._chats: dict[str, _Chat] = {}
        self._ready: list[_Entry] = []
        self._resting: list[_Entry] = []
        self._idle: list[_Entry] = []

    def __len__(self) -> int:
        """How many chats are remembered."""
        return len(self._chats)

    def join(self, ticket: Ticket, now: float) -> None:
        """Wait; a message that is sent again comes before the later ones of its chat."""
        chat = self._chats.setdefault(ticket.chat, _Chat(_windows(ticket.chat)))
        insort(chat.waiting, ticket, key=lambda waiting: waiting.number)
        self._place(ticket.chat, now)

    def leave(self, ticket: Ticket, now: float) -> None:
        """Wait no longer."""
        self._chats[ticket.chat].waiting.remove(ticket)
        self._place(ticket.chat, now)

    def first(self, now: float) -> tuple[Ticket, Priority] | None:
        """The message to start next and how urgent that is, if a chat with a message may be written to."""
        for line in (self._resting, self._idle):
            while line and line[0][0] <= now:
                self._place(line[0][-1], now)
        if not self._ready:
            return None
        priority, _, name = self._ready[0]
        return self._chats[name].waiting[0], Priority(int(priority))

    def opens(self) -> float:
        """When the next chat with a message waiting may be written to, after those that may already."""
        return self._resting[0][0] if self._resting else math.inf

    def start(self, ticket: Ticket, now: float) -> None:
        """The first message of a chat starts."""
        chat = self._chats[ticket.chat]
        chat.waiting.remove(ticket)
        for window in chat.windows:
            window.enter(ticket.messages)
        self._place(ticket.chat, now)

    def finish(self, ticket: Ticket, arrived: float, now: float) -> None:
        """A message was answered; it arrived at this moment at the latest."""
        for window in self._chats[ticket.chat].windows:
            window.leave(arrived, ticket.messages)
        self._place(ticket.chat, now)

    def _place(self, name: str, now: float) -> None:
        """Move a chat to where it belongs: ready, resting, idle, under way, or forgotten."""
        chat = self._chats[name]
        if chat.place:
            line, entry = chat.place
            del line[bisect_left(line, entry)]
            chat.place = None
        opens = chat.opens(now)
        if math.isinf(opens):
            return
        if chat.waiting and opens <= now:
            priority, number = min((ticket.priority, ticket.number) for ticket in chat.waiting)
            chat.place = self._ready, (priority, number, name)
        elif chat.waiting:
            chat.place = self._resting, (opens, 0, name)
        elif (empties := chat.empties()) > now:
            chat.place = self._idle, (empties, 0, name)
        else:
            del self._chats[name]
            return
        insort(*chat.place)


def _windows(chat: str) -> tuple[Window, ...]:
    each_second = Window(1, 1.0)
    return (each_second, Window(20, 60.0)) if is_group(chat) else (each_second,)
