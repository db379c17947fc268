"""The bot's name and a few words, typed in any chat."""

import logging

import pytest

from bot.handlers.gate import BURST, TYPED
from bot.views.inline import MOST_RESULTS
from bot.views.welcome import FIRST_TOPICS
from offline_telegram import ApiError, InlineQuery, LocalTelegram
from offline_telegram.errors import bad_request
from tests.conftest import Chat, Start


async def typed(chat: Chat, text: str) -> InlineQuery:
    """Ada types, and waits."""
    query = chat.ada.inline(text)
    await chat.settle()
    return query


def ids(query: InlineQuery) -> list[str]:
    """The entries that are listed."""
    return [result["id"] for result in query.results]


def answers(telegram: LocalTelegram) -> int:
    """How many requests the bot has made but for updates and its own description."""
    kinds = ("getUpdates", "getMe", "setMy", "deleteWebhook")
    return sum(not request.method.startswith(kinds) for request in telegram.requests)


async def test_a_topic(chat: Chat) -> None:
    """The best entry comes first; one request is made for it, and whoever types it may be told the same."""
    query = await typed(chat, "massage")
    assert ids(query)[0] == "massage"
    assert len(ids(query)) <= MOST_RESULTS
    assert answers(chat.telegram) == 1
    (request,) = chat.telegram.requests_to("answerInlineQuery")
    assert request.params["cache_time"] == 300
    assert not request.params.get("is_personal")
    assert "button" not in request.params
    grace = chat.telegram.person("Grace")
    assert grace.inline("massage").results == query.results


async def test_the_most_asked(start: Start) -> None:
    """An empty query lists what people have asked most, as soon as that is written down."""
    async with start() as chat:
        for question in ("would a massage help?", "is massage good?", "can my shoes cause foot cramps?"):
            await chat.say(question)
    async with start() as chat:
        assert ids(await typed(chat, ""))[:2] == ["massage", "shoes"]


async def test_choosing(chat: Chat) -> None:
    """What is posted is the answer with its source, and a button that opens it in the private chat."""
    query = await typed(chat, "massage")
    group = chat.group()
    message = group.choose(chat.ada, query, "massage")
    await chat.settle()
    assert message.text.startswith("About massage and foot rubs:")
    assert "Our article" in message.text
    ((button,),) = message.buttons
    assert button["url"] == "https://t.me/foot_cramp_bot?start=massage"
    assert not group.inbox


async def test_choosing_in_the_chat_with_the_bot(chat: Chat) -> None:
    """An answer that is posted there is no question: the bot says nothing to it."""
    await chat.say("thanks")
    query = await typed(chat, "massage")
    chat.ada.choose(query, "massage")
    await chat.settle()
    assert len(chat.ada.inbox) == 1


async def test_an_alarm(chat: Chat) -> None:
    """A sign of something serious lists where to turn, and nothing else."""
    query = await typed(chat, "crushing chest pain")
    (result,) = query.results
    assert result["title"].startswith("⚠️")
    assert "999" in result["description"]
    assert "Please read this first" in chat.ada.choose(query, result["id"]).text


@pytest.mark.parametrize("text", ["", "  "])
async def test_nothing_typed_yet(chat: Chat, text: str) -> None:
    """Then what people want most is listed."""
    query = await typed(chat, text)
    assert ids(query)[: len(FIRST_TOPICS)] == list(FIRST_TOPICS)
    assert len(ids(query)) == MOST_RESULTS


@pytest.mark.parametrize("text", ["bitcoin price", "hello", "?!", "💥" * 128])
async def test_nothing_found(chat: Chat, text: str) -> None:
    """Then there is nothing to choose, but a button that leads to the private chat and its first words."""
    query = await typed(chat, text)
    assert query.answer
    assert not query.results
    assert query.answer.button
    assert "private" in query.answer.button["text"]
    text = await chat.say(f"/start {query.answer.button['start_parameter']}")
    assert text.startswith("Hello Ada!")


async def test_typing_on(chat: Chat) -> None:
    """Of texts that arrive together only the newest is answered: nobody looks at the others."""
    grace = chat.telegram.person("Grace").inline("shoes")
    *earlier, newest = [chat.ada.inline("massage"[:end]) for end in range(1, 8)]
    await chat.settle()
    assert ids(newest)[0] == "massage"
    assert ids(grace)[0] == "shoes"
    assert [query.answer for query in earlier] == [None] * len(earlier)
    assert answers(chat.telegram) == 2


async def test_typing_slowly(chat: Chat) -> None:
    """Texts that come one after the other are answered each for itself."""
    for end in range(1, 8):
        query = await typed(chat, "massage"[:end])
        assert query.answer
    assert answers(chat.telegram) == 7


async def test_a_flood(chat: Chat) -> None:
    """Who types without end is answered no more for a while, without a request for it."""
    most = int(BURST / TYPED)
    queries = [await typed(chat, f"shoes {number}") for number in range(most + 5)]
    assert [query.answer is None for query in queries] == [False] * most + [True] * 5
    assert answers(chat.telegram) == most
    chat.clock.forward(minutes=1)
    assert ids(await typed(chat, "shoes"))


async def test_a_flood_of_texts_leaves_messages(chat: Chat) -> None:
    """Typing costs little: after a question's worth of it the bot still answers messages."""
    for end in range(1, 25):
        await typed(chat, "why do my toes cramp at n"[:end])
    assert (await chat.say("thanks")).startswith("You")


async def test_too_late(chat: Chat, telegram: LocalTelegram, caplog: pytest.LogCaptureFixture) -> None:
    """When nobody waits any more that is no error; whatever else Telegram refuses is one."""
    telegram.fail("answerInlineQuery", bad_request("query is too old and response timeout expired"))
    await typed(chat, "massage")
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    telegram.fail("answerInlineQuery", ApiError(400, "Bad Request: RESULT_ID_DUPLICATE"))
    await typed(chat, "shoes")
    assert [record for record in caplog.records if record.levelno >= logging.ERROR]
