"""One process of a fleet: the bot as in production, but for its clock."""

import asyncio
import mmap
import struct
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url

from benchmarks.bot_api import BOT
from bot.app import Time, build_application
from bot.commands.matcher import load_knowledge, load_matcher
from bot.commands.run_bot import serve
from bot.delivery.transport import connections
from bot.operations import logs

_OFFSET = struct.Struct("d")


class MovedClock:
    """The machine's clock, moved by as much as a file says that several processes share."""

    def __init__(self, file: Path) -> None:
        self.file = file
        if not file.exists():
            file.write_bytes(_OFFSET.pack(0.0))
        with file.open("r+b") as opened:
            self._offset = mmap.mmap(opened.fileno(), _OFFSET.size)

    def now(self) -> datetime:
        """Aware."""
        (seconds,) = _OFFSET.unpack(self._offset[:])
        return datetime.now(UTC) + timedelta(seconds=seconds)

    def move_to(self, moment: datetime) -> None:
        """For all who share the file."""
        self._offset[:] = _OFFSET.pack((moment - datetime.now(UTC)).total_seconds())


def _run(url: str, address: str, clock: str, paid: str) -> None:
    app = build_application(
        load_matcher(load_knowledge(None)),
        BOT,
        database=make_url(address),
        transport=connections("aiohttp", url),
        api_url=url,
        clock=Time(now=MovedClock(Path(clock)).now),
        paid=bool(paid),
    )
    asyncio.run(serve(app))


if __name__ == "__main__":
    logs.set_up("WARNING")
    _run(*sys.argv[1:])
