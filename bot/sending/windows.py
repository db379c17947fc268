"""At most so many messages in any stretch of time, counted where they arrive."""

import math
from collections import deque
from heapq import heappop, heappush, nsmallest

NEVER = -math.inf
"""The arrival of a message that was not sent after all."""
_EXPERIENCE = 50
"""The last trips, among which is a short one."""
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
        """So many messages start together."""
        self._under_way += messages

    def leave(self, arrived: float, messages: int = 1) -> None:
        """So many messages were answered; they arrived at this moment at the latest."""
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
        """When nothing is left to remember: never while a message is under way."""
        return math.inf if self._under_way else max(self._ends, default=NEVER)


class Trips:
    """How long messages take to be answered.

    Nearly the shortest of late is taken for what every message takes. The rest of a trip may be a delay on
    the way there, and then the message arrived later than its start suggests. Before there is experience, so
    may be the whole trip.
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
