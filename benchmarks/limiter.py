"""Many messages at once, against a server that refuses more than 30 a second and punishes the deaf."""

import asyncio
import json
import logging
import math
import os
import random
import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from typing import Any

from rich.console import Console
from rich.table import Table
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, BaseRateLimiter, ExtBot
from telegram.request import BaseRequest, RequestData

from bot.delivery.limiter import FloodLimiter
from bot.delivery.message_queue import Priority

REMINDERS = 600
ANSWERS = 20
ALLOWED = 30
FIRST_PENALTY = 2
LONGEST_PENALTY = 8
ONE_WAY = (0.02, 0.03)
"""Seconds to the server, and back: at random between these."""
PATIENCE = 28
"""Seconds after which what is still not delivered counts as lost: all could be in 21."""
UNPROVOKED_AFTER = 5.0
"""Seconds after which Telegram punishes a bot that did nothing wrong."""


@dataclass
class FloodControl:
    """Telegram's side: what exceeds 30 in any second is refused, and so is all in the penalty that follows.

    A request during a penalty begins it anew, and a second longer.
    """

    arrivals: list[float] = field(default_factory=list)
    delivered: int = 0
    in_penalty: int = 0
    """Messages that left the bot after it had been told of the penalty."""
    _penalty: int = FIRST_PENALTY
    _until: float = 0.0
    _told_until: float = 0.0
    _first_left: float = math.inf

    def leaves(self) -> None:
        """A message leaves the bot."""
        now = time.monotonic()
        self._first_left = min(self._first_left, now)
        self.in_penalty += now < self._told_until

    def arrives(self) -> int:
        """A message arrives; returns the seconds of a penalty, 0 for a message delivered."""
        now = time.monotonic()
        self.arrivals.append(now)
        if now < self._until:
            self._penalty = min(self._penalty + 1, LONGEST_PENALTY)
        elif len(self.arrivals) - bisect_left(self.arrivals, now - 1.0) <= ALLOWED:
            self.delivered += 1
            return 0
        return self.punish()

    def punish(self) -> int:
        """Refuse everything from now on, for the seconds returned."""
        self._until = time.monotonic() + self._penalty
        return self._penalty

    def is_told(self, seconds: int) -> None:
        """The bot reads the 429."""
        self._told_until = max(self._told_until, time.monotonic() + seconds)

    def delivered_a_second(self) -> float:
        """On average, from the first message that left to the last that arrived."""
        return self.delivered / (self.arrivals[-1] - self._first_left)

    def most_in_a_second(self) -> int:
        """The most arrivals in any second."""
        return max(bisect_left(self.arrivals, at + 1.0) - i for i, at in enumerate(self.arrivals))


class FakeBotApi(BaseRequest):
    """The way to flood control and back, which takes a varying time."""

    def __init__(self, control: FloodControl) -> None:
        self._control = control
        self._random = random.Random(7)  # noqa: S311 - the same delays for every limiter

    @property
    def read_timeout(self) -> float | None:
        """Nothing takes long."""
        return None

    async def initialize(self) -> None:
        """There is no connection to open."""

    async def shutdown(self) -> None:
        """There is no connection to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - python-telegram-bot calls it so
        request_data: RequestData | None = None,
        *_timeouts: Any,
        **_more_timeouts: Any,
    ) -> tuple[int, bytes]:
        """Answers as api.telegram.org does."""
        if not url.endswith("/sendMessage"):
            return _ok({"id": 1, "is_bot": True, "first_name": "Bot", "username": "bot"})
        self._control.leaves()
        await self._travel()
        penalty = self._control.arrives()
        await self._travel()
        if penalty:
            self._control.is_told(penalty)
            error = {"ok": False, "error_code": 429, "parameters": {"retry_after": penalty}}
            return 429, json.dumps(error | {"description": "Too Many Requests"}).encode()
        chat = request_data.parameters["chat_id"] if request_data else None
        return _ok({"message_id": 1, "date": 0, "chat": {"id": chat, "type": "private"}})

    async def _travel(self) -> None:
        await asyncio.sleep(self._random.uniform(*ONE_WAY))


def _ok(result: dict[str, Any]) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


@dataclass
class Run:
    """What became of the messages."""

    control: FloodControl = field(default_factory=FloodControl)
    lost: int = 0
    waits: list[float] = field(default_factory=list)
    """Seconds from handing an answer in until it was delivered."""


@dataclass(frozen=True)
class Entrant:
    """A limiter that is measured."""

    name: str
    make: Callable[[], BaseRateLimiter[Any]]
    reminder: Priority | None = None
    """What tells it that a message is a reminder."""
    head_start: float = 0.0
    """Seconds that it leaves to the others: taking in their messages keeps the processor busy."""


async def _run(entrant: Entrant, punished_after: float | None) -> Run:
    """All reminders at once, answers while they are being sent, and perhaps a penalty for nothing."""
    await asyncio.sleep(entrant.head_start)
    run = Run()
    bot = ExtBot("1:x", request=FakeBotApi(run.control), rate_limiter=entrant.make())
    async with bot:

        async def send(chat: int, at: float, urgency: Priority | None) -> None:
            await asyncio.sleep(at)
            handed_in = time.monotonic()
            try:
                async with asyncio.timeout(PATIENCE):
                    await bot.send_message(chat, "Time to drink", rate_limit_args=urgency)
            except (TelegramError, TimeoutError):
                run.lost += 1
            else:
                if at:
                    run.waits.append(time.monotonic() - handed_in)

        if punished_after is not None:
            asyncio.get_running_loop().call_later(punished_after, run.control.punish)
        await asyncio.gather(
            *(send(1 + number, 0.0, entrant.reminder) for number in range(REMINDERS)),
            *(send(10_000 + number, 1.0 + 0.4 * number, None) for number in range(ANSWERS)),
        )
    return run


async def _all(entrants: list[Entrant]) -> list[Run]:
    """Side by side, each against a server of its own: first all without the penalty, then all with it."""
    return await asyncio.gather(
        *(_run(entrant, punished) for punished in (None, UNPROVOKED_AFTER) for entrant in entrants)
    )


def limited(console: Console) -> None:
    """This bot's limiter and python-telegram-bot's, at the same time and against the same kind of server."""
    for quiet in ("bot.delivery", "telegram.ext.AIORateLimiter"):
        logging.getLogger(quiet).setLevel(logging.CRITICAL + 1)
    os.environ["PTB_TIMEDELTA"] = "true"  # python-telegram-bot warns of a change to come.
    entrants = [Entrant("this bot", FloodLimiter, Priority.REMINDER, head_start=2.0)]
    if find_spec("aiolimiter"):
        entrants += [
            Entrant("AIORateLimiter", AIORateLimiter),
            Entrant("AIORateLimiter, 4 retries", partial(AIORateLimiter, max_retries=4)),
        ]
    runs = iter(asyncio.run(_all(entrants)))
    for title in (
        f"{REMINDERS} reminders at once, {ANSWERS} answers meanwhile",
        f"the same, and a penalty for nothing: {FIRST_PENALTY} s, and 1 s for each message under way",
    ):
        console.print(_table(title, {entrant.name: next(runs) for entrant in entrants}))


def _table(title: str, runs: dict[str, Run]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("limiter", no_wrap=True)
    for column in (
        f"lost, or over {PATIENCE} s",
        "most in a second",
        "sent in a penalty",
        "delivered a second",
        "longest answer, s",
    ):
        table.add_column(column, justify="right")
    for name, run in runs.items():
        table.add_row(
            name,
            str(run.lost),
            str(run.control.most_in_a_second()),
            str(run.control.in_penalty),
            f"{run.control.delivered_a_second():.1f}",
            f"{max(run.waits):.2f}" if run.waits else "all lost",
        )
    if len(runs) == 1:
        table.add_row("AIORateLimiter", "needs aiolimiter")
    return table


if __name__ == "__main__":
    limited(Console(width=100))
