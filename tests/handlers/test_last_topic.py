"""What each chat has just read about."""

import pytest

from tests.conftest import Chat

STRETCH = "which stretches help before bed?"


async def test_a_follow_up(chat: Chat) -> None:
    """After an answer, "how long?" asks about what was answered; by itself it is a topic of its own."""
    assert (await chat.say("how long?")).startswith("About how long a cramp lasts")
    assert (await chat.say(STRETCH)).startswith("About stretches before bed")
    assert "six weeks" in await chat.say("how long?")
    assert (await chat.say("what about my calf")).startswith("About cramps in the calf")


async def test_a_follow_up_after_thanks(chat: Chat) -> None:
    """Small talk between them does not matter."""
    await chat.say(STRETCH)
    await chat.say("thank you!")
    assert "six weeks" in await chat.say("and how long?")


async def test_after_ten_minutes(chat: Chat) -> None:
    """What was read before a pause is not what is meant."""
    await chat.say(STRETCH)
    chat.clock.forward(minutes=10)
    assert (await chat.say("how long?")).startswith("About how long a cramp lasts")


@pytest.mark.parametrize("action", ["open", "choose"])
async def test_after_a_topic_was_tapped(chat: Chat, action: str) -> None:
    """A topic from a button is read like one from a question."""
    await chat.say("/start")
    chat.ada.forge(f"{action}:pre-bed-stretch")
    await chat.settle()
    assert "six weeks" in await chat.say("how long?")


async def test_a_clear_question(chat: Chat) -> None:
    """It says itself what it is about, and what follows leans on that."""
    await chat.say(STRETCH)
    assert (await chat.say("Can my shoes cause foot cramps?")).startswith("About shoes that fit")
    assert "shoes" in await chat.say("why?")


async def test_something_serious(chat: Chat) -> None:
    """A sign of something serious is an alarm, whatever was read before."""
    await chat.say(STRETCH)
    assert (await chat.say("and it is swollen, hot and red")).startswith("⚠️ Please read this first.")


async def test_a_place_that_was_asked_for(chat: Chat) -> None:
    """While the bot waits to hear where somebody lives, a place is no follow-up."""
    await chat.say("how much water should I drink in a day?")
    await chat.say("remind me to drink every 2 hours from 9 to 18")
    await chat.say("Oslo")
    assert any("Oslo" in message.text for message in chat.ada.inbox)


async def test_a_topic_that_is_gone(chat: Chat) -> None:
    """What is no button of this bot is no topic either."""
    await chat.say("/start")
    chat.ada.forge("open:nothing")
    await chat.settle()
    assert (await chat.say("how long?")).startswith("About how long a cramp lasts")


async def test_another_chat(chat: Chat) -> None:
    """What one reads does not change what another is answered."""
    await chat.say(STRETCH)
    eve = chat.telegram.person("Eve")
    eve.say("how long?")
    await chat.settle()
    assert eve.last.text.startswith("About how long a cramp lasts")


async def test_a_link_is_read_too(chat: Chat) -> None:
    """What a link has opened can be asked about; after /forget nothing is known of it any more."""
    await chat.say("/start pre-bed-stretch")
    assert "six weeks" in await chat.say("how long?")
    await chat.say("/forget")
    await chat.tap("Yes, delete everything")
    assert (await chat.say("how long?")).startswith("About how long a cramp lasts")
