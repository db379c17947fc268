"""The latest of many things, within bounds."""

from collections import OrderedDict
from collections.abc import Hashable

REMEMBERED = 1_000


class Latest:
    """The latest keys, each with a value."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, key: Hashable) -> object:
        """The value; None if there is none."""
        return self._values.get(key)

    def put(self, key: Hashable, value: object) -> object:
        """Remember a value; returns the one before, None if there is none."""
        before = self._values.pop(key, None)
        self._values[key] = value
        if len(self._values) > self._most:
            self._values.popitem(last=False)
        return before
