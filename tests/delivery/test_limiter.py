"""The bot's way out, in moved time."""

import asyncio
import logging
from functools import partial

import pytest
from telegram.error import Forbidden, TimedOut
from telegram.ext import ExtBot

from bot.delivery.limiter import FloodLimiter
from bot.delivery.message_queue import Priority
from offline_telegram import ApiError, LocalRequest, LocalTelegram
from tests.delivery.fake_telegram import FakeTelegram, most_within
from tests.delivery.moved_time import run

REMINDER = Priority.REMINDER


def test_a_request_is_made_as_it_came() -> None:
    """With its arguments, and its result comes back."""

    async def play() -> None:
        assert await FakeTelegram().send(7) == {"name": "7"}

    run(play())


def test_answers_may_come_in_a_burst() -> None:
    """Of 29, and then of 29 a second."""

    async def play() -> list[float]:
        telegram = FakeTelegram()
        await asyncio.gather(*(telegram.send(name) for name in range(87)))
        return telegram.starts()

    assert run(play()) == [0.0] * 29 + [1.0] * 29 + [2.0] * 29


def test_albums_count_as_all_that_is_in_them() -> None:
    """In a second, and in a group's minute; they wait until there is room for the whole of them."""

    async def to_everyone() -> list[float]:
        telegram = FakeTelegram()
        album = telegram.send(0, endpoint="sendMediaGroup", photos=10)
        await asyncio.gather(album, *(telegram.send(name) for name in range(1, 25)))
        return telegram.starts()

    async def to_a_group() -> list[float]:
        telegram = FakeTelegram()
        await asyncio.gather(
            *(telegram.send(name, chat=-5, endpoint="sendMediaGroup", photos=9) for name in range(3))
        )
        return telegram.starts()

    assert run(to_everyone()) == [0.0] * 20 + [1.0] * 5
    assert run(to_a_group()) == [0.0, 1.0, 60.0]


def test_reminders_are_spread_evenly() -> None:
    """Well over 28 a second once the way to Telegram is known, and never many at once."""

    async def play() -> list[float]:
        telegram = FakeTelegram()
        await asyncio.gather(*(telegram.send(name, priority=REMINDER, there=0.05) for name in range(680)))
        return telegram.starts()

    starts = run(play())
    assert most_within(0.1, starts) <= 7
    assert 579 / (starts[-1] - starts[100]) > 28.6


def test_answers_overtake_reminders() -> None:
    """However many of those wait, an answer has its turn within a thirtieth of a second."""

    async def play() -> list[float]:
        telegram = FakeTelegram()
        reminders = [telegram.send(name, priority=REMINDER) for name in range(200)]
        answers = [telegram.send(1000 + name, at=2 + name / 7) for name in range(20)]
        await asyncio.gather(*reminders, *answers)
        started = {call.name: call.started for call in telegram.calls}
        return [started[1000 + name] - (2 + name / 7) for name in range(20)]

    assert max(run(play())) <= 1 / 29


def test_another_rate() -> None:
    """As many a second as the bot has paid for."""

    async def play() -> list[float]:
        limiter = FloodLimiter(1000, clock=asyncio.get_running_loop().time)
        starts: list[float] = []

        async def request() -> bool:
            starts.append(asyncio.get_running_loop().time())
            return True

        send = partial(limiter.process_request, request, (), {}, "sendMessage")
        await asyncio.gather(*(send({"chat_id": name}, REMINDER) for name in range(1, 5001)))
        return starts

    starts = run(play())
    assert most_within(1.0, starts) <= 1000
    assert starts[-1] < 5.0


@pytest.mark.parametrize("error", [TimedOut(), Forbidden("bot was blocked by the user"), ValueError("bug")])
def test_other_errors_are_raised_at_once(error: Exception) -> None:
    """What may have been delivered is not sent again, and nobody else is held up."""

    async def play() -> None:
        telegram = FakeTelegram()
        tries = 0

        async def request() -> bool:
            nonlocal tries
            tries += 1
            raise error

        with pytest.raises(type(error)):
            await telegram.limiter.process_request(request, (), {}, "sendMessage", {"chat_id": 9}, None)
        assert tries == 1
        await telegram.send(1, chat=8)
        assert telegram.time() == 0.0
        await telegram.send(2, chat=9)
        assert telegram.time() == 1.0

    run(play())


def test_a_cancelled_caller_leaves_its_place() -> None:
    """Waiting or under way: nobody waits for it afterwards."""

    async def play() -> None:
        telegram = FakeTelegram()
        under_way, waiting, last = (
            asyncio.create_task(telegram.send(name, chat=9, there=60.0)) for name in range(3)
        )
        await asyncio.sleep(1.0)
        waiting.cancel()
        under_way.cancel()
        await last
        assert telegram.starts() == [0.0, 2.0]
        assert telegram.limiter.waiting == 0

    run(play())


def test_a_caller_cancelled_when_its_turn_has_come_gives_it_back() -> None:
    """The next one of its chat starts at that moment."""

    async def play() -> None:
        telegram = FakeTelegram()
        send = telegram.limiter.process_request
        await asyncio.gather(*(telegram.send(name) for name in range(29)))

        async def cancelling() -> bool:
            return cancelled.cancel()

        first = asyncio.create_task(send(cancelling, (), {}, "sendMessage", {"chat_id": 51}, None))
        cancelled = asyncio.create_task(telegram.send(52, chat=9))
        following = asyncio.create_task(telegram.send(53, chat=9))
        await asyncio.gather(first, cancelled, following, return_exceptions=True)
        assert cancelled.cancelled()
        assert telegram.delivered[29:] == [53]
        assert telegram.time() == 1.0

    run(play())


def test_shutting_down_cancels_what_waits() -> None:
    """Nobody waits for ever for a turn that does not come; what is under way ends as it would."""

    async def play() -> None:
        telegram = FakeTelegram()
        tasks = [asyncio.create_task(telegram.send(name, chat=9, there=0.5)) for name in range(3)]
        await asyncio.sleep(0.25)
        await telegram.limiter.shutdown()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert done[0] == {"name": "0"}
        assert [type(each) for each in done[1:]] == [asyncio.CancelledError] * 2
        assert telegram.limiter.waiting == 0

    run(play())


def test_many_waiting_are_measured(caplog: pytest.LogCaptureFixture) -> None:
    """A line in the log at a thousand, at two thousand, and again only after all were served."""

    async def play() -> None:
        telegram = FakeTelegram()
        for _ in range(2):
            tasks = [telegram.send(name, priority=REMINDER) for name in range(2_100)]
            await asyncio.gather(*tasks)

    with caplog.at_level(logging.WARNING):
        run(play())
    assert [record.getMessage() for record in caplog.records] == [
        "1000 messages wait: 34 s at 29 a second",
        "2000 messages wait: 69 s at 29 a second",
    ] * 2


def test_it_sleeps_while_nothing_can_start() -> None:
    """About as often as there are messages, and not at all when none wait."""

    async def play() -> None:
        loop, sleeps = asyncio.get_running_loop(), 0

        async def sleep(seconds: float) -> None:
            nonlocal sleeps
            sleeps += 1
            await asyncio.sleep(seconds)

        async def request() -> bool:
            return True

        limiter = FloodLimiter(clock=loop.time, sleep=sleep)
        send = partial(limiter.process_request, request, (), {}, "sendMessage")
        await asyncio.gather(*(send({"chat_id": name}, REMINDER) for name in range(1, 291)))
        assert sleeps <= 400
        before = sleeps
        await asyncio.sleep(3600)
        assert sleeps == before

    run(play())


async def test_through_python_telegram_bot() -> None:
    """A real bot's priorities and refusals reach the limiter."""
    now = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    telegram = LocalTelegram(username="foot_cramp_bot")
    ada, bob, eve = (telegram.person(name, started=True) for name in ("Ada", "Bob", "Eve"))
    limiter = FloodLimiter(1, clock=lambda: now, sleep=sleep)
    async with ExtBot(telegram.token, request=LocalRequest(telegram), rate_limiter=limiter) as bot:
        telegram.fail("sendMessage", ApiError(429, "Too Many Requests", {"retry_after": 30}))
        await asyncio.gather(
            bot.send_message(ada.id, "Shoes that fit."),
            bot.send_message(bob.id, "Drink!", rate_limit_args=REMINDER),
            bot.send_message(eve.id, "Massage."),
        )
    sent = [request.params["text"] for request in telegram.requests_to("sendMessage")]
    assert sent == ["Shoes that fit.", "Shoes that fit.", "Massage.", "Drink!"]
    assert now == 32.0


async def test_paid(telegram: LocalTelegram) -> None:
    """New messages say that Telegram may charge for them; without the setting, none do."""
    ada = telegram.person("Ada", started=True)
    for limiter in (FloodLimiter(), FloodLimiter(paid=True)):
        async with ExtBot(telegram.token, request=LocalRequest(telegram), rate_limiter=limiter) as bot:
            message = await bot.send_message(ada.id, "Drink!")
            await bot.edit_message_text("Done.", ada.id, message.message_id)
    free, paid = telegram.requests_to("sendMessage")
    assert "allow_paid_broadcast" not in free.params
    assert paid.params["allow_paid_broadcast"] is True
    assert all("allow_paid_broadcast" not in edit.params for edit in telegram.requests_to("editMessageText"))
