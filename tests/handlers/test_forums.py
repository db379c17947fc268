"""Groups with topics."""

from datetime import UTC, datetime

import pytest

from bot.storage import Store
from offline_telegram import ApiError, Fault, Group, LocalTelegram, Message, Topic
from tests.conftest import Chat
from tests.handlers.stretching import FINISHED, Countdowns
from tests.handlers.test_captions import ALARM

WISH = "@foot_cramp_bot remind me to drink every 2 hours from 9 to 18"
SHOES = "@foot_cramp_bot can my shoes cause cramps?"


@pytest.fixture
def forum(chat: Chat) -> Group:
    """A forum of Ada's, in which nothing has been written."""
    group = chat.group()
    group.enable_topics()
    return group


@pytest.fixture
def legs(forum: Group) -> Topic:
    """One of its topics."""
    return forum.open_topic("Legs")


async def say(chat: Chat, forum: Group, text: str, topic: Topic | None = None) -> list[Message]:
    """Ada writes; returns what the bot has written since."""
    before = len(forum.inbox)
    forum.say(chat.ada, text, topic=topic)
    await chat.settle()
    return forum.inbox[before:]


async def set_up(chat: Chat, forum: Group, topic: Topic) -> None:
    """Water, in Berlin."""
    await say(chat, forum, WISH, topic)
    await say(chat, forum, "@foot_cramp_bot I am in berlin", topic)


async def reminded(chat: Chat, forum: Group, hour: int) -> list[Topic | None]:
    """Where reminders come at an hour of UTC."""
    before = len(forum.inbox)
    chat.clock.now = datetime(2026, 3, 1, hour, 0, 1, tzinfo=UTC)
    await chat.tick()
    return [message.topic for message in forum.inbox[before:]]


@pytest.mark.parametrize(
    "text",
    [
        SHOES,
        f"@foot_cramp_bot {ALARM}",
        "/ask",
        "/ask can my shoes cause cramps?",
        "/cramp",
        "/help",
        "/privacy",
        "/progress",
        "/reminders",
        "/start",
        "/stop",
        "/stretch",
        "/topics",
        "@foot_cramp_bot show me how to stretch my calf",
        WISH,
    ],
)
async def test_answers(chat: Chat, forum: Group, legs: Topic, text: str) -> None:
    """They come where the question was asked, with their pictures, and in General to one asked there."""
    for topic in (legs, forum.general):
        answers = await say(chat, forum, text, topic)
        assert answers
        assert {answer.topic for answer in answers} == {topic}


async def test_captions(chat: Chat, forum: Group, legs: Topic) -> None:
    """So do those to what is written under a picture."""
    forum.send(chat.ada, "photo", caption=SHOES, topic=legs)
    await chat.settle()
    assert forum.last.topic is legs


async def test_a_question_that_is_gone(chat: Chat, forum: Group, legs: Topic) -> None:
    """Though there is nothing left to reply to, the answer comes there."""
    forum.say(chat.ada, SHOES, topic=legs).deleted = True
    await chat.settle()
    assert forum.last.reply_to is None
    assert forum.last.topic is legs


@pytest.mark.parametrize("button", ["👎", "Circulation and nerves"])
async def test_taps(chat: Chat, forum: Group, legs: Topic, button: str) -> None:
    """And what a button brings, in the place of a text or beneath it."""
    await say(chat, forum, SHOES, legs)
    forum.tap(chat.ada, button)
    await chat.settle()
    assert {message.topic for message in forum.inbox} == {legs}


async def test_an_apology(chat: Chat, telegram: LocalTelegram, forum: Group, legs: Topic) -> None:
    """It comes there as well."""
    telegram.fail("sendMessage", ApiError(400, "Bad Request: no"))
    (apology,) = await say(chat, forum, SHOES, legs)
    assert apology.text.startswith("Sorry")
    assert apology.topic is legs


async def test_slowing_down(chat: Chat, forum: Group, legs: Topic) -> None:
    """And so does what is said to somebody who is too fast."""
    for _ in range(30):
        forum.say(chat.ada, "/help", topic=legs)
    await chat.settle()
    assert {message.topic for message in forum.inbox} == {legs}


@pytest.mark.usefixtures("countdowns")  # before the bot starts
async def test_a_countdown(chat: Chat, countdowns: Countdowns, forum: Group, legs: Topic) -> None:
    """It runs to its last words in the topic in which it was begun."""
    await say(chat, forum, "/stretch", legs)
    await countdowns.forward(200)
    await chat.settle()
    assert forum.last.text == FINISHED
    assert {message.topic for message in forum.inbox} == {legs}


async def test_reminders(chat: Chat, forum: Group, legs: Topic) -> None:
    """They come where they were set up, wherever else people talk to the bot."""
    await set_up(chat, forum, legs)
    await say(chat, forum, SHOES)
    await say(chat, forum, "/reminders", forum.open_topic("Feet"))
    assert await reminded(chat, forum, 8) == [legs]


async def test_set_up_elsewhere(chat: Chat, forum: Group, legs: Topic) -> None:
    """Other times move them, and so does switching them on again; a pause and its end do not."""
    await set_up(chat, forum, legs)
    feet = forum.open_topic("Feet")
    await say(chat, forum, "@foot_cramp_bot remind me to drink every hour from 9 to 18", feet)
    await say(chat, forum, "/pause 1 hour", legs)
    await say(chat, forum, "/resume", legs)
    assert await reminded(chat, forum, 8) == [feet]
    await say(chat, forum, "/stop", feet)
    forum.say(chat.ada, "/reminders")
    await chat.settle()
    forum.tap(chat.ada, "💧 Switch water on")
    await chat.settle()
    assert await reminded(chat, forum, 10) == [forum.general]


async def test_a_closed_topic(chat: Chat, forum: Group, legs: Topic) -> None:
    """While it is closed they come in General, and there again when it is reopened."""
    await set_up(chat, forum, legs)
    forum.close_topic(legs)
    assert await reminded(chat, forum, 8) == [forum.general]
    forum.reopen_topic(legs)
    assert await reminded(chat, forum, 10) == [legs]


async def test_a_topic_that_is_gone(chat: Chat, forum: Group, legs: Topic) -> None:
    """Then they come in General."""
    await set_up(chat, forum, legs)
    forum.delete_topic(legs)
    assert await reminded(chat, forum, 8) == [forum.general]
    assert await reminded(chat, forum, 10) == [forum.general]


async def test_a_topic_after_a_fault(chat: Chat, telegram: LocalTelegram, forum: Group, legs: Topic) -> None:
    """What has nothing to do with the topic sends nothing into General."""
    await set_up(chat, forum, legs)
    telegram.fail("sendMessage", Fault.TIMED_OUT_AFTER_DELIVERY)
    assert await reminded(chat, forum, 8) == [legs]


async def test_a_closed_forum(chat: Chat, forum: Group, legs: Topic) -> None:
    """Where nobody may write, nothing is sent, and it is no error that anybody would be told of."""
    await set_up(chat, forum, legs)
    for topic in (legs, forum.general):
        forum.close_topic(topic)
    assert await reminded(chat, forum, 8) == []
    assert await say(chat, forum, SHOES, legs) == []


async def test_what_is_stored(chat: Chat, store: Store, forum: Group, legs: Topic) -> None:
    """The topic is handed over with the rest, and forgotten with it; outside of forums there is none."""
    await set_up(chat, forum, legs)
    (stored,) = (await store.export(forum.id))["chats"]
    assert stored["topic"] == legs.id
    await store.forget(forum.id)
    assert (await store.plan(forum.id)).topic is None
    await chat.say(WISH)
    (stored,) = (await store.export(chat.ada.id))["chats"]
    assert stored["topic"] is None
