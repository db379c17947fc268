"""Which of several processes sends the reminders."""

import logging

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.engine import TIMEOUTS, is_shared

_TAKE = text("SELECT pg_try_advisory_lock(1, 2)")
_STILL_THERE = text("SELECT 1")
_END_SOON = text(
    "SELECT set_config('tcp_keepalives_idle', '3', false), "
    "set_config('tcp_keepalives_interval', '1', false), set_config('tcp_keepalives_count', '3', false)"
)
"""The server then misses a machine that has gone without a word after six seconds, not after hours."""

_LOGGER = logging.getLogger(__name__)


class Leadership:
    """Held by one process at a time. The lock is the connection's: it ends with it, and so with the process.

    A bot with a file has one process, which always leads.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._shared = is_shared(engine)
        self._url = engine.url
        self._connection: AsyncConnection | None = None
        self._leads = False

    @property
    def held(self) -> bool:
        """Whether this process led when it last asked."""
        return self._leads or not self._shared

    async def holds(self) -> bool:
        """Whether this process leads at this moment; it tries to, when nobody does."""
        if not self._shared:
            return True
        try:
            connection = self._connection or await self._connect()
            if self._leads:
                await connection.execute(_STILL_THERE)
            else:
                self._leads = bool(await connection.scalar(_TAKE))
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
