"""The Bot API over HTTP."""

import asyncio
import json
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientError, ClientTimeout, FormData, ServerDisconnectedError
from aiohttp.test_utils import TestServer

from offline_telegram import ApiError, Fault, LocalTelegram, Person
from offline_telegram.errors import too_many_requests
from tests.offline_telegram.conftest import Client, until

BOT = "/bot1:local"


async def call(client: Client, method: str, **params: Any) -> tuple[int, Any]:
    """Makes a request with a body of JSON; returns status and body."""
    async with client.post(f"{BOT}/{method}", json=params) as response:
        assert response.content_type == "application/json"
        return response.status, await response.json()


def multipart(fields: dict[str, str]) -> FormData:
    """The fields as parts, without a file."""
    form = FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    return form


@pytest.mark.parametrize("encoding", ["GET", "query", "form", "JSON of text", "JSON", "multipart"])
async def test_encodings(client: Client, telegram: LocalTelegram, ada: Person, encoding: str) -> None:
    """However the parameters come, they are the same ones."""
    buttons = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    fields = {
        "chat_id": str(ada.id),
        "text": "caf\u00e9 & cr\u00e8me",
        "disable_notification": "True",
        "reply_markup": json.dumps(buttons),
        "reply_parameters": '{"message_id": "1"}',
    }
    native = {
        "chat_id": ada.id,
        "text": "caf\u00e9 & cr\u00e8me",
        "disable_notification": True,
        "reply_markup": buttons,
        "reply_parameters": {"message_id": 1},
    }
    ada.say("hello")
    url = f"{BOT}/SENDmessage"
    requests: dict[str, Any] = {
        "GET": lambda: client.get(url, params=fields),
        "query": lambda: client.post(url, params=fields),
        "form": lambda: client.post(url, data=fields),
        "JSON of text": lambda: client.post(url, json=fields),
        "JSON": lambda: client.post(url, json=native),
        "multipart": lambda: client.post(url, data=multipart(fields)),
    }
    async with requests[encoding]() as response:
        assert (response.status, response.content_type) == (200, "application/json")
        body = await response.json()
    (request,) = telegram.requests
    assert (request.method, request.params) == ("sendMessage", native)
    assert body == {"ok": True, "result": ada.last.json()}
    assert ada.last.silent


@pytest.mark.parametrize("value", ["document", "attach://it"])
async def test_a_file_goes_up_and_down(client: Client, ada: Person, value: str) -> None:
    """An upload arrives under the parameter's name or one of its own, and can be fetched again."""
    form = multipart({"chat_id": str(ada.id)} | ({"document": value} if ":" in value else {}))
    field = value.removeprefix("attach://")
    form.add_field(field, b"\x00\xff", filename="a.bin", content_type="application/x-thing")
    async with client.post(f"{BOT}/sendDocument", data=form) as response:
        document = (await response.json())["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("a.bin", "application/x-thing")
    _, body = await call(client, "getFile", file_id=document["file_id"])
    file = body["result"]
    assert (file["file_size"], file["file_unique_id"]) == (2, document["file_unique_id"])
    async with client.get(f"/file{BOT}/{file['file_path']}") as response:
        assert (response.status, await response.read()) == (200, b"\x00\xff")


@pytest.mark.parametrize("path", [f"/file{BOT}/documents/document-1.txt", "/file/bot2:other/a"])
async def test_no_such_download(client: Client, path: str) -> None:
    """What is not there, or belongs to another bot, is an error in JSON."""
    async with client.get(path) as response:
        body = await response.json()
    assert (response.status, body["ok"]) == (body["error_code"], False)


async def test_another_token(client: Client, telegram: LocalTelegram) -> None:
    """Nobody else's bot is served."""
    async with client.get("/bot2:other/getMe") as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert telegram.requests == []


@pytest.mark.parametrize(
    ("method", "params", "code", "description"),
    [
        ("sendNothing", {}, 404, 'no method "sendNothing"'),
        ("sendMessage", {"chat_id": 100_001}, 400, '"text" is missing'),
        ("sendMessage", {"chat_id": 100_001, "text": "x", "colour": 1}, 400, '"colour" is unknown'),
        ("sendMessage", {"chat_id": 100_001, "text": 5}, 400, "text must be of type String"),
        ("sendMessage", {"chat_id": 100_001, "text": "x", "reply_markup": "{"}, 400, "reply_markup must be"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": '{"inline_keyboard": [[{"text": "a", "x": 1}]]}'},
            400,
            '"x" is unknown',
        ),
        ("getUpdates", {"timeout": "soon"}, 400, "timeout must be of type Integer"),
        ("getChat", {"chat_id": "maybe", "x": None}, 400, '"x" is unknown'),
        ("sendMessage", {"chat_id": 1, "text": "x", "disable_notification": "perhaps"}, 400, "type Boolean"),
    ],
)
async def test_misuse(  # noqa: PLR0913, PLR0917  one example
    client: Client,
    telegram: LocalTelegram,
    ada: Person,
    method: str,
    params: dict[str, Any],
    code: int,
    description: str,
) -> None:
    """What breaks the specification is refused, and kept for the test to find."""
    status, body = await call(client, method, **params)
    assert (status, body["error_code"], body["ok"]) == (code, code, False)
    assert description in body["description"]
    (misuse,) = telegram.misuses
    assert misuse.description == body["description"]
    assert ada.inbox == []


@pytest.mark.parametrize(
    ("content_type", "body", "description"),
    [
        ("application/json", b'{"chat_id": ', "not a JSON object"),
        ("application/json", b"[1]", "not a JSON object"),
        ("application/json", b"[" * 100_000, "not a JSON object"),
        ("application/json", b'{"text": "\xff"}', "not a JSON object"),
        ("application/x-www-form-urlencoded", b"chat_id=1&text=%ff", "encoded in UTF-8"),
        ("application/x-www-form-urlencoded", b"chat_id=1&text=\xff", "encoded in UTF-8"),
        ("text/plain", b"chat_id=1&text=x", "a body of type text/plain is not read"),
        ("multipart/form-data", b"x", "can't parse the form data"),
    ],
)
async def test_bodies_that_cannot_be_read(
    client: Client, content_type: str, body: bytes, description: str
) -> None:
    """Nonsense gets an error like any other."""
    headers = {"Content-Type": content_type}
    async with client.post(f"{BOT}/sendMessage", data=body, headers=headers) as response:
        assert response.status == 400
        assert description in (await response.json())["description"]


async def test_an_empty_value_is_none(client: Client, telegram: LocalTelegram, ada: Person) -> None:
    """What many programs send for "not given" is not."""
    fields = {"chat_id": str(ada.id), "text": "hi", "reply_markup": "", "protect_content": ""}
    async with client.post(f"{BOT}/sendMessage", data=fields) as response:
        assert response.status == 200
    assert telegram.requests[0].params == {"chat_id": ada.id, "text": "hi"}


async def test_a_request_that_is_too_large(client: Client) -> None:
    """There is an end to what is read."""
    async with client.post(f"{BOT}/sendMessage", data=BytesIO(bytes(50 * 1024 * 1024 + 1))) as response:
        assert (response.status, (await response.json())["error_code"]) == (413, 413)


async def test_flood_control(client: Client, telegram: LocalTelegram) -> None:
    """The pause is named in the body and in a header."""
    telegram.fail("getMe", too_many_requests(7))
    async with client.get(f"{BOT}/getMe") as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")
        assert (await response.json())["parameters"] == {"retry_after": 7}


async def test_refused(client: Client, telegram: LocalTelegram, ada: Person) -> None:
    """An error that a bot has to live with is no misuse."""
    ada.block()
    status, body = await call(client, "sendMessage", chat_id=ada.id, text="hi")
    assert (status, body["description"]) == (403, "Forbidden: bot was blocked by the user")
    assert telegram.misuses == []


@pytest.mark.parametrize("fault", Fault)
async def test_faults(client: Client, telegram: LocalTelegram, ada: Person, fault: Fault) -> None:
    """Ordered failures happen on the wire, before or after the effect, and are over after that."""
    telegram.fail("sendMessage", fault)
    params = {"chat_id": ada.id, "text": "hi"}
    request = asyncio.create_task(
        client.post(f"{BOT}/sendMessage", json=params, timeout=ClientTimeout(sock_read=0.05))
    )
    if fault in {Fault.TIMED_OUT, Fault.TIMED_OUT_AFTER_DELIVERY}:
        with pytest.raises(TimeoutError):
            await request
    elif fault is Fault.UNREACHABLE:
        with pytest.raises((ServerDisconnectedError, ClientError, ConnectionResetError)):
            await request
    else:
        response = await request
        assert response.status == {Fault.BAD_GATEWAY: 502, Fault.GARBLED: 200}[fault]
        with pytest.raises(ValueError, match=r"Expecting|Invalid|Unterminated"):
            json.loads(await response.text())
    assert bool(ada.inbox) == fault.arrives
    status, _ = await call(client, "sendMessage", **params)
    assert status == 200


async def test_an_api_error_of_the_server(client: Client, telegram: LocalTelegram) -> None:
    """Errors of Telegram itself can be ordered too."""
    telegram.fail("getMe", ApiError(500, "Internal Server Error"))
    assert await call(client, "getMe") == (
        500,
        {"ok": False, "error_code": 500, "description": "Internal Server Error"},
    )


async def test_long_polling(client: Client, telegram: LocalTelegram, ada: Person) -> None:
    """A poll waits for the first update."""
    poll = asyncio.create_task(call(client, "getUpdates", timeout=50))
    await until(lambda: telegram.requests)
    assert not poll.done()
    ada.say("hi")
    _, body = await poll
    assert [update["message"]["text"] for update in body["result"]] == ["hi"]


@pytest.mark.parametrize("seconds", ["0", "-5"])
async def test_polling_without_patience(client: Client, seconds: str) -> None:
    """Short polls answer at once."""
    assert await call(client, "getUpdates", timeout=seconds) == (200, {"ok": True, "result": []})


async def test_polling_for_ever(client: Client, telegram: LocalTelegram, ada: Person) -> None:
    """However long a poll is meant to last, it is one like any other."""
    poll = asyncio.create_task(call(client, "getUpdates", timeout=10**400))
    await until(lambda: telegram.requests)
    ada.say("hi")
    assert (await poll)[0] == 200


async def test_two_pollers(client: Client, telegram: LocalTelegram, ada: Person) -> None:
    """The older one ends with a conflict, and the newer one gets the update."""
    older = asyncio.create_task(call(client, "getUpdates", timeout=50))
    await until(lambda: len(telegram.requests) == 1)
    newer = asyncio.create_task(call(client, "getUpdates", timeout=50))
    status, body = await older
    assert (status, body["error_code"]) == (409, 409)
    assert "terminated by other getUpdates request" in body["description"]
    ada.say("hi")
    assert len((await newer)[1]["result"]) == 1


async def test_a_poller_that_goes_away(client: Client, telegram: LocalTelegram, ada: Person) -> None:
    """What came when nobody listened any more is there for the next poll."""
    with pytest.raises(TimeoutError):
        await client.get(f"{BOT}/getUpdates?timeout=50", timeout=ClientTimeout(sock_read=0.05))
    ada.say("hi")
    assert len(telegram.updates) == 1
    _, body = await call(client, "getUpdates")
    assert [update["message"]["text"] for update in body["result"]] == ["hi"]


@pytest.mark.parametrize("fault", [None, Fault.TIMED_OUT])
async def test_the_end(
    server: TestServer, client: Client, telegram: LocalTelegram, fault: Fault | None
) -> None:
    """A server that is shut down lets nobody wait."""
    if fault:
        telegram.fail("getUpdates", fault)
    poll = asyncio.create_task(call(client, "getUpdates", timeout=50))
    await until(lambda: telegram.requests)
    async with asyncio.timeout(10):
        await server.close()
        with pytest.raises(ClientError):
            await poll
