"""The same line again and again is said once a minute, with how often it came."""

import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

REST = 60.0
"""Seconds in which a line is said once."""
REMEMBERED = 500
"""Lines; beyond that, the one that has rested for longest is forgotten."""
_NUMBERS = re.compile(r"\d+")


@dataclass(slots=True)
class Held:
    """A line that was said, and how often it was held back since."""

    text: str
    until: float
    times: int = 0


class Repeats:
    """Which lines have been said in the last minute; `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._held: OrderedDict[Hashable, Held] = OrderedDict()

    def __len__(self) -> int:
        """How many lines are remembered."""
        return len(self._held)

    def is_new(self, record: logging.LogRecord) -> bool:
        """Whether to say a line; otherwise it is counted. Lines less grave than warnings are always new."""
        if record.levelno < logging.WARNING:
            return True
        now, key = self._clock(), _key(record)
        held = self._held.get(key)
        if held and now < held.until:
            held.times += 1
            return False
        self._held[key] = Held(record.getMessage(), now + REST)
        self._held.move_to_end(key)
        if len(self._held) > REMEMBERED:
            self._held.popitem(last=False)
        return True

    def take(self) -> list[Held]:
        """Those that were held back and whose minute is over; they are new again."""
        now = self._clock()
        over = []
        while self._held and next(iter(self._held.values())).until <= now:
            _, held = self._held.popitem(last=False)
            if held.times:
                over.append(held)
        return over


def _key(record: logging.LogRecord) -> Hashable:
    """What makes two lines the same: the words, whatever numbers are in them, or where the error arose."""
    error = record.exc_info[1] if record.exc_info else None
    words = _NUMBERS.sub("#", record.getMessage())
    if error is None:
        return record.name, record.levelno, words
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace else None
    return record.name, record.levelno, words, type(error), place
