"""The port at which Telegram, or the proxy before it, delivers updates."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.webhooks.receiver import LARGEST, Receiver


@asynccontextmanager
async def listening(receiver: Receiver, host: str, port: int) -> AsyncIterator[int]:
    """Receive updates until the end of the block; yields the port. Raises OSError if it is not free.

    At the end new deliveries are refused, and those that have come are handled.
    """
    app = web.Application(client_max_size=LARGEST)
    app.router.add_route("*", "/{anything:.*}", receiver.answer)
    # The addresses that are asked for belong in no log, and what is refused is not read to its end.
    runner = web.AppRunner(app, access_log=None, lingering_time=0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield runner.addresses[0][1]
        await receiver.finish()
    finally:
        await runner.cleanup()
