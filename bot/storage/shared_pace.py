"""The pace of all processes of a bot together: Telegram counts its messages, whoever sends them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeAlias

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import is_shared

SHARE = 0.93
"""Of the rate that is used: the rest is for messages that the network bunches together."""

_TAKE = text("""
    UPDATE pace
    SET next_at = CASE WHEN silent_until > now THEN next_at ELSE greatest(next_at, now) + :length END
    FROM (SELECT extract(epoch FROM clock_timestamp())::float8 AS now) AS clock
    RETURNING greatest(silent_until - now, 0), next_at - :length - now
""")
_FALL_SILENT = text("""
    UPDATE pace
    SET silent_until = greatest(silent_until, extract(epoch FROM clock_timestamp())::float8 + :seconds)
""")

_Moment: TypeAlias = tuple[float, float]
"""Seconds of silence that Telegram wants, and seconds until the moment if it wants none."""
_LOGGER = logging.getLogger(__name__)


def shared_pace(engine: AsyncEngine, rate: int) -> "SharedPace | None":
    """The pace that the processes at one server share; None for a file, which has one process."""
    return SharedPace(engine, rate) if is_shared(engine) else None


class SharedPace:
    """Deals out the moments at which messages may leave, one after the other, by the clock of the database.

    `rate` is in messages a second. Turns that are asked for while the database is being asked are asked for
    together the next time, so that a fast bot does not ask it for every message.
    """

    def __init__(
        self, engine: AsyncEngine, rate: int, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._every = 1 / (rate * SHARE)
        self._sleep = sleep
        self._waiting: list[asyncio.Future[_Moment]] = []
        self._asking: asyncio.Task[None] | None = None

    async def turn(self) -> float:
        """Wait for a moment of one's own; returns the seconds of silence there must be first, or 0."""
        moment: asyncio.Future[_Moment] = asyncio.get_running_loop().create_future()
        self._waiting.append(moment)
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        silence, wait = await moment
        if wait > 0 and not silence:
            await self._sleep(wait)
        return silence

    async def fall_silent(self, seconds: float) -> None:
        """Telegram refuses messages for so long, whoever sends them."""
        with suppress(OSError, SQLAlchemyError):
            async with self._engine.connect() as connection:
                await connection.execute(_FALL_SILENT, {"seconds": seconds})

    async def _ask(self) -> None:
        try:
            while self._waiting:
                asked, self._waiting = self._waiting, []
                silence, wait = await self._take(len(asked))
                for place, moment in enumerate(asked):
                    if not moment.done():
                        moment.set_result((silence, wait + place * self._every))
        finally:
            self._asking = None

    async def _take(self, turns: int) -> _Moment:
        try:
            async with self._engine.connect() as connection:
                result = await connection.execute(_TAKE, {"length": turns * self._every})
                silence, wait = result.one()
        except Exception as error:  # noqa: BLE001 - rather a little too fast than no answer, whatever it is
            _LOGGER.warning("the pace of the other processes is not known: %s", error)
            return 0.0, 0.0
        return float(silence), float(wait)
