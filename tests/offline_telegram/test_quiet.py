"""Waiting until an application has nothing left to do."""

import asyncio

import pytest
from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import ContextTypes, MessageHandler, filters

from offline_telegram import ApiError, LocalTelegram, Person
from tests.offline_telegram.conftest import EchoBot, build, polling


@pytest.mark.parametrize("concurrent", [False, True])
async def test_what_an_update_sets_off_is_waited_for(
    telegram: LocalTelegram, ada: Person, concurrent: bool
) -> None:
    """Handlers, concurrent or not, the tasks they make, and the updates that come of those all end first."""

    async def later(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        context.application.create_task(last(update))

    async def last(update: Update) -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        assert update.message
        await update.message.reply_text("later")
        if update.message.text == "first":
            ada.say("second")

    application = build(telegram, concurrent=concurrent)
    application.add_handler(MessageHandler(filters.ALL, later))
    async with polling(application):
        ada.say("first")
        await telegram.settle(application)
        assert [message.text for message in ada.inbox] == ["later"] * 2


async def test_an_application_that_was_not_started(telegram: LocalTelegram) -> None:
    """There is no waiting for what cannot happen."""
    with pytest.raises(RuntimeError, match="handles no updates yet"):
        await telegram.settle(build(telegram))


async def test_an_application_that_dies(telegram: LocalTelegram, bot: EchoBot, ada: Person) -> None:
    """A poller that gives up confirms nothing: that is an error, at once and ever after."""
    telegram.fail("getUpdates", ApiError(401, "Unauthorized"))
    ada.say("first")
    for _ in range(2):
        with pytest.raises(RuntimeError, match="stopped handling updates") as caught:
            await telegram.settle(bot)
        assert isinstance(caught.value.__cause__, InvalidToken)
    assert bot.updater
    with pytest.raises(InvalidToken):
        await bot.updater.stop()
