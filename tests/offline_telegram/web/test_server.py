"""The server of the page."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, FormData, WSMsgType
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from offline_telegram import LocalTelegram
from offline_telegram.files import Upload
from offline_telegram.web import actions
from offline_telegram.web.server import build, serving
from tests.offline_telegram.test_clock import NOON, Bells

Client = TestClient[Request, Application]


@pytest.fixture
def bells() -> Bells:
    """Alarms in two hours and in five."""
    return Bells(2, 5)


@pytest.fixture
def telegram(bells: Bells) -> LocalTelegram:
    """An empty server whose clock can be moved."""
    return LocalTelegram(bells.clock.now)


@pytest.fixture
async def client(telegram: LocalTelegram, bells: Bells) -> AsyncIterator[Client]:
    """Somebody's browser, without the page."""
    async with TestClient(TestServer(build(telegram, bells.forward))) as client:
        yield client


class Stream:
    """What a page is told."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket

    async def next(self, kind: str = "changes") -> dict[str, Any]:
        """What comes next, which is of that kind."""
        told = await self._socket.receive_json(timeout=10)
        assert told.keys() == {kind}
        found: dict[str, Any] = told[kind]
        return found

    async def until(self, name: str) -> Any:
        """What the next changes that have it say of something."""
        while name not in (changed := await self.next()):
            pass
        return changed[name]


async def test_the_page_is_its_own(client: Client) -> None:
    """It may load nothing from elsewhere, and nobody may frame it."""
    async with client.get("/") as response:
        page = await response.text()
    scripts = {"chat.js"}
    for name in ("chat.js", "messages.js", "writing.js"):
        async with client.get(f"/{name}") as response:
            scripts |= set(re.findall(r'from "\./(.+?)"', await response.text()))
    assert '<script src="chat.js" type="module">' in page
    assert len(scripts) == 5
    kinds = {"": "text/html", "chat.css": "text/css", **dict.fromkeys(scripts, "text/javascript")}
    for path, kind in kinds.items():
        async with client.get(f"/{path}") as response:
            assert (response.status, response.content_type) == (200, kind)
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            text = await response.text()
            assert "http://" not in text
            assert "https://" not in text
            assert "innerHTML" not in text
            assert " onclick=" not in text


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {"Host": "127.0.0.1:1"}, 200),
        ("GET", "/", {"Host": "LOCALHOST"}, 200),
        ("GET", "/", {"Host": "evil.example"}, 403),
        ("GET", "/", {"Host": "127.0.0.1.evil.example:80"}, 403),
        ("GET", "/", {"Sec-Fetch-Site": "cross-site"}, 200),
        ("GET", "/chat.js", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("GET", "/chat/live", {"Sec-Fetch-Site": "same-site"}, 403),
        ("GET", "/chat/live", {"Origin": "https://evil.example"}, 403),
        ("GET", "/bot1:local/getMe", {}, 200),
        ("GET", "/bot1:local/getMe", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("GET", "/bot1:local/getMe", {"Host": "evil.example"}, 403),
        ("POST", "/bot1:local/getMe", {"Origin": "https://evil.example"}, 403),
        ("POST", "/chat/say", {"Origin": "null"}, 403),
        ("GET", "/chat/file/1", {}, 404),
        ("GET", "/chat/file/x", {}, 404),
    ],
)
async def test_who_may_ask(
    client: Client, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """The page itself and programs, by the names of this machine; the page may be opened from anywhere."""
    async with client.request(method, path, headers=headers) as response:
        assert response.status == status


async def test_a_conversation(client: Client, telegram: LocalTelegram) -> None:
    """The page hears of everything once, and each person has a chat of their own."""
    async with client.ws_connect("/chat/live?as=Grace") as ours, client.ws_connect("/chat/live") as theirs:
        stream, other = Stream(ours), Stream(theirs)
        begin = await stream.next("begin")
        assert (begin["bot"], begin["commands"], begin["keyboard"]) == ("Offline Bot", [], [])
        assert begin["clock"] == {"now": NOON.timestamp(), "moved": 0}
        assert (await other.next("begin")).keys() == begin.keys()
        async with client.post("/chat/say?as=Grace", json={"text": "hi"}) as said:
            assert (said.status, await said.json()) == (200, {})
        (message,) = await stream.until("messages")
        assert (message["own"], message["plain"]) == (True, "hi")
        (update,) = telegram.updates.oldest(100)
        grace = update["message"]["from"]
        assert grace["first_name"] == "Grace"
        telegram.call("sendMessage", {"chat_id": grace["id"], "text": "hello"})
        (answer,) = await stream.until("messages")
        assert (answer["own"], answer["plain"]) == (False, "hello")
        telegram.call("deleteMessage", {"chat_id": grace["id"], "message_id": answer["id"]})
        assert await stream.until("gone") == [answer["id"]]
        async with client.post("/chat/edit?as=Grace", json={"message": message["id"], "text": "ho"}):
            ((edited,),) = (await stream.until("messages"),)
        assert (edited["plain"], edited["edited"]) == ("ho", True)
        async with client.post("/chat/say", json={"text": "hm"}):
            ((alone,),) = (await other.until("messages"),)
        assert alone["plain"] == "hm"


async def test_a_tap_waits_for_its_answer(client: Client, telegram: LocalTelegram) -> None:
    """What the bot answers is shown to whoever tapped."""
    async with client.post("/chat/say", json={"text": "hi"}):
        chat = telegram.updates.oldest(1)[0]["message"]["chat"]["id"]
    button = {"text": "OK", "callback_data": "ok"}
    sent = {"chat_id": chat, "text": "?", "reply_markup": {"inline_keyboard": [[button]]}}
    number = telegram.call("sendMessage", sent)["message_id"]
    tap = asyncio.create_task(client.post("/chat/tap", json={"message": number, "data": "ok"}))
    async with client.post("/bot1:local/getUpdates", json={"offset": 2, "timeout": 10}) as polled:
        ((update,),) = ((await polled.json())["result"],)
    answer = {"callback_query_id": update["callback_query"]["id"], "text": "Fine", "show_alert": True}
    telegram.call("answerCallbackQuery", answer)
    async with await tap as response:
        assert await response.json() == {"text": "Fine", "alert": True, "url": None}


async def test_a_tap_without_an_answer(
    client: Client, telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr(actions, "_PATIENCE", 0)
    async with client.post("/chat/say", json={"text": "hi"}):
        number = telegram.updates.oldest(1)[0]["message"]["message_id"]
    async with client.post("/chat/tap", json={"message": number, "data": "ok"}) as response:
        assert (response.status, await response.json()) == (200, {})


async def test_sending_other_things(client: Client, telegram: LocalTelegram) -> None:
    """They arrive like those of an app."""
    place = {"latitude": 1.5, "longitude": -2}
    for path, body in [("send", {"kind": "voice"}), ("location", place), ("send", {"kind": "contact"})]:
        async with client.post(f"/chat/{path}", json=body) as response:
            assert response.status == 200
    voice, location, contact = (update["message"] for update in telegram.updates.oldest(9))
    assert (location["location"], "voice" in voice, "contact" in contact) == (place, True, True)


@pytest.mark.parametrize(
    ("path", "body", "status", "why"),
    [
        ("say", {"text": "  "}, 400, "no empty messages"),
        ("say", {}, 400, "text: Field required"),
        ("say", [], 400, "the request: Input should be an object"),
        ("say", {"text": "x", "more": 1}, 400, "more: Extra inputs"),
        ("send", {"kind": "bomb"}, 400, "kind: Input should be"),
        ("location", {"latitude": 91, "longitude": 0}, 400, "latitude: Input should be"),
        ("edit", {"message": 7, "text": "x"}, 404, "gone"),
        ("tap", {"message": 7, "data": "x"}, 404, "gone"),
        ("clock", {"seconds": 0}, 400, "seconds: Input should be greater than 0"),
        ("clock", {"seconds": 10**18}, 400, "seconds: Input should be less than"),
        (f"say?as={'x' * 65}", {"text": "x"}, 400, "at most 64 characters"),
    ],
)
async def test_what_is_refused(client: Client, path: str, body: Any, status: int, why: str) -> None:
    """With a reason; the server goes on."""
    async with client.post(f"/chat/{path}", json=body) as response:
        assert response.status == status
        assert why in await response.text()


async def test_forms_are_no_json(client: Client) -> None:
    """What another site's form can send without asking is not taken."""
    async with client.post("/chat/say", data=FormData({"text": "x"})) as response:
        assert response.status == 415


async def test_moving_the_clock(client: Client, bells: Bells) -> None:
    """By a while, or to what comes next; pages hear what time it is then."""
    async with client.ws_connect("/chat/live") as events:
        stream = Stream(events)
        await stream.next("begin")
        async with client.post("/chat/clock/next", json={}) as response:
            assert await response.json() == {"came": True}
        assert await stream.until("clock") == {"now": NOON.timestamp() + 7200, "moved": 7200}
        async with client.post("/chat/clock", json={"seconds": 4 * 3600}) as response:
            assert response.status == 200
        async with client.post("/chat/clock/next", json={}) as response:
            assert await response.json() == {"came": False}
    assert bells.rung == [2, 5]


async def test_a_clock_that_cannot_be_moved(telegram: LocalTelegram) -> None:
    """The page does not offer it."""
    async with TestClient(TestServer(build(telegram, None))) as client:
        async with client.ws_connect("/chat/live") as events:
            assert "clock" not in await Stream(events).next("begin")
        async with client.post("/chat/clock", json={"seconds": 1}) as response:
            assert response.status == 404


def _document(ada_id: int, upload: Upload) -> dict[str, Any]:
    return {"chat_id": ada_id, "document": upload}


async def test_files(client: Client, telegram: LocalTelegram) -> None:
    """Pictures are shown, by their file_id too; anything else, a page above all, is saved."""
    async with client.post("/chat/say", json={"text": "hi"}):
        chat = telegram.updates.oldest(1)[0]["message"]["chat"]["id"]
    png = Upload("a.png", b"png", "image/png")
    page = Upload("a.html", b"<script>", "text/html")
    first = telegram.call("sendPhoto", {"chat_id": chat, "photo": png})
    again = {"chat_id": chat, "photo": first["photo"][0]["file_id"]}
    picture = telegram.call("sendPhoto", again)["message_id"]
    document = telegram.call("sendDocument", _document(chat, page))["message_id"]
    async with client.get(f"/chat/file/{picture}") as response:
        assert (response.content_type, await response.read()) == ("image/png", b"png")
    async with client.get(f"/chat/file/{document}") as response:
        assert (response.content_type, await response.read()) == ("application/octet-stream", b"<script>")
        assert response.headers["Content-Disposition"] == "attachment"
    async with client.get(f"/chat/file/{picture}?as=Grace") as response:
        assert response.status == 404


async def test_serving_and_ending(telegram: LocalTelegram) -> None:
    """It listens on this machine only, and ends at once, whoever still listens."""
    async with ClientSession() as session:
        async with serving(telegram) as address:
            assert address.startswith("http://127.0.0.1:")
            events = await session.ws_connect(f"{address}/chat/live")
            with pytest.raises(OSError, match="address already in use"):
                async with serving(telegram, int(address.rpartition(":")[2])):
                    pass
            ending = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - ending < timedelta(seconds=5).total_seconds()
        while (told := await events.receive()).type is WSMsgType.TEXT:
            pass
        assert told.type is WSMsgType.CLOSE
