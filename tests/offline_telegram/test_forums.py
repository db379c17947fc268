"""Groups with topics."""

from typing import Any

import pytest

from offline_telegram import ApiError, Group, LocalTelegram, Person, Topic


@pytest.fixture
def forum(telegram: LocalTelegram, ada: Person) -> Group:
    """Ada's, with the bot in it."""
    group = telegram.group("Runners", ada)
    group.enable_topics()
    return group


@pytest.fixture
def legs(telegram: LocalTelegram, forum: Group) -> Topic:
    """A topic, of which the bot has heard."""
    topic = forum.open_topic("Legs")
    _read(telegram)
    return topic


def _read(telegram: LocalTelegram) -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = telegram.call("getUpdates")
    if updates:
        telegram.call("getUpdates", {"offset": updates[-1]["update_id"] + 1})
    return updates


def _send(telegram: LocalTelegram, forum: Group, **params: Any) -> dict[str, Any]:
    sent: dict[str, Any] = telegram.call("sendMessage", {"chat_id": forum.id, "text": "x", **params})
    return sent


def test_opening(telegram: LocalTelegram, forum: Group) -> None:
    """The bot hears of it, by a message that gives the topic its number."""
    legs = forum.open_topic("Legs")
    message = _read(telegram)[-1]["message"]
    assert message["forum_topic_created"]["name"] == "Legs"
    assert message["chat"]["is_forum"] is True
    assert message["message_id"] == message["message_thread_id"] == legs.id
    assert "reply_to_message" not in message


def test_what_people_write(telegram: LocalTelegram, ada: Person, forum: Group, legs: Topic) -> None:
    """It names its topic, and replies to the beginning of that if to nothing else; in General it does not."""
    first = forum.say(ada, "/help", topic=legs)
    forum.say(ada, "/help", reply_to=first)
    forum.send(ada, "photo", caption="/help", topic=legs)
    forum.say(ada, "/help")
    *in_legs, in_general = (update["message"] for update in _read(telegram))
    assert [(message["message_thread_id"], message["is_topic_message"]) for message in in_legs] == [
        (legs.id, True)
    ] * 3
    replied = [message["reply_to_message"]["message_id"] for message in in_legs]
    assert replied == [legs.id, first.id, legs.id]
    assert not {"message_thread_id", "is_topic_message", "reply_to_message"} & in_general.keys()


def test_what_the_bot_writes(telegram: LocalTelegram, ada: Person, forum: Group, legs: Topic) -> None:
    """It goes into the topic that is named, into that of the message it replies to, or into General."""
    asked = forum.say(ada, "/help", topic=legs)
    assert _send(telegram, forum, message_thread_id=legs.id)["message_thread_id"] == legs.id
    assert forum.last.topic is legs
    _send(telegram, forum, reply_parameters={"message_id": asked.id})
    assert forum.last.topic is legs
    assert "message_thread_id" not in _send(telegram, forum)
    assert forum.last.topic is forum.general


@pytest.mark.parametrize("thread", [1, 99])
def test_unknown_topics(telegram: LocalTelegram, forum: Group, legs: Topic, thread: int) -> None:
    """They are refused; General cannot be named."""
    assert legs
    with pytest.raises(ApiError, match="Bad Request: message thread not found"):
        _send(telegram, forum, message_thread_id=thread)


def test_closing(telegram: LocalTelegram, ada: Person, forum: Group, legs: Topic) -> None:
    """The bot hears of it; until it is reopened, only the owner writes there."""
    grace = telegram.person("Grace")
    forum.join(grace)
    forum.close_topic(legs)
    assert "forum_topic_closed" in _read(telegram)[-1]["message"]
    with pytest.raises(ApiError, match="Bad Request: TOPIC_CLOSED"):
        _send(telegram, forum, message_thread_id=legs.id)
    with pytest.raises(ApiError, match="Bad Request: TOPIC_CLOSED"):
        telegram.call(
            "sendChatAction", {"chat_id": forum.id, "action": "typing", "message_thread_id": legs.id}
        )
    with pytest.raises(ValueError, match="the topic Legs is closed"):
        forum.say(grace, "/help", topic=legs)
    forum.say(ada, "/help", topic=legs)
    forum.reopen_topic(legs)
    assert "forum_topic_reopened" in _read(telegram)[-1]["message"]
    _send(telegram, forum, message_thread_id=legs.id)
    forum.say(grace, "/help", topic=legs)


def test_general_closed(telegram: LocalTelegram, forum: Group) -> None:
    """Then the bot can write in other topics only."""
    forum.close_topic(forum.general)
    with pytest.raises(ApiError, match="Bad Request: TOPIC_CLOSED"):
        _send(telegram, forum)


def test_deleting(telegram: LocalTelegram, ada: Person, forum: Group, legs: Topic) -> None:
    """A topic is gone with its messages; General stays."""
    message = _send(telegram, forum, message_thread_id=legs.id)["message_id"]
    forum.delete_topic(legs)
    assert not forum.inbox
    with pytest.raises(ApiError, match="Bad Request: message thread not found"):
        _send(telegram, forum, message_thread_id=legs.id)
    with pytest.raises(ApiError, match="Bad Request: message to edit not found"):
        telegram.call("editMessageText", {"chat_id": forum.id, "message_id": message, "text": "y"})
    with pytest.raises(ValueError, match="the topic Legs is not there"):
        forum.say(ada, "/help", topic=legs)
    with pytest.raises(ValueError, match="General cannot be deleted"):
        forum.delete_topic(forum.general)


def test_a_chat_without_topics(telegram: LocalTelegram, ada: Person) -> None:
    """There a topic has no effect, and to name one is misuse."""
    with pytest.raises(ApiError, match="no effect in a chat without topics"):
        telegram.call("sendMessage", {"chat_id": ada.id, "text": "x", "message_thread_id": 5})
