"""Limits python-telegram-bot's requests to what Telegram allows."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any, Protocol

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.delivery.failures import Retries, TooLong
from bot.delivery.message_queue import (
    NEVER,
    Line,
    Priority,
    Ticket,
    Trips,
    Window,
    chat_written_to,
    is_setting,
    may_be_paid,
    messages_written,
)

RATE = 29
"""Messages in any second. Telegram allows about 30."""
PAID_RATE = 1_000
"""The same for a bot that pays for more."""
TRIES = 5
"""Telegram names the seconds to wait, so that the second try mostly succeeds."""
PATIENCE = 60.0
"""Longest silence, in seconds, that a reminder waits here: its sender decides what is worth sending later."""
HURRY = 5.0
"""Longest silence, in seconds, that anything waits when the bot is about to stop."""
MANY = 1_000
"""Waiting messages from which a warning is logged, and again at every doubling."""
_EVENNESS = 0.1
"""Seconds within which reminders may come closer together than on average."""

_LOGGER = logging.getLogger(__name__)
_Result = bool | dict[str, Any] | list[dict[str, Any]]


class Fleet(Protocol):
    """The pace that several processes of one bot share."""

    async def turn(self) -> float:
        """Wait for a moment to send at; returns the seconds of silence that Telegram wants instead, or 0."""

    async def fall_silent(self, seconds: float) -> None:
        """Telegram demands silence from all of them."""


class FloodLimiter(BaseRateLimiter[Priority]):
    """At most `rate` messages in any second, one a second a chat, and 20 a minute a group.

    Answers go ahead of what is sent with `rate_limit_args=Priority.REMINDER`. They may come in a burst, and
    seldom wait for long, because reminders are spread over the second. A chat's messages keep their order.
    Requests that write no message are not counted.

    A 429 to any request stops all of them for the time that Telegram names. The refused one is then made
    again, before later ones; its fifth refusal is raised. If the silence is longer than `PATIENCE`, reminders
    are not kept for so long: `RetryAfter` is raised for them at once. What Telegram has certainly not
    received is sent again for a while (`Retries`), and other chats go on meanwhile. Every other error is
    raised at once, because the message may have arrived.

    With `paid`, messages say that Telegram may charge for them, which it does above its free rate.
    `fleet` is asked last, where other processes send for the same bot. `clock` gives seconds that never go
    back, and `sleep` lets them pass.
    """

    def __init__(
        self,
        rate: int = RATE,
        *,
        paid: bool = False,
        fleet: Fleet | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._rate = rate
        self._paid = paid
        self._fleet = fleet
        self._clock = clock
        self._sleep = sleep
        self._window = Window(rate, 1.0)
        self._line = Line()
        self._trips = Trips()
        self._numbers = count()
        self._turns: dict[Ticket, asyncio.Future[None]] = {}
        self._many = MANY
        self._patience = dict.fromkeys(Priority, math.inf) | {Priority.REMINDER: PATIENCE}
        self._hurrying = False
        self._paused_until = NEVER
        self._reminder_at = NEVER
        self._alarm: asyncio.Task[None] | None = None
        self._alarm_at = math.inf

    @property
    def waiting(self) -> int:
        """How many messages wait for their turn."""
        return len(self._turns)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    def hurry(self) -> None:
        """The bot is about to stop: give up what would have to wait for long."""
        self._patience = dict.fromkeys(Priority, HURRY) | {Priority.REMINDER: 0.0}
        self._hurrying = True
        self._hand_back()

    async def shutdown(self) -> None:
        """Cancel what still waits: none of it was sent."""
        for turn in self._turns.values():
            turn.cancel()
        self._set_alarm(math.inf)

    async def process_request(  # noqa: PLR0913, PLR0917 - python-telegram-bot calls it so
        self,
        callback: Callable[..., Coroutine[Any, Any, _Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | None,
    ) -> _Result:
        """Make the request when its turn comes; returns its result."""
        if is_setting(endpoint):
            await self._end_of_pause()
            return await callback(*args, **kwargs)
        if self._paid and may_be_paid(endpoint):
            data["allow_paid_broadcast"] = True  # `args` have the same data
        chat = chat_written_to(endpoint, data)
        ticket = None
        priority = rate_limit_args or Priority.ANSWER
        retries = Retries(endpoint, priority)
        if chat:
            ticket = Ticket(chat, priority, next(self._numbers), messages_written(data))
        refusals = 0
        try:
            while True:
                try:
                    return await self._once(ticket, partial(callback, *args, **kwargs))
                except TooLong:
                    raise
                except RetryAfter as error:
                    refusals += 1
                    await self._pause(error, endpoint)
                    if refusals == TRIES or (ticket and self._is_too_long_for(ticket)):
                        raise
                except TelegramError as error:
                    await self._rest(retries.pause(error))
                    if self._hurrying:
                        raise retries.given_up(error) from error
        finally:
            self._let_go()

    async def _once(self, ticket: Ticket | None, request: Callable[[], Awaitable[_Result]]) -> _Result:
        if ticket:
            return await self._in_turn(ticket, request)
        await self._end_of_pause()
        return await request()

    async def _in_turn(self, ticket: Ticket, request: Callable[[], Awaitable[_Result]]) -> _Result:
        await self._turn(ticket)
        started = self._clock()
        try:
            result = await request()
            self._trips.add(self._clock() - started)
            return result
        finally:
            self._finish(ticket, self._trips.arrival(started, self._clock()))

    async def _turn(self, ticket: Ticket) -> None:
        """Wait for a turn; then the message must be sent at once."""
        while True:
            if self._is_too_long_for(ticket):
                raise TooLong(self._silence())
            self._line.join(ticket, self._clock())
            turn = self._turns[ticket] = asyncio.get_running_loop().create_future()
            self._warn_of_many()
            self._let_go()
            try:
                await turn
            except (asyncio.CancelledError, TooLong):
                if self._turns.pop(ticket, None):
                    self._line.leave(ticket, self._clock())
                else:
                    self._finish(ticket, NEVER)
                raise
            if await self._is_free(ticket):
                return
            self._finish(ticket, NEVER)  # A 429 came after the turn was given.

    async def _is_free(self, ticket: Ticket) -> bool:
        if self._fleet:
            try:
                silence = await self._fleet.turn()
            except asyncio.CancelledError:
                self._finish(ticket, NEVER)
                raise
            if silence:
                self._fall_silent(silence)
        return self._clock() >= self._paused_until

    async def _end_of_pause(self) -> None:
        while (left := self._paused_until - self._clock()) > 0:
            if left > self._patience[Priority.ANSWER]:
                raise TooLong(self._silence())
            await self._sleep(min(left, HURRY))  # and see whether there is a hurry now

    async def _rest(self, seconds: float) -> None:
        """Wait between two tries; a shutdown cuts it short."""
        while seconds > 0 and not self._hurrying:
            await self._sleep(min(seconds, HURRY))
            seconds -= HURRY

    def _let_go(self) -> None:
        """Give turns to all that may start now, and set the alarm for the next."""
        opens = NEVER
        while opens <= (now := self._clock()):
            opens = math.inf
            if first := self._line.first(now):
                ticket, priority = first
                opens = self._opens(ticket, priority, now)
                if opens <= now:
                    self._start(ticket, now)
        self._set_alarm(max(min(opens, self._line.opens()), self._paused_until))

    def _opens(self, ticket: Ticket, priority: Priority, now: float) -> float:
        opens = max(self._paused_until, self._window.opens(now, ticket.messages))
        return max(opens, self._reminder_at) if priority is Priority.REMINDER else opens

    def _start(self, ticket: Ticket, now: float) -> None:
        self._line.start(ticket, now)
        self._window.enter(ticket.messages)
        self._reminder_at = max(self._reminder_at, now - _EVENNESS) + 1 / self._rate
        turn = self._turns.pop(ticket)
        if not turn.done():
            turn.set_result(None)

    def _finish(self, ticket: Ticket, arrived: float) -> None:
        self._window.leave(arrived, ticket.messages)
        self._line.finish(ticket, arrived, self._clock())

    async def _pause(self, error: RetryAfter, endpoint: str) -> None:
        after = error.retry_after
        seconds = after.total_seconds() if isinstance(after, timedelta) else after
        _LOGGER.warning(
            "Telegram refuses %s and wants %s s of silence; %d wait", endpoint, seconds, self.waiting
        )
        self._fall_silent(seconds)
        if self._fleet:
            await self._fleet.fall_silent(seconds)

    def _fall_silent(self, seconds: float) -> None:
        self._paused_until = max(self._paused_until, self._clock() + seconds)
        self._hand_back()

    def _hand_back(self) -> None:
        for ticket, turn in self._turns.items():
            if self._is_too_long_for(ticket) and not turn.done():
                turn.set_exception(TooLong(self._silence()))

    def _silence(self) -> timedelta:
        return timedelta(seconds=self._paused_until - self._clock())

    def _is_too_long_for(self, ticket: Ticket) -> bool:
        return self._paused_until - self._clock() > self._patience[ticket.priority]

    def _warn_of_many(self) -> None:
        if self.waiting == 1:
            self._many = MANY
        if self.waiting >= self._many:
            self._many *= 2
            _LOGGER.warning(
                "%d messages wait: %.0f s at %d a second", self.waiting, self.waiting / self._rate, self._rate
            )

    def _set_alarm(self, at: float) -> None:
        if at == self._alarm_at:
            return
        if self._alarm:
            self._alarm.cancel()
        self._alarm = asyncio.create_task(self._ring(at)) if at < math.inf else None
        self._alarm_at = at

    async def _ring(self, at: float) -> None:
        while (left := at - self._clock()) > 0:
            await self._sleep(left)
        self._alarm, self._alarm_at = None, math.inf
        self._let_go()
