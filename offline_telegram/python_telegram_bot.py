"""Running applications of python-telegram-bot on the offline Telegram."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

from telegram.error import NetworkError, TimedOut
from telegram.ext import Application
from telegram.request import BaseRequest, RequestData

from offline_telegram.errors import BAD_GATEWAY, GARBLED, ApiError, Fault, TransportError
from offline_telegram.files import Upload
from offline_telegram.updates import UpdateQueue

if TYPE_CHECKING:
    from offline_telegram.server import LocalTelegram

# python-telegram-bot has no public way to see its own tasks, nor those that `create_task` has made.
_FETCHER = "_Application__update_fetcher_task"
_POLLER = "_Updater__polling_task"
_BACKGROUND = "_Application__create_task_tasks"
_AnyApplication = Application[Any, Any, Any, Any, Any, Any]
_LOGGER = logging.getLogger(__name__)
_GRACE = 5.0
"""How many seconds handlers have to finish in at the end."""
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class LocalRequest(BaseRequest):
    """What `ApplicationBuilder` takes as `request` and `get_updates_request`."""

    def __init__(self, telegram: "LocalTelegram") -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        """None: nothing takes long here but long polling, which ends by itself."""
        return None

    async def initialize(self) -> None:
        """There is no connection to open."""

    async def shutdown(self) -> None:
        """There is no connection to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: Any,
        **_more_timeouts: Any,
    ) -> tuple[int, bytes]:
        """Answers as api.telegram.org does: with a status and a body of JSON."""
        try:
            if method == "GET":
                token, _, path = url.partition("/file/bot")[2].partition("/")
                return 200, self._telegram.download(token, path).content
            bot, _, name = url.rpartition("/")
            token = bot.rpartition("/bot")[2]
            answer = await self._telegram.reply(token, name, _parameters(request_data))
        except ApiError as error:
            answer = self._telegram.refusal(error, "download")
        except TransportError as error:
            return _broken(error)
        return answer.code, json.dumps(answer.body).encode()


def _parameters(data: RequestData | None) -> dict[str, Any]:
    """The parameters as native values, with an `Upload` for each file."""
    if data is None:
        return {}
    uploads = {}
    for field, (name, content, mime_type) in (data.multipart_data or {}).items():
        uploads[field] = Upload(name, content if isinstance(content, bytes) else content.read(), mime_type)
    return {**data.parameters, **uploads}


def _broken(error: TransportError) -> tuple[int, bytes]:
    match error.fault:
        case Fault.UNREACHABLE:
            raise NetworkError("the offline Telegram was told to be unreachable") from error
        case Fault.TIMED_OUT | Fault.TIMED_OUT_AFTER_DELIVERY:
            raise TimedOut from error
        case Fault.BAD_GATEWAY:
            return 502, BAD_GATEWAY
        case Fault.GARBLED:
            return 200, GARBLED


async def wait_until_idle(updates: UpdateQueue, application: _AnyApplication) -> None:
    """Returns when every update has been handled; raises a RuntimeError when that cannot happen any more."""
    guards = [getattr(application, _FETCHER, None), getattr(application.updater, _POLLER, None)]
    alive = [task for task in guards if task and not task.done()]
    if len(alive) < len(guards):
        raise RuntimeError(
            "the application handles no updates yet: start it, and its updater's polling"
            if None in guards
            else "the application has stopped handling updates",
        ) from next((_failure(task) for task in guards if task and task.done()), None)
    idle = asyncio.create_task(_idle(updates, application))
    try:
        await asyncio.wait([idle, *alive], return_when=asyncio.FIRST_COMPLETED)
        if not idle.done():
            dead = next(task for task in alive if task.done())
            raise RuntimeError("the application stopped handling updates") from _failure(dead)
        idle.result()
    finally:
        idle.cancel()


async def _idle(updates: UpdateQueue, application: _AnyApplication) -> None:
    """Passes over all that may be going on until nothing new came up during a pass."""
    while True:
        before = updates.added
        await updates.confirmed()
        await application.update_queue.join()
        while tasks := [task for task in getattr(application, _BACKGROUND) if not task.done()]:
            await asyncio.wait(tasks)
        if updates.added == before:
            return


def _failure(task: asyncio.Task[None]) -> BaseException | None:
    return None if task.cancelled() else task.exception()


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
