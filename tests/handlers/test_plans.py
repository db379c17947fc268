"""Changes to the plan of a chat."""

from offline_telegram import ApiError, LocalTelegram
from tests.conftest import Chat
from tests.handlers.reminding import open_panel


async def test_limits_that_could_not_be_told(chat: Chat, telegram: LocalTelegram) -> None:
    """They are told at the next occasion."""
    await open_panel(chat, "stretch")
    telegram.fail("sendMessage", ApiError(400, "Bad Request: no"))
    await chat.tap("💧 Switch water on")
    assert not [message for message in chat.ada.inbox if "heart failure" in message.text]
    await chat.tap("💧 Switch water off")
    await chat.tap("💧 Switch water on")
    assert len([message for message in chat.ada.inbox if "heart failure" in message.text]) == 1
