"""Conversations by webhooks, with one process and with several."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import Store, UpdateClaims
from bot.storage.conversation_state import SharedMemory
from bot.storage.fleet import LEASE
from bot.storage.tables import remembered
from offline_telegram import ApiError, Fault, LocalTelegram
from tests.conftest import Clock
from tests.handlers.stretching import Countdowns, heading
from tests.webhooks.conftest import Fleet

STRETCH = "which stretches help before bed?"


@pytest.fixture
async def countdowns(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Countdowns]:
    """The countdowns of bots that have not started yet; none outlives them."""
    countdowns = Countdowns(clock)
    monkeypatch.setattr(clock, "sleep", countdowns.sleep)
    yield countdowns
    assert not countdowns.running


async def until(come: Callable[[], object]) -> None:
    """Let the processes work until something has come about."""
    async with asyncio.timeout(20):
        while not come():  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(0)


@pytest.mark.parametrize("processes", [1])
async def test_one_process(fleet: Fleet, telegram: LocalTelegram) -> None:
    """Questions, buttons, edits and wishes are answered as if they had been asked for."""
    assert (await fleet.say("/start")).startswith("Hello Ada!")
    assert (await fleet.say(STRETCH)).startswith("About stretches before bed")
    assert "six weeks" in await fleet.say("how long?")
    question = fleet.ada.say("thanks")
    await fleet.settle()
    fleet.ada.edit(question, "would a massage help?")
    await fleet.settle()
    assert any(message.text.startswith("About massage") for message in fleet.ada.inbox)
    await fleet.say("remind me to drink every 2 hours from 9 to 18")
    await fleet.say("Oslo")
    assert any("Oslo" in message.text for message in fleet.ada.inbox)
    assert not telegram.requests_to("getUpdates")
    assert set(fleet.statuses) == {200}


@pytest.mark.parametrize("processes", [1])
async def test_an_update_that_cannot_be_read(fleet: Fleet, caplog: pytest.LogCaptureFixture) -> None:
    """Telegram hears that it is done, and does not bring it again; the next one is answered."""
    number = fleet.telegram.updates.push({"message": {"message_id": 900, "text": "it hurts"}})
    await fleet.settle()
    assert (await fleet.say("/start")).startswith("Hello Ada!")
    assert set(fleet.statuses) == {200}
    assert f"update {number} cannot be read and is skipped" in caplog.text
    assert "it hurts" not in caplog.text


@pytest.mark.parametrize("processes", [2])
@pytest.mark.usefixtures("fleet")
async def test_the_webhook(telegram: LocalTelegram) -> None:
    """It is set once for all processes, with what is to be sent; what waited is not dropped."""
    (request,) = telegram.requests_to("setWebhook")
    assert request.params["drop_pending_updates"] is False
    assert request.params["max_connections"] == 100
    assert {"message", "edited_message", "callback_query"} <= set(request.params["allowed_updates"])
    assert telegram.updates.webhook
    assert telegram.token not in telegram.updates.webhook.url


@pytest.mark.sqlite
@pytest.mark.parametrize("processes", [1])
@pytest.mark.parametrize("fault", [ApiError(500, "Internal Server Error"), Fault.BAD_GATEWAY])
async def test_an_answer_that_fails_first(
    fleet: Fleet, telegram: LocalTelegram, fault: ApiError | Fault
) -> None:
    """It is sent again, and only then the delivery is answered, once, with 200."""
    telegram.fail("sendMessage", fault, times=3)
    fleet.ada.say("my calf is swollen, hot and red and I can't breathe")
    await fleet.settle()
    (alarm,) = fleet.ada.inbox
    assert "Please read this first" in alarm.text
    assert fleet.statuses == {200: 1}


@pytest.mark.sqlite
@pytest.mark.parametrize("processes", [1])
async def test_a_repeat(fleet: Fleet) -> None:
    """The only process knows what it has handled."""
    fleet.balancer.receivers *= 2
    fleet.balancer.everywhere = True
    await fleet.say("thanks")
    assert len(fleet.ada.inbox) == 1
    assert fleet.statuses == {200: 2}


@pytest.mark.postgres
class TestTwoProcesses:
    """Every update goes to the other process than the one before."""

    async def test_a_follow_up(self, fleet: Fleet) -> None:
        """What was read there is known here."""
        await fleet.say(STRETCH)
        assert "six weeks" in await fleet.say("how long?")
        await fleet.say("/topics")
        fleet.ada.forge("open:shoes")
        await fleet.settle()
        assert "shoes" in await fleet.say("why?")

    async def test_an_edited_question(self, fleet: Fleet) -> None:
        """The answer that another process has given changes."""
        question = fleet.ada.say("thanks")
        await fleet.settle()
        fleet.ada.edit(question, "Can my shoes cause foot cramps?")
        await fleet.settle()
        (answer,) = fleet.ada.inbox
        assert answer.text.startswith("About shoes that fit")

    async def test_a_picture(self, fleet: Fleet) -> None:
        """One that another process has sent gives way to another, and to words alone; none is left."""
        question = fleet.ada.say("would a massage help?")
        await fleet.settle()
        for words, begins in (
            ("how should I lie in bed against cramps?", "About sleeping position"),
            ("Can my shoes cause foot cramps?", "About shoes that fit"),
            ("would a massage help?", "About massage"),
        ):
            fleet.ada.edit(question, words)
            await fleet.settle()
            (answer,) = fleet.ada.inbox
            assert answer.text.startswith(begins)
            assert ("photo" in answer.content) is ("shoes" not in words)

    async def test_a_countdown_under_a_picture(self, countdowns: Countdowns, fleet: Fleet) -> None:
        """It ends wherever it is tapped, or gives way; nothing is written over the last word."""
        await fleet.say("/cramp")
        first = fleet.ada.last
        await fleet.tap("▶ Start: stretch with me")
        await fleet.say("/stretch")
        assert first.text == "🌙 This one has ended: you've started a new one."
        await fleet.tap("⏹ Stop")
        await fleet.say("it's gone")
        fleet.clock.forward(minutes=10)
        await fleet.say("/cramp")
        await fleet.tap("▶ Start: stretch with me")
        said = await fleet.tap("⏹ Stop")
        assert said == "Did it pass?"
        await countdowns.forward(5)
        await until(lambda: not countdowns.running)
        assert fleet.ada.last.text == said
        assert "photo" in fleet.ada.last.content

    async def test_where_somebody_lives(self, fleet: Fleet, store: Store) -> None:
        """The question of one process is answered to the other."""
        await fleet.say("remind me to drink every 2 hours from 9 to 18")
        await fleet.say("thanks")
        await fleet.say("Oslo")
        plan = await store.plan(fleet.ada.id)
        assert plan.zone == "Europe/Oslo"
        assert plan.on

    @pytest.mark.parametrize("button", ["⏹ Stop", "⏸ Pause"])
    async def test_a_countdown(self, countdowns: Countdowns, fleet: Fleet, button: str) -> None:
        """It ends wherever its button is tapped, and nothing is written over the last word."""
        await fleet.say("/stretch")
        before = heading(fleet.ada.last)
        await countdowns.forward(10)
        await until(lambda: heading(fleet.ada.last) != before)
        said = await fleet.tap(button)
        assert said.startswith("⏸ Paused at" if button == "⏸ Pause" else "🌙 Stopped")
        await countdowns.forward(5)
        await until(lambda: not countdowns.running)
        assert fleet.ada.last.text == said

    async def test_gone_on_elsewhere(self, countdowns: Countdowns, fleet: Fleet) -> None:
        """A countdown that was ended there and goes on here is the only one, and ends as any other."""
        await fleet.say("/stretch")
        for _ in range(3):
            await fleet.tap("⏸ Pause")
            await fleet.tap("▶ Continue")
        await countdowns.forward(5)
        await until(lambda: len(countdowns.running) == 1)
        said = await fleet.tap("⏹ Stop")
        await countdowns.forward(5)
        await until(lambda: not countdowns.running)
        assert fleet.ada.last.text == said

    async def test_a_second_countdown(self, countdowns: Countdowns, fleet: Fleet) -> None:
        """The first one gives way, and says so."""
        await fleet.say("/stretch")
        first = fleet.ada.last
        await fleet.say("/stretch")
        assert not first.buttons
        await countdowns.forward(5)
        await until(lambda: len(countdowns.running) == 1)
        await fleet.tap("⏹ Stop")
        await countdowns.forward(5)
        await until(lambda: not countdowns.running)

    async def test_forgetting(self, fleet: Fleet, engine: AsyncEngine) -> None:
        """/forget leaves nothing of what was remembered for the other process."""
        await fleet.say(STRETCH)
        await fleet.say("/forget")
        await fleet.tap("Yes, delete everything")
        async with engine.connect() as connection:
            assert await connection.scalar(select(func.count()).select_from(remembered)) == 0
        assert (await fleet.say("how long?")).startswith("About how long a cramp lasts")

    async def test_delivered_to_both(self, fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
        """While one is at it the other says so; when it comes again it is done, and answered once."""
        reads, go_on = SharedMemory.get, asyncio.Event()

        async def slowly(memory: SharedMemory, chat: int, kind: str, about: int = 0) -> str | None:
            await go_on.wait()
            return await reads(memory, chat, kind, about)

        monkeypatch.setattr(SharedMemory, "get", slowly)
        fleet.balancer.everywhere = True
        fleet.ada.say("thanks")
        await until(lambda: 503 in fleet.statuses)
        go_on.set()
        await fleet.refused()
        await fleet.settle()
        assert len(fleet.ada.inbox) == 1
        assert fleet.statuses == {503: 1, 200: 3}

    async def test_a_death(self, fleet: Fleet, engine: AsyncEngine) -> None:
        """What a process has taken and died with, another handles when it comes again after a while."""
        dead = UpdateClaims(engine, fleet.clock)
        await dead.take(fleet.telegram.updates.added + 1)
        fleet.ada.say("thanks")
        await fleet.refused(1)
        await fleet.refused(2)
        assert not fleet.ada.inbox
        fleet.clock.now += LEASE
        await fleet.settle()
        assert len(fleet.ada.inbox) == 1

    async def test_many_people(self, fleet: Fleet) -> None:
        """Each gets one answer, and each in the order in which they asked."""
        people = [fleet.telegram.person(f"Ada {number}") for number in range(20)]
        for question in ("thanks", "Can my shoes cause foot cramps?", "thanks"):
            for person in people:
                person.say(question)
        await fleet.settle()
        await asyncio.sleep(0)
        for person in people:
            first, second, third = person.inbox
            assert second.text.startswith("About shoes that fit")
            assert first.text == third.text
