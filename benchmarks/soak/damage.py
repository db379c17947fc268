"""What happens to a database: it is locked, its disk is full, its bot is killed."""

import asyncio
import contextlib
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.reminders.kinds import KINDS, Kind


@contextmanager
def locked(file: Path, seconds: float) -> Iterator[None]:
    """Another connection holds the right to write, for so long."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        letting_go = asyncio.get_running_loop().call_later(seconds, other.execute, "ROLLBACK")
        try:
            yield
        finally:
            letting_go.cancel()


@contextmanager
def full() -> Iterator[None]:
    """No file of this process can grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def under_way(file: Path) -> set[tuple[int, Kind]]:
    """The reminders that have been claimed and not settled."""
    query = (
        "SELECT chat_id, kind FROM reminders WHERE wakes_at IS NOT NULL AND wakes_at IS NOT "
        "min(coalesce(next_at, snoozed_until), coalesce(snoozed_until, next_at))"
    )
    with contextlib.closing(sqlite3.connect(file)) as connection:
        return {(chat, KINDS[kind]) for chat, kind in connection.execute(query)}
