"""The limiters of several processes, in moved time."""

import asyncio
import math
from dataclasses import dataclass

from bot.delivery.limiter import RATE
from tests.delivery.fake_telegram import FakeTelegram, most_within
from tests.delivery.moved_time import run


@dataclass
class Pace:
    """What the processes share: a moment for each message, and silence when Telegram wants it."""

    next_at: float = 0.0
    silent_until: float = -math.inf
    turns: int = 0

    async def turn(self) -> float:
        """Wait for the next moment."""
        self.turns += 1
        now = asyncio.get_running_loop().time()
        if self.silent_until > now:
            return self.silent_until - now
        self.next_at = max(self.next_at, now) + 1 / RATE
        await asyncio.sleep(self.next_at - 1 / RATE - now)
        return 0

    async def fall_silent(self, seconds: float) -> None:
        """All of them."""
        self.silent_until = asyncio.get_running_loop().time() + seconds


def test_one_pace() -> None:
    """Three processes together send no more in any second than one may."""

    async def play() -> list[float]:
        pace = Pace()
        processes = [FakeTelegram(fleet=pace) for _ in range(3)]
        await asyncio.gather(*(process.send(name) for process in processes for name in range(60)))
        return sorted(start for process in processes for start in process.starts())

    starts = run(play())
    assert len(starts) == 180
    assert most_within(1 - 1e-6, starts) <= RATE
    assert starts[-1] < 180 / RATE + 1


def test_one_silence() -> None:
    """What one is refused, none sends until the time is over; nothing is lost, and each is tried once."""

    async def play() -> list[FakeTelegram]:
        pace = Pace()
        processes = [FakeTelegram(fleet=pace) for _ in range(2)]
        processes[0].refuse(0, [30])
        await asyncio.gather(
            processes[0].send(0),
            *(processes[1].send(name, at=1) for name in range(5)),
            *(processes[0].send(name, at=2) for name in range(1, 5)),
        )
        return processes

    refused, other = run(play())
    assert len(refused.delivered) == len(other.delivered) == 5
    assert min(other.starts()) >= 30
    assert len(other.calls) == 5


def test_given_up() -> None:
    """Who is cancelled while it waits for the others' turn keeps nobody behind it back."""

    async def play() -> FakeTelegram:
        pace = Pace(next_at=100.0)
        process = FakeTelegram(fleet=pace)
        first = asyncio.create_task(process.send(0, chat=7))
        second = asyncio.create_task(process.send(1, chat=7))
        await asyncio.sleep(1)
        first.cancel()
        await second
        return process

    process = run(play())
    assert process.delivered == [1]
