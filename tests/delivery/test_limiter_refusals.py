"""What the limiter makes of a 429."""

import asyncio
from datetime import timedelta

import pytest
from telegram.error import RetryAfter
from telegram.warnings import PTBDeprecationWarning

from bot.delivery.failures import TooLong
from bot.delivery.limiter import HURRY, PATIENCE, TRIES
from bot.delivery.message_queue import Priority
from tests.delivery.fake_telegram import FakeTelegram
from tests.delivery.moved_time import run


@pytest.mark.parametrize("endpoint", ["sendMessage", "answerCallbackQuery", "deleteMessage"])
def test_a_refusal_silences_the_bot(endpoint: str) -> None:
    """Whatever was refused, nothing starts before Telegram wants it, not even what had its turn already."""

    async def play() -> list[tuple[int, float]]:
        telegram = FakeTelegram()
        telegram.refuse(0, [3.0])
        await asyncio.gather(
            telegram.send(0, endpoint=endpoint),
            telegram.send(1),
            telegram.send(2, endpoint="answerCallbackQuery"),
            telegram.send(3, at=1.0),
            telegram.send(4, at=2.0, endpoint="sendChatAction"),
        )
        return [(call.name, call.started) for call in telegram.calls]

    first, *others = run(play())
    assert first == (0, 0.0)
    assert sorted(others) == [(name, 3.0) for name in range(5)]


def test_a_second_refusal_prolongs_the_silence() -> None:
    """That of a request that was under way, too; a shorter one does not shorten it."""

    async def play() -> list[tuple[int, float]]:
        telegram = FakeTelegram()
        telegram.refuse(0, [2.0])
        telegram.refuse(1, [4.0])
        telegram.refuse(2, [1.0])
        await asyncio.gather(
            *(telegram.send(name, back=(name + 1) / 4) for name in range(3)), telegram.send(3, at=1.0)
        )
        return [(call.name, call.started) for call in telegram.calls if call.started]

    assert run(play()) == [(name, 4.5) for name in range(4)]


@pytest.mark.parametrize("opted_in", ["true", "false"])
@pytest.mark.filterwarnings(f"ignore::{PTBDeprecationWarning.__module__}.{PTBDeprecationWarning.__name__}")
def test_seconds_of_either_type(opted_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot gives a number, or a timedelta to those who opt in."""
    monkeypatch.setenv("PTB_TIMEDELTA", opted_in)

    async def play() -> float:
        telegram = FakeTelegram()
        telegram.refuse(0, [30.0])
        await telegram.send(0)
        return telegram.time()

    assert run(play()) == 30.0


def test_the_order_of_a_chat_survives_refusals() -> None:
    """The refused message comes again before the later ones."""

    async def play() -> list[int]:
        telegram = FakeTelegram()
        telegram.refuse(0, [2.0, 5.0])
        telegram.refuse(2, [1.0])
        await asyncio.gather(*(telegram.send(name, chat=9, there=0.25) for name in range(4)))
        return telegram.delivered

    assert run(play()) == [0, 1, 2, 3]


@pytest.mark.parametrize("endpoint", ["sendMessage", "answerCallbackQuery"])
def test_the_last_refusal_is_raised(endpoint: str) -> None:
    """After as many tries as are documented; the next message of the chat goes on."""

    async def play() -> FakeTelegram:
        telegram = FakeTelegram()
        telegram.refuse(0, [1.0] * TRIES)
        following = asyncio.create_task(telegram.send(1, at=0.5, chat=9))
        with pytest.raises(RetryAfter):
            await telegram.send(0, chat=9, endpoint=endpoint)
        await following
        return telegram

    telegram = run(play())
    assert [call.name for call in telegram.calls].count(0) == TRIES
    assert telegram.delivered == [1]


def test_reminders_do_not_wait_in_a_long_silence() -> None:
    """The refused one, those in the line and later ones are handed back; answers wait, and are sent."""

    async def play() -> FakeTelegram:
        telegram = FakeTelegram()
        telegram.refuse(0, [PATIENCE + 1])
        reminders = [
            telegram.send(name, at=at, chat=9, priority=Priority.REMINDER)
            for name, at in enumerate([0.0, 0.0, 0.5, PATIENCE])
        ]
        answer = asyncio.create_task(telegram.send(7, at=0.25, chat=9))
        *handed_back, last = await asyncio.gather(*reminders, return_exceptions=True)
        assert [type(each) for each in handed_back[1:]] == [TooLong] * 2
        assert [each.retry_after for each in handed_back if isinstance(each, RetryAfter)] == [
            timedelta(seconds=PATIENCE + left) for left in (1, 1, 0.5)
        ]
        assert last == {"name": "3"}
        assert await answer == {"name": "7"}
        assert telegram.limiter.waiting == 0
        return telegram

    telegram = run(play())
    assert [(call.name, call.started) for call in telegram.calls] == [
        (0, 0.0),
        (7, PATIENCE + 1),
        (3, PATIENCE + 2),
    ]


def test_settings_are_made_once() -> None:
    """Their refusal is raised at once, and nobody else is held up; they respect the silence of others."""

    async def play() -> None:
        telegram = FakeTelegram()
        telegram.refuse(0, [80_000.0])
        with pytest.raises(RetryAfter):
            await telegram.send(0, endpoint="setMyDescription")
        await telegram.send(1)
        assert telegram.time() == 0.0
        telegram.refuse(2, [3.0])
        await asyncio.gather(telegram.send(2), telegram.send(3, at=1.0, endpoint="setMyCommands"))
        assert [call.started for call in telegram.calls if call.name == 3] == [3.0]

    run(play())


def test_in_a_hurry() -> None:
    """Before the bot stops, nothing that waits, nor what comes, is kept for a long silence."""

    async def play() -> float:
        telegram = FakeTelegram()
        telegram.refuse(0, [3_600.0])
        sending = [
            asyncio.create_task(telegram.send(name, at=at, endpoint=endpoint))
            for name, (at, endpoint) in enumerate(
                [
                    (0.0, "sendMessage"),
                    (1.0, "sendMessage"),
                    (1.0, "answerCallbackQuery"),
                    (21.0, "sendMessage"),
                    (21.0, "getChatMember"),
                ]
            )
        ]
        await asyncio.sleep(20.0)
        telegram.limiter.hurry()
        ended = await asyncio.gather(*sending, return_exceptions=True)
        assert [type(each) for each in ended] == [TooLong] * len(sending)
        assert not telegram.delivered
        return telegram.time()

    assert run(play()) <= 20.0 + HURRY


def test_a_short_silence_in_a_hurry() -> None:
    """It is worth waiting for with an answer; reminders are put back at once."""

    async def play() -> list[object]:
        telegram = FakeTelegram()
        telegram.refuse(0, [HURRY])
        sending = [
            asyncio.create_task(telegram.send(0)),
            asyncio.create_task(telegram.send(1, at=0.5, priority=Priority.REMINDER)),
        ]
        await asyncio.sleep(1.0)
        telegram.limiter.hurry()
        return list(await asyncio.gather(*sending, return_exceptions=True))

    answer, reminder = run(play())
    assert answer == {"name": "0"}
    assert isinstance(reminder, TooLong)
