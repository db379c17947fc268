"""Answers to pressed buttons."""

from typing import Any

import pytest

from offline_telegram import ApiError, Group, InlineQuery, LocalTelegram, MisuseError, Person, Press
from tests.conftest import Clock
from tests.offline_telegram.conftest import article


@pytest.fixture
def press(telegram: LocalTelegram, ada: Person) -> Press:
    """A pressed button."""
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    telegram.call("sendMessage", {"chat_id": ada.id, "text": "Well?", "reply_markup": markup})
    return ada.tap("Yes")


def _answer(telegram: LocalTelegram, press: Press, **params: Any) -> None:
    telegram.call("answerCallbackQuery", {"callback_query_id": press.id, **params})


def test_an_answer_is_shown(telegram: LocalTelegram, press: Press) -> None:
    """The person sees the text, as an alert if the bot says so."""
    _answer(telegram, press, text="x" * 200, show_alert=True)
    assert press.answer
    assert (press.answer.text, press.answer.alert) == ("x" * 200, True)


def test_an_answer_without_text(telegram: LocalTelegram, press: Press) -> None:
    """An empty answer only stops the waiting."""
    _answer(telegram, press)
    assert press.answer
    assert press.answer.text == ""


def test_one_answer_only(telegram: LocalTelegram, press: Press) -> None:
    """A second answer is too late."""
    _answer(telegram, press)
    with pytest.raises(
        ApiError, match="query is too old and response timeout expired or query ID is invalid"
    ):
        _answer(telegram, press)


def test_in_time_only(telegram: LocalTelegram, press: Press, clock: Clock) -> None:
    """Nobody waits for ever."""
    clock.forward(seconds=31)
    with pytest.raises(ApiError, match="query is too old"):
        _answer(telegram, press)


@pytest.mark.parametrize(
    ("params", "error"),
    [({"text": "x" * 201}, "MESSAGE_TOO_LONG"), ({"url": "https://nhs.uk"}, "URL_INVALID")],
)
def test_refused(telegram: LocalTelegram, press: Press, params: dict[str, Any], error: str) -> None:
    """A refused answer leaves the query open."""
    with pytest.raises(ApiError, match=error):
        _answer(telegram, press, **params)
    _answer(telegram, press, url="https://t.me/offline_bot?start=x")


ONE, TWO = article("1"), article("2")


def answer(telegram: LocalTelegram, query: InlineQuery, *results: dict[str, Any], **params: Any) -> None:
    """The bot answers."""
    assert telegram.call(
        "answerInlineQuery", {"inline_query_id": query.id, "results": list(results), **params}
    )


def asked(telegram: LocalTelegram) -> list[str]:
    """What the bot is asked, once."""
    texts = [update["inline_query"]["query"] for update in telegram.call("getUpdates")]
    telegram.updates.drop()
    return texts


def test_a_query(telegram: LocalTelegram, ada: Person) -> None:
    """The bot is asked, by whoever types; what it answers is listed in its order."""
    query = ada.inline("massage")
    (update,) = telegram.call("getUpdates")
    assert update["inline_query"] == {
        "id": query.id,
        "from": ada.user.json(),
        "query": "massage",
        "offset": "",
    }
    with pytest.raises(LookupError, match="has not answered"):
        _ = query.results
    answer(telegram, query, TWO, ONE)
    assert [result["title"] for result in query.results] == ["Title 2", "Title 1"]


def test_long_queries(ada: Person) -> None:
    """Telegram hands on 256 characters."""
    assert ada.inline("x" * 300).text == "x" * 256


def test_choosing(telegram: LocalTelegram, ada: Person) -> None:
    """What is chosen is a message of the person's, via the bot, with its formatting and buttons."""
    content = {"message_text": "<b>Rub</b> it.", "parse_mode": "HTML"}
    markup = {"inline_keyboard": [[{"text": "More", "url": "https://t.me/offline_bot?start=x"}]]}
    query = ada.inline("massage")
    answer(telegram, query, article("1", input_message_content=content, reply_markup=markup))
    message = ada.choose(query, "Title 1")
    assert (message.text, message.sender, message.buttons) == ("Rub it.", ada.user, markup["inline_keyboard"])
    assert message.entities == [{"type": "bold", "offset": 0, "length": 3}]
    *_, update = telegram.call("getUpdates")
    assert update["message"]["via_bot"]["username"] == "offline_bot"
    assert update["message"]["reply_markup"] == markup
    with pytest.raises(LookupError, match="Title 1"):
        ada.choose(query, "Title 2")


def test_choosing_opens_the_chat(telegram: LocalTelegram) -> None:
    """To post something in the chat with the bot lets it write there."""
    grace = telegram.person("Grace")
    query = grace.inline("")
    answer(telegram, query, ONE)
    grace.choose(query, "1")
    assert telegram.call("sendMessage", {"chat_id": grace.id, "text": "hello"})


def test_the_cache(telegram: LocalTelegram, ada: Person, clock: Clock) -> None:
    """For a while Telegram answers the same text itself, whoever types it."""
    grace = telegram.person("Grace")
    answer(telegram, ada.inline("massage"), ONE, cache_time=60)
    clock.forward(seconds=59)
    assert [result["id"] for result in grace.inline("massage").results] == ["1"]
    ada.inline("massages")
    clock.forward(seconds=1)
    ada.inline("massage")
    assert asked(telegram) == ["massage", "massages", "massage"]


def test_a_personal_cache(telegram: LocalTelegram, ada: Person, clock: Clock) -> None:
    """A personal answer is kept for that person; unless the bot says so, for five minutes."""
    grace = telegram.person("Grace")
    answer(telegram, ada.inline("massage"), ONE, is_personal=True)
    clock.forward(seconds=299)
    assert ada.inline("massage").results
    assert grace.inline("massage").answer is None
    clock.forward(seconds=1)
    assert ada.inline("massage").answer is None


def test_no_cache(telegram: LocalTelegram, ada: Person) -> None:
    """The bot can ask for every query."""
    answer(telegram, ada.inline("massage"), cache_time=0)
    assert ada.inline("massage").answer is None


def test_a_button(telegram: LocalTelegram, ada: Person) -> None:
    """A button above the results leads to the bot."""
    query = ada.inline("massage")
    button = {"text": "Ask me", "start_parameter": "inline"}
    answer(telegram, query, button=button)
    assert query.answer
    assert query.answer.button == button


def test_twice(telegram: LocalTelegram, ada: Person) -> None:
    """A query is answered once: whoever does so again has a mistake in the program."""
    query = ada.inline("massage")
    answer(telegram, query, ONE)
    with pytest.raises(MisuseError, match="query is too old"):
        answer(telegram, query, ONE)


def test_too_late(telegram: LocalTelegram, ada: Person, clock: Clock) -> None:
    """After ten seconds nobody waits; nor does anybody for a query that there never was."""
    query = ada.inline("massage")
    clock.forward(seconds=11)
    with pytest.raises(ApiError, match="query is too old") as late:
        answer(telegram, query, ONE)
    assert not isinstance(late.value, MisuseError)
    with pytest.raises(ApiError, match="query is too old"):
        telegram.call("answerInlineQuery", {"inline_query_id": "0", "results": []})


@pytest.mark.parametrize(
    ("results", "params", "error"),
    [
        ([article(str(number)) for number in range(51)], {}, "RESULTS_TOO_MUCH"),
        ([ONE, ONE], {}, "RESULT_ID_DUPLICATE"),
        ([article("")], {}, "RESULT_ID_INVALID"),
        ([article("ä" * 33)], {}, "RESULT_ID_INVALID"),
        ([article("1", title=" ")], {}, "ARTICLE_TITLE_EMPTY"),
        ([article("1", input_message_content={"message_text": ""})], {}, "message text is empty"),
        ([article("1", input_message_content={"message_text": "x" * 4097})], {}, "message is too long"),
        (
            [article("1", input_message_content={"message_text": "<b>", "parse_mode": "HTML"})],
            {},
            "can't parse entities",
        ),
        (
            [article("1", reply_markup={"inline_keyboard": [[{"text": "x", "url": "ftp://x.example"}]]})],
            {},
            "URL",
        ),
        ([], {"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ([], {"button": {"text": "", "start_parameter": "x"}}, "button text must be non-empty"),
        ([], {"button": {"text": "Ask"}}, "START_PARAM_INVALID"),
        ([], {"button": {"text": "Ask", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
        ([article("1", type="photo")], {}, "not modelled"),
        ([article("1", message_text="x")], {}, '"message_text" is unknown'),
        ([], {"cache_time": -1}, "cache_time"),
    ],
)
def test_bad_answers(
    telegram: LocalTelegram, ada: Person, results: list[Any], params: dict[str, Any], error: str
) -> None:
    """Telegram's limits hold, and nothing is listed."""
    query = ada.inline("massage")
    with pytest.raises(ApiError, match=error):
        answer(telegram, query, *results, **params)
    assert query.answer is None


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


def test_bad_answers_of_a_guest(telegram: LocalTelegram, ada: Person, elsewhere: Group) -> None:
    """An answer to nothing is refused, and one that breaks the limits."""
    with pytest.raises(ApiError, match="query ID is invalid"):
        telegram.call("answerGuestQuery", {"guest_query_id": "0", "result": article("1")})
    elsewhere.say(ada, "@offline_bot help")
    (update,) = heard(telegram)
    key = update["guest_message"]["guest_query_id"]
    with pytest.raises(ApiError, match="RESULT_ID_INVALID"):
        telegram.call("answerGuestQuery", {"guest_query_id": key, "result": article("")})
    assert not elsewhere.inbox
