"""What is kept about a chat: shown, handed over, deleted."""

import json

from bot.storage import Store
from offline_telegram import LocalTelegram
from offline_telegram.files import Upload
from tests.conftest import Chat, labels
from tests.storage.plans import DUE, subscribe


async def test_in_plain_words(chat: Chat) -> None:
    """What is kept, and two ways on."""
    text = await chat.say("/privacy")
    assert "Little, unless" in text
    assert "for two days at most" in text
    assert labels(chat.ada.last) == ["Send me what is stored", "Delete it"]


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
