"""How fast one person may go on asking."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from enum import Enum

BURST = 12
"""Messages and taps at once: nobody reads faster."""
SECONDS_EACH = 2.0
"""Until one more is allowed."""
TYPED = 0.25
"""What a text in inline mode costs, beside a message: people type on, and look at few of the lists."""
SECONDS_ALIKE = 30.0
"""In which what cannot wait is answered once: the same again has its answer on the screen."""
REMEMBERED_PEOPLE = 10_000


class Verdict(Enum):
    """Whether to serve somebody."""

    SERVE = "serve"
    WARN = "say once that it is too much"
    IGNORE = "say nothing"


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    warned: bool = False
    heard: dict[Hashable, float] = field(default_factory=dict)
    """When something of a kind that cannot wait was let through."""


class Pace:
    """A token bucket for each person, in memory, for the most recent people."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives seconds that never go back, like time.monotonic."""
        self._clock = clock
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def judge(self, person: int, cannot_wait: Callable[[], Hashable | None] = lambda: None) -> Verdict:
        """Count one more message of a person; `cannot_wait` is as for `lets_through`."""
        if self.spend(person) or self.lets_through(person, cannot_wait):
            return Verdict.SERVE
        bucket = self._buckets[person]
        if bucket.warned:
            return Verdict.IGNORE
        bucket.warned = True
        return Verdict.WARN

    def spend(self, person: int, cost: float = 1.0) -> bool:
        """Count what is worth as much as `cost` messages; False when it is too much."""
        now = self._clock()
        bucket = self._buckets.setdefault(person, _Bucket(BURST, now))
        self._buckets.move_to_end(person)
        if len(self._buckets) > REMEMBERED_PEOPLE:
            self._buckets.popitem(last=False)
        bucket.left = min(BURST, bucket.left + (now - bucket.at) / SECONDS_EACH)
        bucket.at = now
        if bucket.left == BURST:
            bucket.warned = False
        if bucket.left < cost:
            return False
        bucket.left -= cost
        return True

    def lets_through(self, person: int, cannot_wait: Callable[[], Hashable | None]) -> bool:
        """Whether a message that `spend` has found too much is heard: when the same was not just before.

        `cannot_wait` gives its kind, of which there are few, and None when it can wait.
        """
        now, heard, kind = self._clock(), self._buckets[person].heard, cannot_wait()
        if kind is None or now - heard.get(kind, -SECONDS_ALIKE) < SECONDS_ALIKE:
            return False
        heard[kind] = now
        return True
