"""Requests that failed: what has arrived, whether a chat is closed, and when they are made again."""

from dataclasses import dataclass

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.delivery.message_queue import Priority

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
"""Errors by which Telegram says that the bot may not write to a chat; the bot cannot change that."""


class NotSentError(NetworkError):
    """No connection was made: Telegram has certainly not received the request."""


class NotSentInTimeError(NotSentError, TimedOut):
    """The same, because it took too long."""


class BrokenOffError(NetworkError):
    """The connection broke after the request had begun: Telegram may have received it."""


class TooLong(RetryAfter):
    """Not sent: Telegram demands a longer silence than the message can wait."""


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


_FIRST_PAUSE = 0.5
"""Seconds; each pause is twice as long as the one before."""
_WRITES = ("send", "editMessage", "answer", "deleteMessage", "setMessageReaction", "copyMessage")
_MADE_ONCE = {"sendChatAction", "sendPhoto", "sendMediaGroup", "editMessageMedia"}
"""Requests that are useless later, and pictures: their text is sent at once without them."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request is tried again."""

    pauses: float
    """Seconds of all pauses together."""
    longest: float = 8.0
    """Seconds of one pause."""
    once_more: bool = False
    """Whether the request is made a second time when the first one may have arrived."""


_ANSWER = Patience(60.0)
_ALARM = Patience(330.0, once_more=True)
_APOLOGY = Patience(3_600.0, longest=30.0)
_TAP = Patience(12.0)
"""Telegram forgets taps and inline queries after about a quarter of a minute."""


class Retries:
    """Decides when a failed request is made again."""

    def __init__(self, endpoint: str, priority: Priority) -> None:
        self._priority = priority
        self._patience = _patience(endpoint, priority)
        self._pause = _FIRST_PAUSE
        self._paused = 0.0
        self._repeated = False

    def pause(self, error: TelegramError) -> float:
        """Seconds until the next try; raises the error, or GivenUpError, if there is no next try."""
        if self._patience is None:
            raise error
        if may_have_arrived(error) and self._patience.once_more and not self._repeated:
            self._repeated = True
        elif not has_not_arrived(error):
            raise error
        elif self._paused >= self._patience.pauses:
            raise self.given_up(error)
        pause = self._pause
        self._pause = min(2 * pause, self._patience.longest)
        self._paused += pause
        return pause

    def given_up(self, error: TelegramError) -> TelegramError:
        """What an error means when there is no time for another try."""
        if isinstance(error, NetworkError) and has_not_arrived(error):
            return GivenUpError(error.message, alarm=self._priority is Priority.ALARM)
        return error


def _patience(endpoint: str, priority: Priority) -> Patience | None:
    """None for what is made once: a reminder is taken up again by its sender."""
    if priority is Priority.REMINDER or not endpoint.startswith(_WRITES) or endpoint in _MADE_ONCE:
        return None
    if priority is Priority.ALARM:
        return _ALARM
    if priority is Priority.APOLOGY:
        return _APOLOGY
    return _TAP if endpoint.startswith("answer") else _ANSWER
