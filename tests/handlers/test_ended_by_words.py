"""Reminders that are stopped, and data that is deleted, by words."""

import pytest

from bot.storage import Database, Store
from tests.conftest import Chat, labels
from tests.handlers.reminding import open_panel
from tests.handlers.stretching import counted, reminded


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("stop the water ones but keep the stretch", ["stretch"]),
        ("cancel the water", ["stretch"]),
        ("remove the stretch", ["hydration"]),
        ("quit texting me", []),
    ],
)
async def test_stop(chat: Chat, said: str, left: list[str]) -> None:
    """What is named is off, and nothing else."""
    await open_panel(chat, "hydration", "stretch")
    await chat.say(said)
    panel = await chat.say("/reminders")
    assert [
        kind for kind, line in (("hydration", "Water: on"), ("stretch", "bed: on")) if line in panel
    ] == left


@pytest.mark.parametrize(
    "said", ["stop it", "enough", "basta", "i dont want these anymore", "arrête", "хватит"]
)
async def test_which(chat: Chat, said: str) -> None:
    """In doubt it asks, and takes the answer in words."""
    await open_panel(chat, "hydration", "stretch")
    assert "Water, stretch, or all?" in await chat.say(said)
    assert (await chat.say("water")).startswith("Water: this reminder is off now.")
    assert (await chat.say(said)).startswith("Stretch before bed: this reminder is off now.")


async def test_which_by_a_tap(chat: Chat) -> None:
    """The buttons do the same, with a way back."""
    await open_panel(chat, "hydration", "stretch")
    await chat.say("enough")
    assert (await chat.tap("All")).startswith("All reminders are off.")
    assert "↩ Undo" in labels(chat.ada.last)


async def test_stop_without_reminders(chat: Chat) -> None:
    """Where none are on, only a clear wish is one."""
    assert (await chat.say("quit texting me")).startswith("No reminders are on")
    assert "No reminders are on" not in await chat.say("enough")


async def test_delete_everything(chat: Chat, database: Database) -> None:
    """The reminders or what is stored: it asks which, and once more before it deletes."""
    await reminded(chat, database)
    await chat.say("done")
    assert "everything I keep" in await chat.say("delete everything")
    assert labels(chat.ada.last) == ["The reminders", "All that is stored"]
    assert (await chat.say("all that is stored")).startswith("Delete everything I keep")
    assert (await chat.say("no")).startswith("Fine, everything stays")
    assert await counted(database, chat) == 1
    await chat.say("forget me")
    assert (await chat.say("yes")).startswith("Done. I keep nothing")
    assert not await counted(database, chat)


async def test_delete_all_of_it(chat: Chat, store: Store) -> None:
    """A yes with more words is a yes."""
    await open_panel(chat, "hydration")
    await chat.say("delete everything you know about me")
    assert (await chat.say("Yes, I am quite sure. Delete everything.")).startswith("Done. I keep nothing")
    assert not (await store.plan(chat.ada.id)).on


async def test_in_a_group(chat: Chat) -> None:
    """What follows is understood there, too, when it is addressed to the bot."""
    group = chat.group()
    group.say(chat.ada, "/ask can my shoes cause cramps?")
    await chat.settle()
    answer = group.last
    group.say(chat.ada, "where is that from?", reply_to=answer)
    await chat.settle()
    assert group.last.text.startswith("It's our article's advice")
