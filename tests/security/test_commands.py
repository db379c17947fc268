"""Commands from people who may not give them, and what stands behind commands."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.matching import Matcher
from bot.storage import Database
from bot.views import welcome
from offline_telegram import LocalTelegram, Person
from tests.conftest import Chat, Clock, started

FOR_ADMINS = ("/stats", "/unanswered", "/reload")


@pytest.fixture
def admin(telegram: LocalTelegram) -> Person:
    """Somebody who looks after the bot."""
    return telegram.person("Admin", started=True)


@pytest.fixture
async def chat(
    telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database, admin: Person
) -> AsyncIterator[Chat]:
    """The bot of an admin who is not Ada."""
    async with started(telegram, matcher, clock, database, admins=frozenset({admin.id})) as chat:
        yield chat


@pytest.mark.parametrize("command", FOR_ADMINS)
async def test_others(chat: Chat, admin: Person, command: str) -> None:
    """For everybody else they are unknown; only a chat with an admin has them."""
    assert await chat.say(command) == welcome.UNKNOWN_COMMAND.html
    hello = chat.ada.say("hello")
    await chat.settle()
    shown = [message.text for message in chat.ada.inbox]
    chat.ada.edit(hello, command)
    await chat.settle()
    assert [message.text for message in chat.ada.inbox] == [*shown, chat.ada.last.text]
    assert chat.ada.last.text == welcome.UNKNOWN_COMMAND.html
    admin.say(command)
    await chat.settle()
    assert admin.last.text != welcome.UNKNOWN_COMMAND.html


@pytest.mark.parametrize("command", FOR_ADMINS)
@pytest.mark.parametrize("kind", ["message", "edited_message", "channel_post"])
async def test_in_an_admins_name(chat: Chat, admin: Person, kind: str, command: str) -> None:
    """In a group nobody has them, not even admins, in whoever's name they write; nor has a channel."""
    group = chat.group()
    senders: list[dict[str, Any]] = [
        {"from": admin.user.json()},
        {"from": admin.user.json(), "sender_chat": group.chat.json()},
        {"from": chat.ada.user.json(), "sender_chat": {"id": admin.id, "type": "channel", "title": "Admin"}},
    ]
    for sender in senders:
        chat.telegram.push({kind: written(command, chat, group.chat.json()) | sender})
    await chat.settle()
    assert {message.text for message in group.inbox} <= {welcome.UNKNOWN_COMMAND.html}
    assert not admin.inbox


def written(command: str, chat: Chat, where: dict[str, Any]) -> dict[str, Any]:
    """A message as the Bot API hands it over."""
    return {
        "message_id": 900,
        "date": int(chat.clock.monotonic()),
        "chat": where,
        "text": f"{command}@{chat.telegram.bot.username}",
        "entities": [{"type": "bot_command", "offset": 0, "length": len(command) + 15}],
    }


@given(st.text(max_size=200))
@example("../../etc/passwd")
@example("__class__")
@example("%s" * 30)
@example("a" * 4_000)
@example("<script>alert(1)</script>")
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_start_payloads(chat: Chat, caplog: pytest.LogCaptureFixture, payload: str) -> None:
    """A link may carry anything; without an entry of that name, people are greeted, and see nothing of it."""
    chat.clock.forward(minutes=1)
    sent = len(chat.ada.inbox)
    text = await chat.say(f"/start {payload}")
    assert text.startswith("Hello Ada!")
    assert len(chat.ada.inbox) == sent + 1
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
