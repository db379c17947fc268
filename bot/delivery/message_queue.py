"""Which message is sent next, within Telegram's limits for each chat and for all chats."""

import math
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush, nsmallest
from typing import Any

_COUNTED = ("send", "editMessage", "forwardMessage", "copyMessage")
_NOT_COUNTED = {"sendChatAction", "sendMessageDraft", "sendGift"}
"""Methods named like those that write, which leave no message in a chat."""
_UNPAID = _NOT_COUNTED | {"sendChecklist", "sendRichMessageDraft", "sendChatJoinRequestWebApp"}
"""Methods named like those that write, which take no `allow_paid_broadcast`."""


def chat_written_to(endpoint: str, data: Mapping[str, Any]) -> str | None:
    """The chat in which a request makes or changes a message; None for every other request.

    A message sent by way of the bot's inline mode names no chat, and stands for its own.
    """
    if not endpoint.startswith(_COUNTED) or endpoint in _NOT_COUNTED:
        return None
    chat = data.get("chat_id")
    return str(chat).casefold() if chat else f"inline message {data.get('inline_message_id')}"


def messages_written(data: Mapping[str, Any]) -> int:
    """How many messages a request makes or changes; an album counts as the number of its pictures.

    A batch of forwarded messages counts once: the bot sends none.
    """
    media = data.get("media")
    return len(media) if isinstance(media, list | tuple) else 1


def may_be_paid(endpoint: str) -> bool:
    """Whether a request takes `allow_paid_broadcast`: those that change a message do not."""
    return endpoint == "copyMessage" or (endpoint.startswith("send") and endpoint not in _UNPAID)


def is_group(chat: str) -> bool:
    """Whether a chat is a group or channel: those have negative numbers or public names."""
    return chat.startswith(("-", "@"))


def is_setting(endpoint: str) -> bool:
    """Whether a request changes what Telegram shows of the bot.

    Nobody waits for it, and Telegram may refuse it alone for hours while it takes messages. So it is made
    once, and its refusal does not hold up messages.
    """
    return endpoint.startswith("setMy")


NEVER = -math.inf
"""Stands for the arrival of a message that was not sent."""
_EXPERIENCE = 50
"""Latest round trips that are kept; a short one is among them."""
_SURE = 0.9
"""Of the shortest trip; the next may be shorter still."""


class Window:
    """At most `limit` messages in any `seconds`.

    A message arrives some time between its start and its answer, and two may come closer together than they
    left. So it keeps its place from its start until `seconds` after it has arrived at the latest.
    """

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._under_way = 0
        self._ends: list[float] = []

    def enter(self, messages: int = 1) -> None:
        """That many messages start together."""
        self._under_way += messages

    def leave(self, arrived: float, messages: int = 1) -> None:
        """That many messages were answered; they arrived by this moment."""
        self._under_way -= messages
        for _ in range(messages):
            heappush(self._ends, arrived + self._seconds)

    def opens(self, now: float, messages: int = 1) -> float:
        """When the next messages may start: now, later, or never while only an answer can tell.

        More of them than the limit may start when there are no others.
        """
        while self._ends and self._ends[0] <= now:
            heappop(self._ends)
        over = self._under_way + len(self._ends) + min(messages, self._limit) - self._limit
        if over <= 0:
            return now
        return nsmallest(over, self._ends)[-1] if over <= len(self._ends) else math.inf

    def empties(self) -> float:
        """When this window can be forgotten; never while a message is under way."""
        return math.inf if self._under_way else max(self._ends, default=NEVER)


class Trips:
    """Round trips of messages, from which the latest possible arrival of each is estimated.

    Nearly the shortest recent trip is taken for what every message needs. The rest of a trip may have been a
    delay on the way to Telegram, so that the message arrived that much later. Without earlier trips, all of
    it may have been.
    """

    def __init__(self) -> None:
        self._lately: deque[float] = deque(maxlen=_EXPERIENCE)

    def add(self, seconds: float) -> None:
        """A message was delivered, and answered after so many seconds."""
        self._lately.append(seconds)

    def arrival(self, started: float, answered: float) -> float:
        """The latest moment at which a message can have arrived."""
        sure = _SURE * min(self._lately) if len(self._lately) == _EXPERIENCE else 0.0
        return max(started, answered - sure)


_Entry = tuple[float, int, str]


class Priority(IntEnum):
    """The order of messages; python-telegram-bot passes it on as `rate_limit_args`."""

    ALARM = 1  # Not 0: what is false does not reach the limiter.
    """Somebody may be in danger: retried for longest, even if it may have arrived."""
    ANSWER = 2
    """Somebody waits for it; the default."""
    APOLOGY = 3
    """Says that an answer could not be delivered, as soon as Telegram takes messages again."""
    REMINDER = 4
    """Nobody notices if it comes a moment later."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A message's place in the queue."""

    chat: str
    priority: Priority
    number: int
    """Ascending; a message that is sent again keeps its number."""
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
    """The waiting messages, by chat; chats without recent messages are forgotten.

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
        """Add a message; one that is sent again goes before the later ones of its chat."""
        chat = self._chats.setdefault(ticket.chat, _Chat(_windows(ticket.chat)))
        insort(chat.waiting, ticket, key=lambda waiting: waiting.number)
        self._place(ticket.chat, now)

    def leave(self, ticket: Ticket, now: float) -> None:
        """Remove a message."""
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
        """A message was answered; it arrived by this moment."""
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
