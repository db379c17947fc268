"""Signs of life for systemd: it waits for the first, and starts anew what gives none for a while."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

_SIGN = b"READY=1\nWATCHDOG=1"
"""Until the first one the service is starting, and may take its time; being ready again changes nothing."""
_SIGNS = 3
"""In the time after which systemd takes the process for hanging."""
_UNASKED = 60_000_000
"""Microseconds after which it would, where it says nothing of that."""


@asynccontextmanager
async def watched(environment: Mapping[str, str] = os.environ) -> AsyncIterator[None]:
    """Gives signs for as long as the event loop turns; none where nobody listens, as the environment says."""
    address = environment.get("NOTIFY_SOCKET")
    if not address:
        yield
        return
    patience = int(environment.get("WATCHDOG_USEC") or _UNASKED)
    signing = asyncio.create_task(_sign(address, patience / 1_000_000 / _SIGNS))
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
                line.sendto(_SIGN, where)
            await asyncio.sleep(pause)
