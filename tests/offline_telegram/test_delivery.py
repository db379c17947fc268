"""Updates on their way to a webhook."""

import asyncio
import shutil
import socket
import ssl
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from offline_telegram import Fault, LocalTelegram, Person
from offline_telegram.files import Upload
from offline_telegram.webhooks import WebhookAddress
from tests.conftest import Clock
from tests.offline_telegram.conftest import Client, until

pytestmark = pytest.mark.usefixtures("server")

OPENSSL = shutil.which("openssl")


class Receiver:
    """A bot's own web server, which answers as told and with 200 after that."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: deque[web.Response] = deque()
        self.open = asyncio.Event()
        """Nothing is answered until it is set."""
        self.open.set()
        self.most_at_once = 0
        self.url = ""
        self._at_once = 0

    @property
    def texts(self) -> list[str]:
        """What was said, in the order in which it came."""
        return [update["message"]["text"] for update in self.updates]

    async def receive(self, request: web.Request) -> web.Response:
        """Takes an update."""
        assert request.content_type == "application/json"
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.updates.append(await request.json())
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        await self.open.wait()
        self._at_once -= 1
        return self.answers.popleft() if self.answers else web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Somewhere to send updates."""
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.receive)
    async with TestServer(app, host="127.0.0.1") as server:
        receiver.url = str(server.make_url("/hook"))
        yield receiver
        receiver.open.set()


async def delivered(telegram: LocalTelegram) -> None:
    """Waits until nothing is pending."""
    async with asyncio.timeout(20):
        await telegram.updates.confirmed()


async def test_an_update_is_posted(telegram: LocalTelegram, ada: Person, receiver: Receiver) -> None:
    """It comes once, as JSON, with the secret, whether it is older or newer than the webhook."""
    ada.say("before")
    telegram.call("setWebhook", {"url": receiver.url, "secret_token": "s-3_cret"})
    ada.say("after")
    await delivered(telegram)
    assert receiver.texts == ["before", "after"]
    assert [update["update_id"] for update in receiver.updates] == [1, 2]
    assert receiver.secrets == ["s-3_cret", "s-3_cret"]
    assert "last_error_message" not in telegram.call("getWebhookInfo")


async def test_without_a_secret(telegram: LocalTelegram, ada: Person, receiver: Receiver) -> None:
    """There is no header then; and names of this machine work as well as its number."""
    telegram.call("setWebhook", {"url": receiver.url.replace("127.0.0.1", "localhost")})
    ada.say("hi")
    await delivered(telegram)
    assert receiver.secrets == [None]


async def test_a_poll_gives_way(
    telegram: LocalTelegram, client: Client, ada: Person, receiver: Receiver
) -> None:
    """Who polls while a webhook is set learns of it, and nothing comes twice."""
    poll = asyncio.create_task(client.get("/bot1:local/getUpdates?timeout=50"))
    await until(lambda: telegram.requests)
    await client.get("/bot1:local/setWebhook", params={"url": receiver.url})
    body = await (await poll).json()
    assert (body["error_code"], body["description"]) == (409, "Conflict: terminated by setWebhook request")
    ada.say("hi")
    await delivered(telegram)
    async with client.get("/bot1:local/getUpdates") as response:
        assert response.status == 409
    await client.get("/bot1:local/deleteWebhook")
    async with client.get("/bot1:local/getUpdates") as response:
        assert (await response.json())["result"] == []


@pytest.mark.parametrize("status", [500, 404, 302])
async def test_a_failure_is_repeated(  # noqa: PLR0913, PLR0917  they all take part
    telegram: LocalTelegram,
    ada: Person,
    receiver: Receiver,
    clock: Clock,
    pauses: list[float],
    status: int,
) -> None:
    """After growing pauses, with the chat's next update behind it, while another chat goes on."""
    grace = telegram.person("Grace", started=True)
    receiver.answers.extend(web.Response(status=status, headers={"Location": "/x"}) for _ in range(3))
    telegram.call("setWebhook", {"url": receiver.url})
    ada.say("one")
    ada.say("two")
    for pause in (1, 2, 4):
        await until(lambda: pauses)
        info = telegram.call("getWebhookInfo")
        assert info["pending_update_count"] == 2
        assert info["last_error_message"].startswith(f"Wrong response from the webhook: {status} ")
        assert info["last_error_date"] == int(clock().timestamp())
        assert pauses == [pause]
        if pause == 4:
            grace.say("meanwhile")
            await until(lambda: "meanwhile" in receiver.texts)
        pauses.clear()
        clock.forward(seconds=pause)
    await delivered(telegram)
    assert receiver.texts == ["one", "one", "one", "meanwhile", "one", "two"]


async def test_the_longest_pause(
    telegram: LocalTelegram, ada: Person, receiver: Receiver, clock: Clock, pauses: list[float]
) -> None:
    """It is tried every minute in the end, until the update is a day old."""
    receiver.answers.extend(web.Response(status=500) for _ in range(20))
    telegram.call("setWebhook", {"url": receiver.url})
    ada.say("hi")
    for pause in (1, 2, 4, 8, 16, 32, 60, 60):
        await until(lambda: pauses)
        assert pauses == [pause]
        pauses.clear()
        clock.forward(seconds=pause)
    await until(lambda: pauses)
    clock.forward(days=1)
    await delivered(telegram)
    assert len(receiver.updates) == 9


@pytest.mark.parametrize("gone", [True, False])
async def test_no_connection(
    telegram: LocalTelegram, ada: Person, receiver: Receiver, pauses: list[float], gone: bool
) -> None:
    """Nobody there, or nobody who speaks TLS: that is a failure too."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        nobody = f"http://127.0.0.1:{server.getsockname()[1]}"
    url = nobody if gone else receiver.url.replace("http:", "https:")
    telegram.call("setWebhook", {"url": url})
    ada.say("hi")
    await until(lambda: pauses)
    error = telegram.call("getWebhookInfo")["last_error_message"]
    assert error.startswith("Connection refused" if gone else "SSL error")
    telegram.call("setWebhook", {"url": receiver.url})
    await delivered(telegram)
    assert receiver.texts == ["hi"]


async def test_a_connection_that_breaks(
    telegram: LocalTelegram, ada: Person, receiver: Receiver, pauses: list[float]
) -> None:
    """An update without an answer comes again."""

    async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.close()

    async with await asyncio.start_server(break_off, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        telegram.call("setWebhook", {"url": f"http://127.0.0.1:{port}"})
        ada.say("hi")
        await until(lambda: pauses)
    assert telegram.call("getWebhookInfo")["last_error_message"] == "Connection closed"
    telegram.call("setWebhook", {"url": receiver.url})
    await delivered(telegram)


async def test_many_at_once(telegram: LocalTelegram, receiver: Receiver) -> None:
    """As many chats as there may be connections; the others wait, and all come."""
    receiver.open.clear()
    telegram.call("setWebhook", {"url": receiver.url, "max_connections": 3})
    for number in range(8):
        telegram.person(started=True).say(str(number))
    await until(lambda: len(receiver.updates) == 3)
    receiver.open.set()
    await delivered(telegram)
    assert sorted(receiver.texts) == [str(number) for number in range(8)]
    assert sorted(receiver.texts[:3]) == ["0", "1", "2"]
    assert receiver.most_at_once == 3


async def test_one_chat_keeps_its_order(telegram: LocalTelegram, ada: Person, receiver: Receiver) -> None:
    """Messages and presses of a chat are never under way together, and what belongs to none comes too."""
    buttons = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    telegram.call("sendMessage", {"chat_id": ada.id, "text": "?", "reply_markup": buttons})
    ada.say("one")
    ada.tap("Go")
    ada.say("two")
    telegram.call("setWebhook", {"url": receiver.url})
    await delivered(telegram)
    assert [update.keys() - {"update_id"} for update in receiver.updates] == [
        {"message"},
        {"callback_query"},
        {"message"},
    ]
    assert receiver.most_at_once == 1
    telegram.push({})
    telegram.push({"something_new": {"from": {"id": ada.id}, "message": None}})
    await delivered(telegram)
    assert len(receiver.updates) == 5


@pytest.mark.parametrize("form", [True, False])
async def test_a_request_in_the_answer(
    telegram: LocalTelegram, ada: Person, receiver: Receiver, form: bool
) -> None:
    """What the bot answers an update with is carried out."""
    fields = {"method": "sendmessage", "chat_id": str(ada.id), "text": "hello"}
    receiver.answers.append(
        web.Response(text=urlencode(fields), content_type="application/x-www-form-urlencoded")
        if form
        else web.json_response(fields)
    )
    telegram.call("setWebhook", {"url": receiver.url})
    ada.say("hi")
    await until(lambda: ada.inbox)
    assert ada.last.text == "hello"
    (request,) = telegram.requests_to("sendMessage")
    assert request.params == {"chat_id": ada.id, "text": "hello"}


@pytest.mark.parametrize("fault", [None, Fault.TIMED_OUT])
async def test_a_bad_request_in_the_answer(
    telegram: LocalTelegram, ada: Person, receiver: Receiver, fault: Fault | None
) -> None:
    """Nobody hears of its failure, but the test does; and the update is delivered all the same."""
    if fault:
        telegram.fail("sendMessage", fault)
    receiver.answers.append(web.json_response({"method": "sendMessage", "chat_id": ada.id}))
    receiver.answers.append(web.Response(text="{", content_type="application/json"))
    receiver.answers.append(web.Response(text="ok"))
    receiver.answers.append(web.json_response({"method": 1}))
    parts = {"Content-Type": "multipart/form-data; boundary=x"}
    receiver.answers.append(web.Response(text="nothing of the kind", headers=parts))
    telegram.call("setWebhook", {"url": receiver.url})
    for text in "abcde":
        ada.say(text)
    await delivered(telegram)
    await until(lambda: len(telegram.misuses) == (2 if fault else 3))
    assert receiver.texts == list("abcde")


async def test_back_to_polling(
    telegram: LocalTelegram, client: Client, ada: Person, receiver: Receiver
) -> None:
    """An update that is under way when the webhook is deleted can be polled for."""
    receiver.open.clear()
    telegram.call("setWebhook", {"url": receiver.url})
    ada.say("hi")
    await until(lambda: receiver.updates)
    await client.get("/bot1:local/deleteWebhook")
    async with client.get("/bot1:local/getUpdates") as response:
        assert len((await response.json())["result"]) == 1


async def test_dropped_while_it_waits(
    telegram: LocalTelegram, ada: Person, receiver: Receiver, clock: Clock, pauses: list[float]
) -> None:
    """What has been dropped is not tried again."""
    receiver.answers.append(web.Response(status=500))
    telegram.call("setWebhook", {"url": receiver.url})
    ada.say("old")
    await until(lambda: pauses)
    telegram.updates.drop()
    clock.forward(seconds=1)
    ada.say("new")
    await delivered(telegram)
    assert receiver.texts == ["old", "new"]


async def test_another_machine(telegram: LocalTelegram, ada: Person) -> None:
    """Nothing leaves this one, whatever address is set."""
    for params in ({"url": "https://example.org"}, {"url": "https://192.0.2.1", "ip_address": "127.0.0.1"}):
        telegram.call("setWebhook", params)
        ada.say("hi")
        await until(lambda: "last_error_message" in telegram.call("getWebhookInfo"))
        assert "this machine only" in telegram.call("getWebhookInfo")["last_error_message"]


@pytest.mark.skipif(OPENSSL is None, reason="makes the certificate")
async def test_a_certificate_of_ones_own(telegram: LocalTelegram, ada: Person, tmp_path: Path) -> None:
    """HTTPS works with a certificate that has been uploaded, under the name in it."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = (
        f"{OPENSSL} req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=x -addext subjectAltName=DNS:bot.test"
    )
    command = [*make.split(), "-keyout", str(key), "-out", str(certificate)]
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.DEVNULL)
    assert await process.wait() == 0
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.receive)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    server = TestServer(app, host="127.0.0.1", scheme="https")
    await server.start_server(ssl=context)
    upload = Upload("certificate.pem", certificate.read_bytes(), "application/x-pem-file")
    webhook = WebhookAddress(f"https://bot.test:{server.port}/hook", "127.0.0.1", certificate=upload)
    telegram.updates.send_to(webhook)
    ada.say("hi")
    await delivered(telegram)
    assert receiver.texts == ["hi"]
    assert telegram.call("getWebhookInfo")["has_custom_certificate"]
    await server.close()
