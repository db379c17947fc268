"""What holds for every schedule of requests, and whatever Telegram refuses."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.message_queue import Priority
from tests.delivery.fake_telegram import FakeTelegram, most_within
from tests.delivery.moved_time import run

GROUP = -100
EIGHTHS = st.integers(0, 8).map(lambda eighths: eighths / 8)


@dataclass(frozen=True)
class Burst:
    """Requests at one moment that are alike."""

    at: float
    size: int
    chat: int | None
    """None: each to a chat of its own."""
    priority: Priority | None = None
    endpoint: str = "sendMessage"
    there: float = 0.0
    back: float = 0.0


bursts = st.builds(
    Burst,
    at=st.integers(0, 40).map(lambda quarters: quarters / 4),
    size=st.integers(1, 40),
    chat=st.sampled_from([None, None, None, 1001, 1002, GROUP]),
    priority=st.sampled_from([None, *Priority]),
    endpoint=st.sampled_from(["sendMessage", "sendMessage", "editMessageText", "answerCallbackQuery"]),
    there=EIGHTHS,
    back=EIGHTHS,
)
schedules = st.lists(bursts, min_size=1, max_size=6)
refusals = st.dictionaries(st.integers(0, 99), st.lists(st.integers(1, 20), max_size=4), max_size=8)


async def _play(
    schedule: Iterable[Burst], refused: dict[int, list[int]], cancelled: dict[int, float]
) -> FakeTelegram:
    """Make the requests, named by number; cancel some of them at their times."""
    telegram = FakeTelegram()
    for name, seconds in refused.items():
        telegram.refuse(name, seconds)
    tasks: list[asyncio.Task[object]] = []
    for burst in schedule:
        for _ in range(burst.size):
            request = telegram.send(
                len(tasks),
                at=burst.at,
                chat=burst.chat,
                priority=burst.priority,
                endpoint=burst.endpoint,
                there=burst.there,
                back=burst.back,
            )
            tasks.append(asyncio.create_task(request))
    for name, at in cancelled.items():
        if name < len(tasks):
            telegram.loop.call_at(at, tasks[name].cancel)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for name, result in enumerate(results):
        assert result == {"name": str(name)} or (
            name in cancelled and isinstance(result, asyncio.CancelledError)
        )
    assert telegram.limiter.waiting == 0
    return telegram


def _play_all(schedule: Iterable[Burst], refused: dict[int, list[int]] | None = None) -> FakeTelegram:
    return run(_play(schedule, refused or {}, {}))


@given(schedules, refusals)
def test_the_limits_hold(schedule: list[Burst], refused: dict[int, list[int]]) -> None:
    """29 a second, one a second a chat, 20 a minute a group, and silence when Telegram wants it."""
    telegram = _play_all(schedule, refused)
    assert most_within(1.0, telegram.starts()) <= 29
    for chat in {call.chat for call in telegram.calls}:
        assert most_within(1.0, telegram.starts(chat)) <= 1
    assert most_within(60.0, telegram.starts(GROUP)) <= 20
    assert all(call.started >= call.paused_until for call in telegram.calls)


@given(schedules, refusals)
def test_everything_is_carried_out_once_and_in_order(
    schedule: list[Burst], refused: dict[int, list[int]]
) -> None:
    """As often as there were requests, and in each chat as they came."""
    telegram = _play_all(schedule, refused)
    assert sorted(telegram.delivered) == sorted(telegram.joined)
    joined = list(telegram.joined)
    messages = {call.name: call.chat for call in telegram.calls if call.counted}
    for chat in set(messages.values()):
        delivered = [name for name in telegram.delivered if messages.get(name) == chat]
        assert delivered == [name for name in joined if messages.get(name) == chat]


@given(schedules, refusals)
def test_priorities_hold(schedule: list[Burst], refused: dict[int, list[int]]) -> None:
    """No answer waits while a reminder to another chat starts; equals start in the order they came in."""
    telegram = _play_all(schedule, refused)
    names = [burst for burst in schedule for _ in range(burst.size)]
    alone = [
        call
        for call in {call.name: call for call in reversed(telegram.calls)}.values()
        if call.counted and names[call.name].chat is None
    ]
    reminders = [call for call in alone if names[call.name].priority is Priority.REMINDER]
    answers = [call for call in alone if names[call.name].priority is not Priority.REMINDER]
    for answer in answers:
        overtaken = (call for call in reminders if telegram.joined[answer.name] < call.started)
        assert all(answer.started <= reminder.started for reminder in overtaken)
    for priority in Priority:
        equals = [call for call in alone if (names[call.name].priority or Priority.ANSWER) is priority]
        started = {call.name: call.started for call in equals}
        in_order = [started[name] for name in telegram.joined if name in started]
        assert in_order == sorted(in_order)


@given(schedules, refusals, st.dictionaries(st.integers(0, 99), EIGHTHS.map(lambda at: at * 16), max_size=40))
def test_cancelled_callers_hold_up_nobody(
    schedule: list[Burst], refused: dict[int, list[int]], cancelled: dict[int, float]
) -> None:
    """All others are served, once each, within the limits."""
    telegram = run(_play(schedule, refused, cancelled))
    assert most_within(1.0, telegram.starts()) <= 29
    assert [name for name, _ in groupby(sorted(telegram.delivered))] == sorted(telegram.delivered)
    assert set(telegram.joined) - set(cancelled) <= set(telegram.delivered)


@given(st.lists(bursts, min_size=1, max_size=3), EIGHTHS, EIGHTHS)
def test_the_limits_hold_where_messages_arrive(schedule: list[Burst], there: float, back: float) -> None:
    """However unevenly they travel, as long as one of late has shown how short the way can be."""
    fast = Burst(0.0, 50, None, there=there, back=back)
    slower = [
        replace(
            burst,
            at=3 + burst.at,
            size=min(16, burst.size),
            there=there + burst.there,
            back=back + burst.back,
        )
        for burst in schedule
    ]
    telegram = _play_all([fast, *slower])
    assert most_within(1.0, telegram.arrivals()) <= 29
    for chat in {call.chat for call in telegram.calls}:
        assert most_within(1.0, telegram.arrivals(chat)) <= 1
    assert most_within(60.0, telegram.arrivals(GROUP)) <= 20
