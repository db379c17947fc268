"""Requests that failed: whether Telegram has received them, and whether a chat is closed to the bot."""

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

_TOPIC_CLOSED = ("message thread not found", "topic_closed", "topic_deleted")
_CLOSED = (
    *_TOPIC_CLOSED,
    "chat not found",
    "chat_write_forbidden",
    "chat_restricted",
    "group chat was deactivated",
    "have no rights to send",
    "need administrator rights",
    "not enough rights",
    "peer_id",
    "user is deactivated",
)
"""How Telegram says that the bot may not write there; nothing about the bot would change that."""


class NotSentError(NetworkError):
    """No connection was made: Telegram has certainly not received the request."""


class NotSentInTimeError(NotSentError, TimedOut):
    """The same, because it took too long."""


class BrokenOffError(NetworkError):
    """The connection broke after the request had begun: Telegram may have received it."""


class TooLong(RetryAfter):
    """Not sent, because Telegram demands a longer silence than it can wait for."""


class GivenUpError(NetworkError):
    """No try to deliver an answer succeeded; `alarm` says whether it was an alarm."""

    def __init__(self, message: str, *, alarm: bool) -> None:
        super().__init__(message)
        self.alarm = alarm


def has_not_arrived(error: TelegramError) -> bool:
    """Whether there was no connection, or Telegram itself said that something is wrong with it now (5xx)."""
    return isinstance(error, NotSentError) or (type(error) is NetworkError and not may_have_arrived(error))


def may_have_arrived(error: TelegramError) -> bool:
    """Whether the answer to a request is missing or malformed."""
    if isinstance(error, NotSentError):
        return False
    # Only what was taken is answered with something that is not JSON.
    return isinstance(error, TimedOut | BrokenOffError) or error.message.startswith("Invalid server response")


def is_topic_closed(error: BadRequest) -> bool:
    """Whether only a topic of the chat does not let the bot write, or is gone."""
    return any(words in error.message.lower() for words in _TOPIC_CLOSED)


def is_closed(error: BaseException | None) -> bool:
    """Whether a chat does not let the bot write: blocked, closed, gone, or without the right."""
    if isinstance(error, Forbidden):
        return True
    return isinstance(error, BadRequest) and any(words in error.message.lower() for words in _CLOSED)
