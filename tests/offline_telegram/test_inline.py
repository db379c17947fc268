"""Inline queries, and the bot's answers to them."""

from typing import Any

import pytest

from offline_telegram import ApiError, InlineQuery, LocalTelegram, MisuseError, Person
from tests.conftest import Clock
from tests.offline_telegram.conftest import article

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
