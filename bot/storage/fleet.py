"""What several processes of one bot share: who sends reminders, the pace, and who handles an update."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from enum import Enum
from typing import TypeAlias

from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.engine import TIMEOUTS, is_shared
from bot.storage.tables import updates

_TAKE_LEAD = text("SELECT pg_try_advisory_lock(1, 2)")
_STILL_THERE = text("SELECT 1")
_END_SOON = text(
    "SELECT set_config('tcp_keepalives_idle', '3', false), "
    "set_config('tcp_keepalives_interval', '1', false), set_config('tcp_keepalives_count', '3', false)"
)
"""Keep-alive, so that the server notices after six seconds, not hours, that a machine is gone."""

_LOGGER = logging.getLogger(__name__)


class Leadership:
    """A lock that one process holds. It belongs to a connection, and so it ends with the process.

    A bot with a file has one process, which always leads.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._shared = is_shared(engine)
        self._url = engine.url
        self._connection: AsyncConnection | None = None
        self._leads = False

    @property
    def held(self) -> bool:
        """Whether this process was the leader when it last asked."""
        return self._leads or not self._shared

    async def holds(self) -> bool:
        """Whether this process leads at the moment; if no process does, it tries to."""
        if not self._shared:
            return True
        try:
            connection = self._connection or await self._connect()
            if self._leads:
                await connection.execute(_STILL_THERE)
            else:
                self._leads = bool(await connection.scalar(_TAKE_LEAD))
                if self._leads:
                    _LOGGER.info("this process sends the reminders from now on")
        except (OSError, SQLAlchemyError) as error:
            if self._leads:
                _LOGGER.warning("another process may send the reminders from now on: %s", error)
            await self.release()
        return self._leads

    async def release(self) -> None:
        """Let another process lead."""
        connection, self._connection, self._leads = self._connection, None, False
        if connection:
            await connection.close()

    async def _connect(self) -> AsyncConnection:
        # Not one of a pool's: given back to it, it would hold the lock for nobody.
        alone = create_async_engine(
            self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=TIMEOUTS
        )
        self._connection = await alone.connect()
        await self._connection.execute(_END_SOON)
        return self._connection


SHARE = 0.93
"""Share of the rate that is used; the rest is slack for messages that the network delivers in bursts."""

_TAKE_TURN = text("""
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
"""Seconds of silence that Telegram demands, else seconds until the turn."""


def shared_pace(engine: AsyncEngine, rate: int) -> "SharedPace | None":
    """The pace that the processes at one server share; None for a file, which has one process."""
    return SharedPace(engine, rate) if is_shared(engine) else None


class SharedPace:
    """Hands out the moments at which messages may leave, one after the other, by the clock of the database.

    `rate` is in messages per second. Turns requested while a query is under way are fetched together by the
    next one, so that a fast bot does not need a query for every message.
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
        """Wait for a turn; returns the seconds of silence that Telegram demands first, or 0."""
        moment: asyncio.Future[_Moment] = asyncio.get_running_loop().create_future()
        self._waiting.append(moment)
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        silence, wait = await moment
        if wait > 0 and not silence:
            await self._sleep(wait)
        return silence

    async def fall_silent(self, seconds: float) -> None:
        """Telegram refuses messages from every process for that many seconds."""
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
                result = await connection.execute(_TAKE_TURN, {"length": turns * self._every})
                silence, wait = result.one()
        except Exception as error:  # noqa: BLE001 - rather a little too fast than no answer, whatever it is
            _LOGGER.warning("the pace of the other processes is not known: %s", error)
            return 0.0, 0.0
        return float(silence), float(wait)


LEASE = timedelta(seconds=30)
"""How long an update stays claimed by a process that has died."""
KEPT = timedelta(days=2)
"""Telegram itself keeps updates for a day."""


class ClaimResult(Enum):
    """The result of claiming an update."""

    OURS = "nobody has handled it"
    OTHERS = "another process is at it"
    NOBODYS = "it has been handled"


def claims(engine: AsyncEngine, now: Callable[[], datetime]) -> "UpdateClaims | None":
    """The claims of the processes at one server; None for a file, which has one process."""
    return UpdateClaims(engine, now) if is_shared(engine) else None


class UpdateClaims:
    """Which updates are being handled, or have been. Every method is one short transaction."""

    def __init__(self, engine: AsyncEngine, now: Callable[[], datetime]) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._now = now

    async def take(self, update_id: int) -> ClaimResult:
        """Claim an update until the lease ends, unless it has been handled or is being handled."""
        now = self._now()
        row = insert(updates).values(update_id=update_id, until=now + LEASE, done=False)
        abandoned = ~updates.c.done & (updates.c.until <= now)
        claim = row.on_conflict_do_update(
            index_elements=updates.primary_key, set_={"until": row.excluded.until}, where=abandoned
        )
        async with self._engine.connect() as connection:
            if (await connection.execute(claim.returning(updates.c.update_id))).first():
                return ClaimResult.OURS
            done = select(updates.c.done).where(updates.c.update_id == update_id)
            return ClaimResult.NOBODYS if await connection.scalar(done) else ClaimResult.OTHERS

    async def renew(self, update_id: int) -> None:
        """Renew the lease."""
        await self._change(update_id, until=self._now() + LEASE)

    async def settle(self, update_id: int) -> None:
        """It has been handled."""
        await self._change(update_id, done=True)

    async def give_back(self, update_id: int) -> None:
        """It has not been handled, and may be claimed again at once."""
        await self._change(update_id, until=self._now())

    async def prune(self) -> None:
        """Remove updates that Telegram no longer delivers."""
        async with self._engine.connect() as connection:
            await connection.execute(delete(updates).where(updates.c.until < self._now() - KEPT))

    async def _change(self, update_id: int, **values: object) -> None:
        async with self._engine.connect() as connection:
            await connection.execute(update(updates).where(updates.c.update_id == update_id).values(values))
