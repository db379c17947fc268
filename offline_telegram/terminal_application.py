"""An application that runs while something else goes on in the same event loop."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from telegram.ext import Application

_LOGGER = logging.getLogger(__name__)
_GRACE = 5.0
"""How many seconds handlers have to finish in at the end."""

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@asynccontextmanager
async def running(application: AnyApplication) -> AsyncIterator[None]:
    """Runs an application with polling until the end of the block.

    Takes the steps of `run_polling` in its order, the `post_...` hooks included, which
    `async with application` does not call.
    """
    if application.updater is None:
        raise ValueError("the application has no updater: build it without `updater(None)`")
    async with AsyncExitStack() as steps:
        for step in (_shut_down, _stop, _stop_polling):
            steps.push_async_callback(step, application)
        await application.initialize()
        await _run_hook(application.post_init, application)
        await application.updater.start_polling()
        await application.start()
        yield


async def _stop_polling(application: AnyApplication) -> None:
    if application.updater and application.updater.running:
        await application.updater.stop()


async def _stop(application: AnyApplication) -> None:
    if not application.running:
        return
    try:
        async with asyncio.timeout(_GRACE):
            await application.stop()
    except TimeoutError:
        _LOGGER.warning("a handler was still busy after %s s, and was abandoned", _GRACE)
    await _run_hook(application.post_stop, application)


async def _shut_down(application: AnyApplication) -> None:
    await application.shutdown()
    await _run_hook(application.post_shutdown, application)


async def _run_hook(
    hook: Callable[[AnyApplication], Awaitable[None]] | None, application: AnyApplication
) -> None:
    if hook:
        await hook(application)
