"""The order in which updates are handled."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Chat as TelegramChat
from telegram import Message, Update

from bot.handlers.gate import AT_ONCE, MOST_WAITING, ChatOrder
from offline_telegram import LocalRequest
from tests.conftest import Chat

ADA, GRACE = 1, 2


def update(chat: int) -> Update:
    """Something said in a chat, which is a group if its number is negative."""
    kind = "group" if chat < 0 else "private"
    return Update(1, message=Message(1, datetime.now(UTC), TelegramChat(chat, kind)))


class Work:
    """Handlers that take until they are let go on."""

    def __init__(self) -> None:
        self.order = ChatOrder()
        self.begun: list[str] = []
        self.go_on = asyncio.Event()

    def start(
        self, chat: int | None, name: str, *, slow: bool = False, fails: bool = False
    ) -> asyncio.Task[None]:
        """Hands an update over."""

        async def handle() -> None:
            self.begun.append(name)
            if slow:
                await self.go_on.wait()
            if fails:
                raise RuntimeError(name)

        of_chat = object() if chat is None else update(chat)
        return asyncio.create_task(self.order.process_update(of_chat, handle()))

    async def rest(self) -> None:
        """Lets everything happen that can."""
        for _ in range(20):
            await asyncio.sleep(0)


async def test_within_a_chat_and_across_chats() -> None:
    """A chat's updates wait for each other, and nobody else waits for them."""
    work = Work()
    tasks = [work.start(ADA, "question", slow=True), work.start(ADA, "edit"), work.start(ADA, "tap")]
    tasks += [work.start(GRACE, "other"), work.start(None, "elsewhere")]
    await work.rest()
    assert work.begun == ["question", "other", "elsewhere"]
    work.go_on.set()
    await asyncio.gather(*tasks)
    assert work.begun[3:] == ["edit", "tap"]


async def test_a_failure() -> None:
    """What fails does not keep the chat's next update back."""
    work = Work()
    failing, after = work.start(ADA, "bad", fails=True), work.start(ADA, "good")
    await after
    with pytest.raises(RuntimeError, match="bad"):
        await failing
    assert work.begun == ["bad", "good"]


async def test_a_chat_that_floods() -> None:
    """However many updates of one chat wait, another chat is served at once."""
    work = Work()
    tasks = [work.start(ADA, "flood", slow=True) for _ in range(3 * AT_ONCE)]
    tasks.append(work.start(GRACE, "other"))
    await work.rest()
    assert work.begun == ["flood", "other"]
    work.go_on.set()
    await asyncio.gather(*tasks)


async def test_what_waits_in_a_chat() -> None:
    """Of a flood, what nobody would wait for is dropped; afterwards the chat is served as ever."""
    work = Work()
    tasks = [work.start(ADA, str(number), slow=True) for number in range(MOST_WAITING + 100)]
    await work.rest()
    work.go_on.set()
    await asyncio.gather(*tasks)
    assert work.begun == [str(number) for number in range(MOST_WAITING + 1)]
    await work.start(ADA, "later")
    assert work.begun[-1] == "later"


async def test_many_groups() -> None:
    """Groups in which answers have to wait take no private chat's place."""
    work = Work()
    tasks = [work.start(-group, "group", slow=True) for group in range(1, 2 * AT_ONCE)]
    tasks.append(work.start(ADA, "private"))
    await work.rest()
    assert work.begun == [*["group"] * AT_ONCE, "private"]
    work.go_on.set()
    await asyncio.gather(*tasks)


async def test_many_chats() -> None:
    """Of very many chats only so many are served at the same time, the others right after."""
    work = Work()
    tasks = [work.start(chat, "busy", slow=True) for chat in range(AT_ONCE + 5)]
    await work.rest()
    assert len(work.begun) == AT_ONCE
    work.go_on.set()
    await asyncio.gather(*tasks)
    assert len(work.begun) == AT_ONCE + 5


async def test_a_slow_answer(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """While Telegram is slow to take an answer, its edit waits, and another person gets theirs."""
    grace = chat.telegram.person("Grace")
    arrive, served = asyncio.Event(), asyncio.Event()
    at_once = LocalRequest.do_request

    async def slow_for_ada(self: LocalRequest, **request: Any) -> tuple[int, bytes]:
        to = (
            request["request_data"].parameters["chat_id"] if request["url"].endswith("/sendMessage") else None
        )
        if to == chat.ada.id:
            await arrive.wait()
        answer = await at_once(self, **request)
        if to == grace.id:
            served.set()
        return answer

    monkeypatch.setattr(LocalRequest, "do_request", slow_for_ada)
    question = chat.ada.say("Can my shoes cause foot cramps?")
    chat.ada.edit(question, "Does a massage help against a foot cramp?")
    grace.say("thanks")
    async with asyncio.timeout(10):
        await served.wait()
    assert not chat.ada.inbox
    arrive.set()
    await chat.settle()
    (answer,) = chat.ada.inbox
    assert answer.text.startswith("About massage")
