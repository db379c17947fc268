"""A group with the bot in it."""

from typing import Any

import pytest

from offline_telegram import Group, LocalTelegram, Person
from tests.offline_telegram.conftest import article


@pytest.fixture
def bob(telegram: LocalTelegram) -> Person:
    """Somebody who has not started the bot."""
    return telegram.person("Bob")


def _group(telegram: LocalTelegram, *members: Person) -> Group:
    group = telegram.group("Runners", *members)
    telegram.updates.drop()
    return group


def _heard(telegram: LocalTelegram) -> list[dict[str, Any]]:
    heard = [update.get("message", update) for update in telegram.call("getUpdates")]
    telegram.updates.drop()
    return heard


def test_being_added(telegram: LocalTelegram, ada: Person) -> None:
    """The bot learns who added it and where."""
    group = telegram.group("Runners", ada)
    change, service = telegram.call("getUpdates")
    assert change["my_chat_member"]["chat"] == {"id": group.id, "type": "group", "title": "Runners"}
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["id"] == 1


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("my foot hurts", False),
        ("/help", True),
        ("/help@offline_bot", True),
        ("/help@OFFLINE_bot", True),
        ("/help@other_bot", False),
        ("see /help", False),
        ("@offline_bot my foot hurts", True),
        ("😀 @offline_bot", True),
        ("@other_bot my foot hurts", False),
    ],
)
def test_privacy_mode(telegram: LocalTelegram, ada: Person, text: str, heard: bool) -> None:
    """In groups the bot hears what is meant for it."""
    group = _group(telegram, ada)
    group.say(ada, text)
    assert len(_heard(telegram)) == heard


def test_replies_and_inline_results_are_heard(telegram: LocalTelegram, ada: Person, bob: Person) -> None:
    """Replies to the bot and messages via the bot arrive; replies to others do not."""
    query = ada.inline("result")
    telegram.call("answerInlineQuery", {"inline_query_id": query.id, "results": [article("1")]})
    group = _group(telegram, ada, bob)
    telegram.call("sendMessage", {"chat_id": group.id, "text": "ask me"})
    group.say(bob, "ok", reply_to=group.last)
    group.say(ada, "what?", reply_to=group.say(bob, "well"))
    group.choose(ada, query, "1")
    group.send(bob, "photo", reply_to=group.last)
    assert [message.get("text") for message in _heard(telegram)] == ["ok", "Text 1", None]


def test_mentions_may_not_arrive() -> None:
    """Some bots never see a bare mention."""
    telegram = LocalTelegram(mentions_arrive=False)
    owner = telegram.person()
    group = _group(telegram, owner)
    group.say(owner, "@offline_bot help")
    group.say(owner, "/help")
    assert [message["text"] for message in _heard(telegram)] == ["/help"]


def test_without_privacy_mode_everything_is_heard() -> None:
    """A bot without privacy mode hears it all, edits included, and getMe says so."""
    telegram = LocalTelegram(privacy_mode=False)
    owner = telegram.person()
    group = _group(telegram, owner)
    group.edit(owner, group.say(owner, "my foot hurts"), "my foot hurts less")
    assert [next(iter(update)) for update in telegram.call("getUpdates")] == ["message", "edited_message"]
    assert telegram.call("getMe")["can_read_all_group_messages"]


def test_coming_and_going(telegram: LocalTelegram, ada: Person, bob: Person) -> None:
    """Service messages arrive; who is not in the group cannot talk there."""
    group = _group(telegram, ada)
    with pytest.raises(ValueError, match="Bob is not in the group"):
        group.say(bob, "/help")
    group.join(bob)
    group.say(bob, "/help")
    group.leave(bob)
    with pytest.raises(ValueError, match="join first"):
        group.tap(bob, "x")
    joined, _, left = _heard(telegram)
    assert joined["new_chat_members"][0]["id"] == left["left_chat_member"]["id"] == bob.id


def test_tapping_in_a_group(telegram: LocalTelegram, ada: Person, bob: Person) -> None:
    """Anybody can press a button that everybody sees."""
    group = _group(telegram, ada, bob)
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    telegram.call("sendMessage", {"chat_id": group.id, "text": "Well?", "reply_markup": markup})
    assert group.tap(bob, "Yes").person == bob.user
    (update,) = _heard(telegram)
    assert update["callback_query"]["message"]["chat"]["id"] == group.id


def test_being_thrown_out(telegram: LocalTelegram, ada: Person) -> None:
    """A kicked bot learns that, and nothing else until it is added again."""
    group = _group(telegram, ada)
    group.kick_bot()
    group.say(ada, "/help")
    service, change = _heard(telegram)
    assert service["left_chat_member"]["id"] == 1
    assert change["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    group.add_bot()
    group.say(ada, "/help")
    assert len(_heard(telegram)) == 3


def test_migrating(telegram: LocalTelegram, ada: Person) -> None:
    """Both chats say where the group went; the new one starts empty with its own count of messages."""
    group = _group(telegram, ada)
    old = group.id
    group.say(ada, "/help")
    group.migrate()
    _, gone, come = _heard(telegram)
    assert (gone["chat"]["id"], gone["migrate_to_chat_id"]) == (old, group.id)
    assert (come["chat"]["id"], come["migrate_from_chat_id"]) == (group.id, old)
    assert come["chat"]["type"] == "supergroup"
    assert come["message_id"] == 1
    telegram.call("sendMessage", {"chat_id": group.id, "text": "here"})
    assert group.last.text == "here"
