"""Failures to order, so that a test can see what the bot makes of them."""

from collections import defaultdict, deque
from enum import Enum, auto

from offline_telegram.errors import ApiError


class Fault(Enum):
    """What can go wrong between the bot and Telegram. An `ApiError` can be ordered in the same way."""

    UNREACHABLE = auto()
    """No connection: the request does not arrive."""
    TIMED_OUT = auto()
    """The request does not arrive, and nobody says so."""
    BAD_GATEWAY = auto()
    """The request does not arrive: a 502 with a page of HTML comes back."""
    TIMED_OUT_AFTER_DELIVERY = auto()
    """The request is carried out and its answer lost."""
    GARBLED = auto()
    """The request is carried out and answered with something that is not JSON."""

    @property
    def arrives(self) -> bool:
        """Whether Telegram carries the request out all the same."""
        return self in {Fault.TIMED_OUT_AFTER_DELIVERY, Fault.GARBLED}


class TransportError(Exception):
    """The answer does not reach the bot as the Bot API meant it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


class Faults:
    """The failures ordered and not yet met, a queue a method."""

    def __init__(self) -> None:
        self._ordered: defaultdict[str, deque[ApiError | Fault]] = defaultdict(deque)

    def order(self, method: str, fault: ApiError | Fault, times: int) -> None:
        """Let the next requests of a method fail."""
        self._ordered[method].extend([fault] * times)

    def take(self, method: str) -> ApiError | Fault | None:
        """The failure that the next request of a method meets, if any."""
        ordered = self._ordered[method]
        return ordered.popleft() if ordered else None
