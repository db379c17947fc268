"""What the limiter calls: notes when each request starts and arrives, and refuses what it is told to."""

import asyncio
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from telegram.error import RetryAfter

from bot.delivery.limiter import Fleet, FloodLimiter
from bot.delivery.message_queue import Priority, chat_written_to


@dataclass(frozen=True)
class Call:
    """A request on its way."""

    name: int
    endpoint: str
    chat: int
    started: float
    arrived: float
    paused_until: float
    """What Telegram had said by then."""

    @property
    def counted(self) -> bool:
        """Whether it writes a message."""
        return chat_written_to(self.endpoint, {"chat_id": self.chat}) is not None


@dataclass
class FakeTelegram:
    """Behind a limiter, in the running loop's time."""

    joined: dict[int, float] = field(default_factory=dict)
    """When each request was handed to the limiter, in that order."""
    calls: list[Call] = field(default_factory=list)
    delivered: list[int] = field(default_factory=list)
    """The names of those carried out, in that order."""
    paused_until: float = 0.0
    fleet: Fleet | None = None

    def __post_init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.time = self.loop.time
        self.limiter = FloodLimiter(clock=self.time, fleet=self.fleet)
        self.refusals: defaultdict[int, deque[timedelta]] = defaultdict(deque)

    def refuse(self, name: int, seconds: Iterable[float]) -> None:
        """Answer a request's first tries with a 429 each."""
        self.refusals[name].extend(timedelta(seconds=each) for each in seconds)

    async def send(  # noqa: PLR0913 - everything that a request can differ in
        self,
        name: int,
        *,
        at: float = 0.0,
        chat: int | None = None,
        priority: Priority | None = None,
        endpoint: str = "sendMessage",
        photos: int = 0,
        there: float = 0.0,
        back: float = 0.0,
    ) -> object:
        """Make a request by way of the limiter, later, and to a chat of its own unless told otherwise."""
        chat = name + 1 if chat is None else chat
        await asyncio.sleep(at)
        self.joined[name] = self.time()
        data = {"chat_id": chat} | ({"media": ["photo"] * photos} if photos else {})

        async def request(prefix: str, *, suffix: str) -> dict[str, str]:
            now = self.time()
            self.calls.append(Call(name, endpoint, chat, now, now + there, self.paused_until))
            if there or back:
                await asyncio.sleep(there + back)
            if self.refusals[name]:
                after = self.refusals[name].popleft()
                self.paused_until = max(self.paused_until, self.time() + after.total_seconds())
                raise RetryAfter(after)
            self.delivered.append(name)
            return {prefix: suffix}

        return await self.limiter.process_request(
            request, ("name",), {"suffix": str(name)}, endpoint, data, priority
        )

    def starts(self, chat: int | None = None) -> list[float]:
        """When messages started, all or those to a chat."""
        return [call.started for call in self.calls if call.counted and chat in {None, call.chat}]

    def arrivals(self, chat: int | None = None) -> list[float]:
        """When messages arrived, in that order."""
        return sorted(call.arrived for call in self.calls if call.counted and chat in {None, call.chat})


def most_within(seconds: float, times: list[float]) -> int:
    """The most of them, in their order, that lie in any [t, t + seconds)."""
    return max((bisect_left(times, first + seconds) - i for i, first in enumerate(times)), default=0)
