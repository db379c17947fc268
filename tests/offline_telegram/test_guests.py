"""The bot as a guest."""

from typing import Any

import pytest

from offline_telegram import ApiError, Group, LocalTelegram, MisuseError, Person
from tests.offline_telegram.conftest import article


@pytest.fixture
def elsewhere(telegram: LocalTelegram, ada: Person) -> Group:
    """A group that the bot has never been in."""
    return telegram.group("Elsewhere", ada, with_bot=False)


def heard(telegram: LocalTelegram) -> list[dict[str, Any]]:
    """The updates so far."""
    updates: list[dict[str, Any]] = telegram.call("getUpdates")
    return updates


def test_a_summons(telegram: LocalTelegram, ada: Person, elsewhere: Group) -> None:
    """A message with the bot's name arrives, and what it replies to; the answer is posted there."""
    first = elsewhere.say(ada, "my toes cramp")
    elsewhere.say(ada, "so @Offline_Bot?", reply_to=first)
    (update,) = heard(telegram)
    message = update["guest_message"]
    assert message["reply_to_message"]["text"] == "my toes cramp"
    answer = {"guest_query_id": message["guest_query_id"], "result": article("1")}
    assert telegram.call("answerGuestQuery", answer).keys() == {"inline_message_id"}
    assert elsewhere.last.text == "Text 1"
    assert elsewhere.last.content["guest_bot_caller_user"] == ada.user.json()
    with pytest.raises(MisuseError, match="has been answered"):
        telegram.call("answerGuestQuery", answer)


@pytest.mark.parametrize("text", ["my toes cramp", "/help", "@other_bot help", "@offline_bots help"])
def test_no_summons(telegram: LocalTelegram, ada: Person, elsewhere: Group, text: str) -> None:
    """Nothing else arrives from there."""
    elsewhere.say(ada, text)
    assert not heard(telegram)


def test_where_the_bot_is(telegram: LocalTelegram, ada: Person) -> None:
    """In its own groups the bot is no guest, nor in those that have thrown it out."""
    group = telegram.group("Runners", ada)
    group.say(ada, "@offline_bot help")
    group.kick_bot()
    group.say(ada, "@offline_bot help")
    assert not any("guest_message" in update for update in heard(telegram))


def test_a_guest_cannot_write(telegram: LocalTelegram, elsewhere: Group) -> None:
    """The bot is still not in the chat."""
    with pytest.raises(ApiError, match="not a member"):
        telegram.call("sendMessage", {"chat_id": elsewhere.id, "text": "hello"})


def test_bad_answers(telegram: LocalTelegram, ada: Person, elsewhere: Group) -> None:
    """An answer to nothing is refused, and one that breaks the limits."""
    with pytest.raises(ApiError, match="query ID is invalid"):
        telegram.call("answerGuestQuery", {"guest_query_id": "0", "result": article("1")})
    elsewhere.say(ada, "@offline_bot help")
    (update,) = heard(telegram)
    key = update["guest_message"]["guest_query_id"]
    with pytest.raises(ApiError, match="RESULT_ID_INVALID"):
        telegram.call("answerGuestQuery", {"guest_query_id": key, "result": article("")})
    assert not elsewhere.inbox
