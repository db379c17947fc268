"""The address that Telegram sends updates to, and registering it."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field

from telegram import Bot


@dataclass(frozen=True)
class Address:
    """It cannot be guessed, and does not give the token away."""

    url: str = field(repr=False)
    """With the path."""
    path: str = field(repr=False)
    """The last part of the URL's."""
    secret: str = field(repr=False)
    """What Telegram says in a header of every request."""

    def is_path(self, path: str) -> bool:
        """Whether a request was made to this address, at whatever prefix a proxy has left or taken away."""
        return _same(path.rpartition("/")[2], self.path)

    def is_secret(self, secret: str) -> bool:
        """Whether a request comes with the secret."""
        return _same(secret, self.secret)


def address(base: str, token: str) -> Address:
    """The address under a base; the same for every process that has the same token."""
    path = _derived(token, "webhook path")
    return Address(f"{base}/{path}", path, _derived(token, "webhook secret"))


def _derived(token: str, purpose: str) -> str:
    return hmac.digest(token.encode(), purpose.encode(), "sha256").hex()


def _same(given: str, expected: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), expected.encode())


CONNECTIONS = 100
"""Telegram's maximum: each connection waits until an update has been handled."""


async def register(bot: Bot, address: Address, allowed_updates: Sequence[str]) -> None:
    """Set the webhook, unless it is as it should be; raises a TelegramError.

    What waits to be delivered stays. It is set again when the last delivery has failed: that may have been
    for another secret, which Telegram does not tell.
    """
    now = await bot.get_webhook_info()
    if (
        now.url == address.url
        and set(now.allowed_updates or ()) == set(allowed_updates)
        and now.max_connections == CONNECTIONS
        and now.last_error_date is None
    ):
        return
    await bot.set_webhook(
        address.url,
        secret_token=address.secret,
        allowed_updates=list(allowed_updates),
        max_connections=CONNECTIONS,
        drop_pending_updates=False,
    )
