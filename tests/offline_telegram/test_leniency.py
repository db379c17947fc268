"""What requests over HTTP may hold, as at Telegram, and what becomes of it."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer

from offline_telegram import ApiError, LocalTelegram, Person
from offline_telegram.methods import lenient, strict
from offline_telegram.specification import published
from tests.offline_telegram.conftest import Client


@pytest.fixture
async def anybody(lenient_server: TestServer) -> AsyncIterator[Client]:
    """Makes requests as any bot does."""
    async with TestClient(lenient_server) as client:
        yield client


async def _ask(client: Client, method: str, **params: Any) -> dict[str, Any]:
    """A request with a form, in which everything is text."""
    form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in params.items()}
    async with client.post(f"/bot1:local/{method}", data=form) as response:
        body: dict[str, Any] = await response.json()
    assert body["ok"] == (response.status == 200)
    return body


@pytest.mark.parametrize(
    ("params", "shown", "overlooked"),
    [
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b", "hide": False}]]}},
            {"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}},
            ['sendMessage.reply_markup.inline_keyboard[][]: "hide" is not in the Bot API'],
        ),
        (
            {"reply_parameters": {"message_id": 1, "quote_parse_mode": "HTML"}},
            {},
            ['sendMessage.reply_parameters: "quote_parse_mode" has no effect here'],
        ),
        ({"reply_to_message_id": 1, "allow_sending_without_reply": True}, {}, []),
        (
            {"disable_web_page_preview": True},
            {"link_preview_options": {"is_disabled": True}},
            [],
        ),
        (
            {"message_thread_id": 5, "business_connection_id": "x"},
            {},
            [
                'sendMessage: "business_connection_id" has no effect here',
                '"message_thread_id" has no effect in a chat without topics',
            ],
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "a", "web_app": {"url": "https://nhs.uk"}}]]}},
            {"reply_markup": {"inline_keyboard": [[{"text": "a", "web_app": {"url": "https://nhs.uk"}}]]}},
            ['sendMessage.reply_markup.inline_keyboard[][]: "web_app" has no effect here'],
        ),
        ({"text": "<a href='/x' id='y'>hi</a>", "parse_mode": "HTML"}, {"text": "hi"}, ["", ""]),
        (
            {"text": "*h*i", "parse_mode": "MarkdownV2"},
            {"text": "hi", "entities": [{"type": "bold", "offset": 0, "length": 1}]},
            [],
        ),
        (
            {
                "text": "_h_i",
                "parse_mode": "markdown",
                "entities": [{"type": "bold", "offset": 0, "length": 1}],
            },
            {"text": "hi", "entities": [{"type": "italic", "offset": 0, "length": 1}]},
            [""],
        ),
        ({"text": "<a href='tg://user?id=5'>hi</a>", "parse_mode": "HTML"}, {"text": "hi"}, []),
        (
            {"text": "<code class='x'>hi</code>", "parse_mode": "HTML"},
            {"text": "hi", "entities": [{"type": "code", "offset": 0, "length": 2}]},
            [""],
        ),
        ({"colour": "red"}, {}, ['sendMessage: "colour" is not in the Bot API']),
        ({"reply_markup": "", "protect_content": ""}, {}, []),
    ],
)
async def test_sending(  # noqa: PLR0913, PLR0917 - one example
    anybody: Client,
    telegram: LocalTelegram,
    ada: Person,
    params: dict[str, Any],
    shown: dict[str, Any],
    overlooked: list[str],
) -> None:
    """What has no effect is listed, and the rest is carried out; strictly taken it is an error."""
    ada.say("hello")
    body = await _ask(anybody, "sendMessage", **({"chat_id": ada.id, "text": "hi"} | params))
    assert body["ok"], body
    assert body["result"].items() >= ({"text": "hi"} | shown).items()
    assert len(telegram.overlooked) == len(overlooked)
    assert not any(overlooked) or set(telegram.overlooked) == set(overlooked)
    if overlooked:
        with pytest.raises(ApiError):
            telegram.call("sendMessage", {"chat_id": ada.id, "text": "hi"} | params)


async def test_keys_of_text(anybody: Client, ada: Person) -> None:
    """A text stands for a key that says no more; also one that reads like JSON."""
    markup = {"keyboard": [["A", "5"], [{"text": "Here", "request_location": True}]]}
    assert (await _ask(anybody, "sendMessage", chat_id=ada.id, text="?", reply_markup=markup))["ok"]
    assert [[key["text"] for key in row] for row in ada.keyboard] == [["A", "5"], ["Here"]]


async def test_the_method_in_the_form(anybody: Client, telegram: LocalTelegram, ada: Person) -> None:
    """Some programs say it twice."""
    form = FormData({"method": "sendPhoto", "chat_id": str(ada.id)})
    form.add_field("photo", b"x", filename="x.png")
    async with anybody.post("/bot1:local/sendPhoto", data=form) as response:
        assert response.status == 200
    assert telegram.overlooked == {}


async def test_json_of_many_kinds(anybody: Client, ada: Person) -> None:
    """Null is nothing, numbers may be texts, texts numbers, and 1 is true."""
    params = {
        "chat_id": str(ada.id),
        "text": 5,
        "disable_notification": 1,
        "reply_markup": None,
        "link_preview_options": {"is_disabled": "true", "url": None},
    }
    async with anybody.post("/bot1:local/sendMessage", json=params) as response:
        assert response.status == 200
    assert (ada.last.text, ada.last.silent) == ("5", True)
    assert ada.last.content["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize(
    ("method", "params", "error"),
    [
        ("sendPoll", {}, 'the offline Telegram has no method "sendPoll", though the Bot API has'),
        ("sendNothing", {}, 'the offline Telegram has no method "sendNothing"'),
        ("sendMessage", {}, '"text" is missing'),
        ("sendMessage", {"text": "x", "entities": "bold"}, "entities must be a list, not 'bold'"),
        ("sendMessage", {"text": "a.b", "parse_mode": "MarkdownV2"}, r"Character '.' is reserved"),
        ("editMessageText", {"text": "x", "inline_message_id": "5"}, '"message_id" is missing'),
        (
            "answerGuestQuery",
            {
                "guest_query_id": "5",
                "result": {
                    "type": "article",
                    "id": "1",
                    "title": "Here",
                    "input_message_content": {"latitude": 1, "longitude": 1},
                },
            },
            "query is too old",
        ),
        ("sendMediaGroup", {"media": [{"type": "live_photo", "media": "x", "photo": "x"}]}, "of albums"),
    ],
)
async def test_what_it_cannot_do(
    anybody: Client, ada: Person, method: str, params: dict[str, Any], error: str
) -> None:
    """The answer says so."""
    body = await _ask(anybody, method, chat_id=ada.id, **params)
    assert error in body["description"]
    assert ada.inbox == []


async def test_updates_of_later_versions(anybody: Client, telegram: LocalTelegram, ada: Person) -> None:
    """A bot may ask for kinds of updates that are not known here."""
    ada.say("hello")
    body = await _ask(anybody, "getUpdates", allowed_updates=["message", "telepathy"])
    assert [update["message"]["text"] for update in body["result"]] == ["hello"]
    assert [*telegram.overlooked] == ['allowed_updates: "telepathy" is not in the Bot API']
    with pytest.raises(ApiError, match="unknown update types"):
        telegram.call("getUpdates", {"allowed_updates": ["message", "telepathy"]})


async def test_results_that_are_no_texts(anybody: Client, telegram: LocalTelegram, ada: Person) -> None:
    """They are refused by what they are."""
    query = ada.inline("here")
    content = {"latitude": 1, "longitude": 1}
    result = {"type": "article", "id": "1", "title": "Here", "input_message_content": content}
    body = await _ask(anybody, "answerInlineQuery", inline_query_id=query.id, results=[result])
    assert "models texts" in body["description"]
    assert telegram.overlooked.keys() == {
        f'answerInlineQuery.results[].input_message_content: "{name}" has no effect here' for name in content
    }


async def test_what_cannot_be_copied(anybody: Client, telegram: LocalTelegram, ada: Person) -> None:
    """Service messages are nobody's words."""
    group = telegram.group("Runners", ada)
    message = group.join(telegram.person("Bob"))
    ids = {"chat_id": group.id, "from_chat_id": group.id, "message_id": message.id}
    assert "can't be forwarded or copied" in (await _ask(anybody, "copyMessage", **ids))["description"]


async def test_what_was_meant_is_kept(anybody: Client, telegram: LocalTelegram, ada: Person) -> None:
    """Of several types that something may be, it is the one that knows most of it."""
    result = {
        "type": "venue",
        "id": "1",
        "latitude": 1,
        "longitude": 1,
        "title": "Here",
        "address": "There",
        "foursquare_id": "x",
        "colour": "red",
    }
    query = ada.inline("here")
    await _ask(anybody, "answerInlineQuery", inline_query_id=query.id, results=[result])
    unknown = [each for each in telegram.overlooked if "is not in" in each]
    assert unknown == ['answerInlineQuery.results[]: "colour" is not in the Bot API']


def test_effects_of_what_does_not_exist() -> None:
    """A field that the Bot API does not have is a mistake in the table."""
    with pytest.raises(ValueError, match="does not have"):
        published().with_effects({"getMe": "colour"}, {})


def test_what_is_known() -> None:
    """Every parameter that is published is known, and what is played is no other than that."""
    for method, fields in lenient().methods.items():
        assert fields.keys() == published().methods[method].keys()
        assert strict().methods[method].keys() <= fields.keys()
    assert lenient().types.keys() == published().types.keys()
    assert strict().types.keys() < lenient().types.keys()
