"""Telling Telegram where to send updates."""

from typing import Any

import pytest
from telegram import Bot

from bot.webhooks import address, register
from offline_telegram import LocalRequest, LocalTelegram

WHERE = address("https://127.0.0.1", "1:local")
KINDS = ("message", "callback_query")


@pytest.fixture
async def bot(telegram: LocalTelegram) -> Bot:
    """A bot without an application."""
    return Bot(telegram.token, request=LocalRequest(telegram))


async def test_once_is_enough(bot: Bot, telegram: LocalTelegram) -> None:
    """The next process finds it as it should be."""
    for _ in range(2):
        await register(bot, WHERE, KINDS)
    (request,) = telegram.requests_to("setWebhook")
    assert request.params["url"] == WHERE.url
    assert request.params["secret_token"] == WHERE.secret


@pytest.mark.parametrize(
    "other",
    [
        {"url": "https://127.0.0.1/elsewhere"},
        {"allowed_updates": ["message"]},
        {"max_connections": 3},
    ],
)
async def test_anything_else(bot: Bot, telegram: LocalTelegram, other: dict[str, Any]) -> None:
    """What was set otherwise is set again."""
    await register(bot, WHERE, KINDS)
    (request,) = telegram.requests_to("setWebhook")
    telegram.call("setWebhook", {**request.params, **other})
    await register(bot, WHERE, KINDS)
    assert telegram.requests_to("setWebhook")[-1].params["url"] == WHERE.url
    assert len(telegram.requests_to("setWebhook")) == 3


async def test_deliveries_that_fail(bot: Bot, telegram: LocalTelegram) -> None:
    """They may have had a wrong secret, which nobody can see."""
    await register(bot, WHERE, KINDS)
    assert telegram.updates.webhook
    telegram.updates.delivery_failed(telegram.updates.webhook, "Wrong response from the webhook: 404")
    await register(bot, WHERE, KINDS)
    assert len(telegram.requests_to("setWebhook")) == 2
