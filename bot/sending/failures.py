"""What a request that failed on its way has come to, whichever library made it."""

from telegram.error import NetworkError, TimedOut


class NotSentError(NetworkError):
    """No connection was made: Telegram has certainly not received the request."""


class NotSentInTimeError(NotSentError, TimedOut):
    """The same, because it took too long."""


class BrokenOffError(NetworkError):
    """The connection broke after the request had begun: Telegram may have received it."""
