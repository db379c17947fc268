"""The error answers of the Bot API."""

from collections.abc import Mapping
from typing import Any


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
    """A request that no version of the program should make: its method, parameters or types are wrong.

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
