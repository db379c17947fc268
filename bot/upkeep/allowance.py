"""How often somebody may be disturbed."""

from collections import deque
from datetime import timedelta


class Allowance:
    """So many times within any such length; `now` is seconds that never go back."""

    def __init__(self, times: int, within: timedelta) -> None:
        self._within = within.total_seconds()
        self._spent: deque[float] = deque(maxlen=times)

    def has_some(self, now: float) -> bool:
        """Whether there is one left."""
        return len(self._spent) < (self._spent.maxlen or 0) or now - self._spent[0] >= self._within

    def since_last(self, now: float) -> float:
        """Seconds."""
        return now - self._spent[-1] if self._spent else float("inf")

    def spend(self, now: float) -> None:
        """Use one."""
        self._spent.append(now)
