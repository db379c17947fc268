"""Which process handles an update: Telegram delivers one again whenever it is not sure that it arrived."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import is_shared
from bot.storage.tables import updates

LEASE = timedelta(seconds=30)
"""How long an update waits for a process that has died with it."""
KEPT = timedelta(days=2)
"""Telegram itself keeps an update for one."""


class Turn(Enum):
    """Whose turn it is to handle an update."""

    OURS = "nobody has handled it"
    OTHERS = "another process is at it"
    NOBODYS = "it has been handled"


def claims(engine: AsyncEngine, now: Callable[[], datetime]) -> "Claims | None":
    """The claims of the processes at one server; None for a file, which has one process."""
    return Claims(engine, now) if is_shared(engine) else None


class Claims:
    """Updates that are being handled, or have been. Every method is one short transaction."""

    def __init__(self, engine: AsyncEngine, now: Callable[[], datetime]) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._now = now

    async def take(self, update_id: int) -> Turn:
        """Claim an update until the lease ends, unless it has been handled or somebody is at it."""
        now = self._now()
        row = insert(updates).values(update_id=update_id, until=now + LEASE, done=False)
        abandoned = ~updates.c.done & (updates.c.until <= now)
        claim = row.on_conflict_do_update(
            index_elements=updates.primary_key, set_={"until": row.excluded.until}, where=abandoned
        )
        async with self._engine.connect() as connection:
            if (await connection.execute(claim.returning(updates.c.update_id))).first():
                return Turn.OURS
            done = select(updates.c.done).where(updates.c.update_id == update_id)
            return Turn.NOBODYS if await connection.scalar(done) else Turn.OTHERS

    async def renew(self, update_id: int) -> None:
        """Begin the lease anew."""
        await self._change(update_id, until=self._now() + LEASE)

    async def settle(self, update_id: int) -> None:
        """It has been handled."""
        await self._change(update_id, done=True)

    async def give_back(self, update_id: int) -> None:
        """It has not, and may be claimed again at once."""
        await self._change(update_id, until=self._now())

    async def prune(self) -> None:
        """Remove what Telegram does not deliver any more."""
        async with self._engine.connect() as connection:
            await connection.execute(delete(updates).where(updates.c.until < self._now() - KEPT))

    async def _change(self, update_id: int, **values: object) -> None:
        async with self._engine.connect() as connection:
            await connection.execute(update(updates).where(updates.c.update_id == update_id).values(values))
