"""Signs of life for systemd: it ends, and starts anew, a service that gives none for a while."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

_SIGNS = 3
"""In the time after which systemd takes the process for hanging."""


@asynccontextmanager
async def watched(environment: Mapping[str, str] = os.environ) -> AsyncIterator[None]:
    """Gives signs for as long as the event loop turns; none where nobody asks for them in the environment."""
    address, patience = environment.get("NOTIFY_SOCKET"), environment.get("WATCHDOG_USEC")
    if not address or not patience:
        yield
        return
    signing = asyncio.create_task(_sign(address, int(patience) / 1_000_000 / _SIGNS))
    try:
        yield
    finally:
        signing.cancel()


async def _sign(address: str, pause: float) -> None:
    where = f"\0{address[1:]}" if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        while True:
            with suppress(OSError):  # systemd is busy, or is itself started anew: the next one may arrive
                line.sendto(b"WATCHDOG=1", where)
            await asyncio.sleep(pause)
