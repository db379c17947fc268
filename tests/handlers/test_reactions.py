"""An emoji under a reminder does what its buttons do."""

import pytest

from bot.storage import Database
from tests.conftest import Chat, Start, labels
from tests.handlers.stretching import marks, reminded
from tests.handlers.test_reminded import GLASS

FIRST = "💧 Done. That's the first glass today."


@pytest.mark.parametrize("emoji", ["👍", "❤️", "👌", "💯", "🫡"])
async def test_done(chat: Chat, database: Database, emoji: str) -> None:
    """It is counted, and the message becomes what the button makes of it."""
    message = await reminded(chat, database)
    chat.ada.react(emoji, message)
    await chat.settle()
    assert message.text == FIRST
    assert labels(message) == ["Undo"]
    assert await marks(database, chat.ada.id) == [GLASS]


async def test_once(chat: Chat, database: Database) -> None:
    """However often, by whatever emoji, and in words as well."""
    message = await reminded(chat, database)
    for emoji in ("👍", "❤", "👌"):
        chat.ada.react(emoji, message)
        await chat.settle()
    assert (await chat.say("done")).startswith("That's done already")
    assert await marks(database, chat.ada.id) == [GLASS]


async def test_taken_away(chat: Chat, database: Database) -> None:
    """What an emoji has done goes with it, and the reminder is as it was; and so again and again."""
    message = await reminded(chat, database)
    before = labels(message)
    for _ in range(2):
        chat.ada.react("👍", message)
        await chat.settle()
        assert await marks(database, chat.ada.id) == [GLASS]
        chat.ada.react("", message)
        await chat.settle()
        assert labels(message) == before
        assert not await marks(database, chat.ada.id)


async def test_taken_away_after_the_button(chat: Chat, database: Database) -> None:
    """What a button has done stays."""
    message = await reminded(chat, database)
    await chat.tap("✅ Done")
    for emoji in ("👍", ""):
        chat.ada.react(emoji, message)
        await chat.settle()
    assert labels(message) == ["Undo"]
    assert await marks(database, chat.ada.id) == [GLASS]


async def test_thumbs_down(chat: Chat, database: Database) -> None:
    """It is skipped; turned into a thumb up it is done, and the other way round."""
    message = await reminded(chat, database)
    for emoji, said, counted in (
        ("👎", "💧 Skipped.", []),
        ("👍", FIRST, [GLASS]),
        ("👎", "💧 Skipped.", []),
    ):
        chat.ada.react(emoji, message)
        await chat.settle()
        assert message.text.startswith(said)
        assert await marks(database, chat.ada.id) == counted


@pytest.mark.parametrize("emoji", ["🤔", "😢", "💩", "😴"])
async def test_other_emoji(chat: Chat, database: Database, emoji: str) -> None:
    """They say nothing about it."""
    message = await reminded(chat, database)
    before = message.text, labels(message)
    chat.ada.react(emoji, message)
    await chat.settle()
    assert (message.text, labels(message)) == before
    assert not await marks(database, chat.ada.id)


async def test_under_an_answer(chat: Chat, database: Database) -> None:
    """There it is nothing, also when a reminder has come before."""
    await reminded(chat, database)
    await chat.say("would a massage help?")
    answer = chat.ada.last
    before = answer.text
    chat.ada.react("👍", answer)
    await chat.settle()
    assert (answer.text, chat.ada.last) == (before, answer)
    assert not await marks(database, chat.ada.id)


async def test_under_an_earlier_one(chat: Chat, database: Database) -> None:
    """It is about the reminder that it is under, not about the latest."""
    first = await reminded(chat, database)
    chat.clock.forward(hours=2)
    await chat.tick()
    assert chat.ada.last is not first
    chat.ada.react("👍", first)
    await chat.settle()
    assert first.text == FIRST
    assert "✅ Done" in labels(chat.ada.last)


async def test_snoozed(chat: Chat, database: Database) -> None:
    """What is done does not come again."""
    message = await reminded(chat, database)
    await chat.say("in 20 minutes")
    chat.ada.react("👍", message)
    await chat.settle()
    count = len(chat.ada.inbox)
    chat.clock.forward(minutes=20)
    await chat.tick()
    assert len(chat.ada.inbox) == count


async def test_after_a_restart(start: Start, database: Database) -> None:
    """With a file for a database, the messages of before are not known as reminders: nothing is done."""
    async with start() as chat:
        ada = chat.ada
        message = await reminded(chat, database)
    async with start() as chat:
        chat.ada = ada
        chat.ada.react("👍", message)
        await chat.settle()
        assert "✅ Done" in labels(message)
        assert not await marks(database, chat.ada.id)
