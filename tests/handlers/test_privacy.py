"""What is kept about a chat: shown, handed over, deleted."""

import json
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import Database, Notebook, Store
from offline_telegram import LocalTelegram
from offline_telegram.files import Upload
from tests.conftest import Chat, Start, labels
from tests.storage.plans import DUE, subscribe


@pytest.fixture
def notebook(engine: AsyncEngine) -> Notebook:
    """What is kept for the editor, once the bot has stopped."""
    return Notebook(engine)


async def test_in_plain_words(chat: Chat) -> None:
    """What is kept, and two ways on."""
    text = await chat.say("/privacy")
    assert "Little, unless" in text
    assert "for two days at most" in text
    assert labels(chat.ada.last) == ["Don't keep my questions", "Send me what is stored", "Delete it"]


async def test_handed_over(chat: Chat, store: Store) -> None:
    """A file with everything that is stored."""
    await store.change(chat.ada.id, subscribe())
    await chat.say("/export")
    file = chat.ada.last.file
    assert isinstance(file, Upload)
    stored = json.loads(file.content)
    assert stored["chats"][0]["chat_id"] == chat.ada.id
    assert stored["reminders"][0]["kind"] == "hydration"
    await chat.say("/privacy")
    await chat.tap("Send me what is stored")
    assert chat.ada.last.file


async def test_nothing_to_hand_over(chat: Chat) -> None:
    """The number of the chat is told all the same: who looks after the bot needs it for the settings."""
    await chat.say("/export")
    file = chat.ada.last.file
    assert isinstance(file, Upload)
    stored = json.loads(file.content)
    assert stored.pop("chat") == chat.ada.id
    assert not any(stored.values())


async def test_deleted(chat: Chat, store: Store) -> None:
    """Only after it was confirmed, and then at once."""
    await store.change(chat.ada.id, subscribe())
    assert "Delete everything" in await chat.say("/forget")
    assert (await store.plan(chat.ada.id)).on
    await chat.tap("Yes, delete everything")
    assert "I keep nothing" in chat.ada.last.text
    assert not any((await store.export(chat.ada.id)).values())
    chat.clock.now = DUE
    before = len(chat.ada.inbox)
    await chat.tick()
    assert len(chat.ada.inbox) == before


async def test_what_is_in_memory_is_forgotten(start: Start, notebook: Notebook) -> None:
    """The question behind an answer, too: a thumb after that keeps nothing for the editor."""
    async with start() as chat:
        await chat.say("would a massage help?")
        answer = chat.ada.last
        await chat.say("/forget")
        await chat.tap("Yes, delete everything")
        chat.ada.tap("👎", answer)
        await chat.settle()
    assert not await notebook.kept()


@pytest.mark.sqlite
@pytest.mark.usefixtures("chat")
async def test_no_trace_in_the_file(store: Store, database: Database) -> None:
    """Neither the file nor its log has the number of the chat any more, while the bot goes on."""
    assert isinstance(database, Path)
    number = 0x1234_5678_9A
    await store.change(number, subscribe())
    written = number.to_bytes(6, "big")
    files = [database, database.with_name(f"{database.name}-wal")]
    assert any(written in file.read_bytes() for file in files if file.exists())
    await store.forget(number)
    assert not any(written in file.read_bytes() for file in files if file.exists())


async def test_questions_that_are_not_to_be_kept(start: Start, notebook: Notebook, store: Store) -> None:
    """From the tap on, until another one; it is stored with the chat, and exported."""
    async with start() as chat:
        await chat.say("/privacy")
        await chat.tap("Don't keep my questions")
        assert "Questions from this chat aren't kept" in chat.ada.last.text
        await chat.say("who won the cup in my town")
        (stored,) = (await store.export(chat.ada.id))["chats"]
        assert stored["keeps_questions"] is False
        await chat.say("/privacy")
        await chat.tap("You may keep my questions")
        await chat.say("who lost the cup in my town")
    assert [kept.question for kept in await notebook.kept()] == ["who lost the cup in my town"]


async def test_kept(chat: Chat, store: Store) -> None:
    """A second thought changes nothing."""
    await store.change(chat.ada.id, subscribe())
    await chat.say("/privacy")
    await chat.tap("Delete it")
    await chat.tap("No, keep it")
    assert (await store.plan(chat.ada.id)).on


async def test_in_a_group(chat: Chat, telegram: LocalTelegram, store: Store) -> None:
    """Only who runs the group may have its data or delete them."""
    eve = telegram.person("Eve")
    group = telegram.group("Runners", chat.ada, eve)
    await store.change(group.id, subscribe())
    for command in ("/export", "/forget"):
        group.say(eve, command)
        await chat.settle()
        assert "only its admins" in group.last.text
    group.say(chat.ada, "/forget")
    await chat.settle()
    group.tap(eve, "Yes, delete everything")
    await chat.settle()
    assert (await store.plan(group.id)).on
    group.tap(chat.ada, "Yes, delete everything")
    await chat.settle()
    assert not (await store.plan(group.id)).on
