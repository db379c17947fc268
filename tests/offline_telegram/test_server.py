"""The server as a whole, under a real python-telegram-bot application."""

import pytest
from telegram.constants import ParseMode

from offline_telegram import LocalTelegram, MisuseError, Person
from offline_telegram.server import Request
from tests.conftest import Clock
from tests.offline_telegram.conftest import EchoBot


async def test_a_conversation(telegram: LocalTelegram, bot: EchoBot, ada: Person) -> None:
    """What a person says reaches the handler, and what the handler sends reaches the person."""
    ada.say("hello there")
    await telegram.settle(bot)
    assert ada.last.text == "hello there"

    press = ada.tap("Again")
    await telegram.settle(bot)
    assert press.answer
    assert press.answer.text == "Once more"
    assert [message.text for message in ada.inbox] == ["done"]
    assert not ada.last.buttons


async def test_requests_are_logged_with_native_values(
    telegram: LocalTelegram, bot: EchoBot, ada: Person, clock: Clock
) -> None:
    """The log holds what was asked, when, in the order it was asked."""
    clock.forward(minutes=1)
    ada.say("hi")
    await telegram.settle(bot)
    (request,) = telegram.requests_to("sendMessage")
    assert request == Request(
        "sendMessage",
        {
            "chat_id": ada.id,
            "text": "hi",
            "reply_markup": {"inline_keyboard": [[{"text": "Again", "callback_data": "again"}]]},
        },
        clock(),
    )
    assert [request.method for request in telegram.requests[:2]] == ["getMe", "deleteWebhook"]


async def test_settle_raises_misuse_that_the_bot_swallowed(
    telegram: LocalTelegram, bot: EchoBot, ada: Person
) -> None:
    """A request against the specification shows in the test even if the program caught the error."""
    with pytest.raises(Exception, match="Not Found"):
        await bot.bot.send_dice(ada.id)
    with pytest.raises(MisuseError, match='no method "sendDice"'):
        await telegram.settle(bot)
    await telegram.settle(bot)


async def test_any_update_can_be_pushed(telegram: LocalTelegram, bot: EchoBot) -> None:
    """An update nobody has heard of gets an id and does no harm."""
    number = telegram.push({"something_new": {"x": 1}})
    assert telegram.push({}) == number + 1
    await telegram.settle(bot)
    assert len(telegram.updates) == 0


def test_an_unreadable_update(telegram: LocalTelegram) -> None:
    """An update that the library could not read, and would fetch for ever, is refused."""
    with pytest.raises(TypeError, match="chat_instance"):
        telegram.push(
            {"callback_query": {"id": "1", "from": {"id": 1, "is_bot": False, "first_name": "Ada"}}}
        )
    assert len(telegram.updates) == 0


def test_an_unknown_method_is_loud(telegram: LocalTelegram) -> None:
    """What the server does not model is no quiet success."""
    with pytest.raises(MisuseError) as caught:
        telegram.call("sendTelepathy")
    assert caught.value.code == 404


async def test_formatting_survives_the_library(bot: EchoBot, ada: Person) -> None:
    """The message that is sent back parses into the objects of python-telegram-bot."""
    sent = await bot.bot.send_message(ada.id, "<b>Hi</b> 😀 <i>you</i>", parse_mode=ParseMode.HTML)
    assert sent.text_html == "<b>Hi</b> 😀 <i>you</i>"
    assert sent.message_id == ada.last.id
