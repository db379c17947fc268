"""The error answers of the Bot API, and failures of the connection that a test can order."""

from collections import defaultdict, deque
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
GARBLED = b'{"ok": tr'


class ApiError(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})

    def payload(self) -> dict[str, Any]:
        """The JSON body that goes with the HTTP status."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body


class MisuseError(ApiError):
    """A request that should never be made: its method, parameters or types are wrong.

    Telegram ignores some of these in silence. Here they also end `LocalTelegram.settle`, so that a
    program which swallows errors does not hide them from its tests.
    """


def misuse(text: str) -> MisuseError:
    """A 400 for a request outside the specification, or outside what is modelled here."""
    return MisuseError(400, f"Bad Request: {text}")


def bad_request(text: str) -> ApiError:
    """A 400."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """A 403."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """A 409."""
    return ApiError(409, f"Conflict: {text}")


def blocked() -> ApiError:
    """The 403 for a person who has blocked the bot."""
    return forbidden("bot was blocked by the user")


def too_many_requests(seconds: int) -> ApiError:
    """The 429 of flood control."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def migrated(new_chat_id: int) -> ApiError:
    """The 400 for a group that has become a supergroup."""
    error = bad_request("group chat was upgraded to a supergroup chat")
    error.parameters["migrate_to_chat_id"] = new_chat_id
    return error


class Fault(Enum):
    """What can go wrong between the bot and Telegram. An `ApiError` can be ordered in the same way."""

    UNREACHABLE = auto()
    """No connection: the request does not arrive."""
    TIMED_OUT = auto()
    """The request does not arrive, and there is no answer."""
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
    """The answer does not reach the bot intact."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


class Faults:
    """The failures that a test has ordered, one queue per method."""

    def __init__(self) -> None:
        self._ordered: defaultdict[str, deque[ApiError | Fault]] = defaultdict(deque)

    def order(self, method: str, fault: ApiError | Fault, times: int) -> None:
        """Let the next requests of a method fail."""
        self._ordered[method].extend([fault] * times)

    def take(self, method: str) -> ApiError | Fault | None:
        """The failure that the next request of a method meets, if any."""
        ordered = self._ordered[method]
        return ordered.popleft() if ordered else None
