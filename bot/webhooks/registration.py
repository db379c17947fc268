"""Telling Telegram where to send updates."""

from collections.abc import Sequence

from telegram import Bot

from bot.webhooks.address import Address

CONNECTIONS = 100
"""The most that Telegram makes: each waits until an update has been handled."""


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
