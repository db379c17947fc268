"""What is written under pictures and files, and what messages are edited into."""

import pytest

from bot.storage import Store
from offline_telegram import LocalTelegram
from tests.conftest import Chat
from tests.storage.plans import subscribe

ALARM = "my calf is swollen and hot, is this a clot?"
FILES = ("photo", "video", "document", "voice", "animation", "audio")


@pytest.mark.parametrize("kind", FILES)
async def test_a_question(chat: Chat, kind: str) -> None:
    """It is answered like a text, and it is said that the file itself is not looked at."""
    chat.ada.send(kind, caption="can my shoes cause cramps?")
    await chat.settle()
    assert chat.ada.last.text.startswith("About shoes")
    assert "I can't look at pictures" in chat.ada.last.text


@pytest.mark.parametrize("kind", FILES)
async def test_an_alarm(chat: Chat, kind: str) -> None:
    """Under a picture it is one, too."""
    chat.ada.send(kind, caption=ALARM)
    await chat.settle()
    assert "Please read this first" in chat.ada.last.text


async def test_commands_and_wishes(chat: Chat, store: Store) -> None:
    """They are obeyed."""
    await store.change(chat.ada.id, subscribe())
    chat.ada.send("photo", caption="/stop")
    await chat.settle()
    assert not (await store.plan(chat.ada.id)).on
    chat.ada.send("photo", caption="remind me to drink every 2 hours from 9 to 18")
    await chat.settle()
    assert (await store.plan(chat.ada.id)).on


async def test_in_a_group(chat: Chat) -> None:
    """There a caption is read when the bot is named in it."""
    group = chat.group()
    group.send(chat.ada, "photo", caption="can my shoes cause cramps?")
    group.send(chat.ada, "photo", caption="@foot_cramp_bot can my shoes cause cramps?")
    await chat.settle()
    (answer,) = group.inbox
    assert answer.text.startswith("About shoes")


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_an_album(chat: Chat, place: int) -> None:
    """It is answered once, whichever of its pictures has the words."""
    for number in range(3):
        chat.ada.send("photo", caption="can my shoes cause cramps?" if number == place else "", album="7")
    await chat.settle()
    chat.clock.forward(seconds=2)
    await chat.settle()
    (answer,) = chat.ada.inbox
    assert answer.text.startswith("About shoes")


async def test_an_album_with_an_alarm(chat: Chat) -> None:
    """An alarm is heard though something else stands under the first picture."""
    chat.ada.send("photo", caption="my left foot", album="7")
    chat.ada.send("photo", caption=ALARM, album="7")
    await chat.settle()
    assert "Please read this first" in chat.ada.last.text


async def test_an_album_without_words(chat: Chat) -> None:
    """It is said once that pictures are not looked at."""
    for _ in range(4):
        chat.ada.send("photo", album="7")
    await chat.settle()
    chat.clock.forward(seconds=2)
    await chat.settle()
    (answer,) = chat.ada.inbox
    assert answer.text.startswith("I can only read text")


async def test_an_edited_caption(chat: Chat) -> None:
    """The answer changes with it."""
    sent = chat.ada.send("photo", caption="thanks")
    await chat.settle()
    chat.ada.edit(sent, "can my shoes cause cramps?")
    await chat.settle()
    (answer,) = chat.ada.inbox
    assert answer.text.startswith("About shoes")


@pytest.mark.parametrize("first", ["hello", "/help", "stpo"])
async def test_edited_into_a_command(chat: Chat, store: Store, first: str) -> None:
    """What was written before does not matter."""
    await store.change(chat.ada.id, subscribe())
    said = chat.ada.say(first)
    await chat.settle()
    chat.ada.edit(said, "/stop")
    await chat.settle()
    assert not (await store.plan(chat.ada.id)).on


async def test_edited_into_a_wish(chat: Chat, store: Store) -> None:
    """The same."""
    said = chat.ada.say("drink")
    await chat.settle()
    chat.ada.edit(said, "remind me to drink every 2 hours from 9 to 18")
    await chat.settle()
    assert (await store.plan(chat.ada.id)).on


async def test_an_edit_that_changes_no_words(chat: Chat, telegram: LocalTelegram) -> None:
    """Nothing is done twice."""
    said = chat.ada.say("/cramp")
    await chat.settle()
    before = len(chat.ada.inbox)
    chat.ada.edit(said, "/cramp")
    await chat.settle()
    assert len(chat.ada.inbox) == before
    assert telegram.requests
