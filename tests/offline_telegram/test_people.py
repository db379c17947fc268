"""A person with a private chat."""

from typing import Any

import pytest
from telegram import Update

from offline_telegram import Group, LocalTelegram, Person
from tests.conftest import Clock
from tests.offline_telegram.conftest import article, build


def _updates(telegram: LocalTelegram) -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = telegram.call("getUpdates")
    return updates


def _ask(telegram: LocalTelegram, person: Person, *buttons: dict[str, str]) -> None:
    markup = {"inline_keyboard": [list(buttons)]}
    telegram.call("sendMessage", {"chat_id": person.id, "text": "Well?", "reply_markup": markup})


def test_saying(telegram: LocalTelegram, ada: Person, clock: Clock) -> None:
    """Text arrives trimmed, with its entities, sender, chat and date."""
    ada.say(" /start 😀 @offline_bot ")
    (update,) = _updates(telegram)
    assert update["message"] == {
        "message_id": 1,
        "from": {
            "id": ada.id,
            "is_bot": False,
            "first_name": "Ada",
            "username": "ada_l",
            "language_code": "en",
        },
        "chat": {"id": ada.id, "type": "private", "first_name": "Ada", "username": "ada_l"},
        "date": int(clock().timestamp()),
        "text": "/start 😀 @offline_bot",
        "entities": [
            {"type": "bot_command", "offset": 0, "length": 6},
            {"type": "mention", "offset": 10, "length": 12},
        ],
    }


@pytest.mark.parametrize("text", ["", " \n", "x" * 4097])
def test_what_apps_do_not_send(ada: Person, text: str) -> None:
    """No app sends an empty message, or one that is too long."""
    with pytest.raises(ValueError, match="message"):
        ada.say(text)


def test_editing(telegram: LocalTelegram, ada: Person) -> None:
    """An edit arrives as one, with the new entities; nobody edits what is not theirs."""
    said = ada.say("/stat")
    ada.edit(said, "start")
    edited = _updates(telegram)[1]["edited_message"]
    assert (edited["message_id"], edited["text"]) == (said.id, "start")
    assert edited["edit_date"]
    assert "entities" not in edited
    telegram.call("sendMessage", {"chat_id": ada.id, "text": "x"})
    with pytest.raises(ValueError, match="of their own"):
        ada.edit(ada.last, "y")


@pytest.mark.parametrize(
    "kind",
    [
        "animation",
        "audio",
        "contact",
        "dice",
        "document",
        "location",
        "photo",
        "poll",
        "sticker",
        "video",
        "video_note",
        "voice",
    ],
)
def test_sending_other_things(telegram: LocalTelegram, ada: Person, kind: str) -> None:
    """Every kind of message parses into the library's objects."""
    ada.send(kind, caption="look /here")
    (update,) = _updates(telegram)
    parsed = Update.de_json(update, build(telegram).bot)
    assert parsed.message
    assert parsed.message.effective_attachment
    assert parsed.message.caption == "look /here"


def test_sending_something_in_particular(telegram: LocalTelegram, ada: Person) -> None:
    """The fields that matter can be given; what does not exist cannot be sent."""
    said = ada.send("location", latitude=-33.9, longitude=18.4)
    assert _updates(telegram)[0]["message"]["location"] == {"latitude": -33.9, "longitude": 18.4}
    ada.send("voice", reply_to=said, duration=99)
    message = _updates(telegram)[1]["message"]
    assert message["voice"]["duration"] == 99
    assert message["reply_to_message"]["message_id"] == said.id
    with pytest.raises(ValueError, match='"smell" is not one of the kinds'):
        ada.send("smell")


def test_tapping(telegram: LocalTelegram, ada: Person) -> None:
    """A tap finds the newest button of that text or data, and sends what is behind it."""
    _ask(telegram, ada, {"text": "Yes", "callback_data": "old"})
    first = ada.last
    _ask(telegram, ada, {"text": "Yes", "callback_data": "new"})
    assert ada.tap("Yes").message is ada.last
    assert ada.tap("Yes", first).data == "old"
    assert ada.tap("old").message is first
    query = _updates(telegram)[0]["callback_query"]
    assert query["data"] == "new"
    assert query["from"]["id"] == ada.id
    assert query["message"]["reply_markup"]["inline_keyboard"] == ada.last.buttons
    assert query["chat_instance"]


def test_taps_on_nothing(telegram: LocalTelegram, ada: Person) -> None:
    """A button that is not shown, or that the bot does not learn of, is an error that says so."""
    with pytest.raises(LookupError, match='no button "Yes" is shown'):
        ada.tap("Yes")
    _ask(telegram, ada, {"text": "No", "callback_data": "no"}, {"text": "Site", "url": "https://nhs.uk"})
    with pytest.raises(LookupError, match=r"only \['No', 'Site'\]"):
        ada.tap("Yes")
    with pytest.raises(LookupError, match="does not learn of a tap"):
        ada.tap("Site")


def test_forged_and_stale_taps(telegram: LocalTelegram, ada: Person) -> None:
    """Any data can come in, and from a message that the bot can no longer see."""
    with pytest.raises(LookupError, match="has not written"):
        ada.forge("x")
    _ask(telegram, ada, {"text": "Yes", "callback_data": "yes"})
    message = ada.last
    ada.forge("anything\0")
    telegram.call("deleteMessage", {"chat_id": ada.id, "message_id": message.id})
    ada.tap("Yes", message)
    queries = [update["callback_query"] for update in _updates(telegram)]
    assert [query["data"] for query in queries] == ["anything\0", "yes"]
    assert queries[1]["message"] == {"chat": ada.chat.json(), "message_id": message.id, "date": 0}


def test_blocking(telegram: LocalTelegram, ada: Person) -> None:
    """The bot is told that it was blocked and unblocked; in between nothing can be said."""
    ada.block()
    with pytest.raises(ValueError, match="cannot talk to the bot: blocked"):
        ada.say("hi")
    ada.unblock()
    ada.say("hi")
    blocked, unblocked, said = _updates(telegram)
    changes = [
        [update["my_chat_member"][f"{which}_chat_member"]["status"] for which in ("old", "new")]
        for update in (blocked, unblocked)
    ]
    assert changes == [["member", "kicked"], ["kicked", "member"]]
    assert said["message"]["text"] == "hi"


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
