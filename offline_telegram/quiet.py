"""Waiting until an application has nothing left to do."""

import asyncio
from typing import Any

from telegram.ext import Application

from offline_telegram.updates import UpdateQueue

# python-telegram-bot has no public way to see its own tasks, nor those that `create_task` has made.
_FETCHER = "_Application__update_fetcher_task"
_POLLER = "_Updater__polling_task"
_BACKGROUND = "_Application__create_task_tasks"

_AnyApplication = Application[Any, Any, Any, Any, Any, Any]


async def settle(updates: UpdateQueue, application: _AnyApplication) -> None:
    """Returns when every update has been handled; raises a RuntimeError when that cannot happen any more."""
    guards = [getattr(application, _FETCHER, None), getattr(application.updater, _POLLER, None)]
    alive = [task for task in guards if task and not task.done()]
    if len(alive) < len(guards):
        raise RuntimeError(
            "the application handles no updates yet: start it, and its updater's polling"
            if None in guards
            else "the application has stopped handling updates",
        ) from next((_failure(task) for task in guards if task and task.done()), None)
    quiet = asyncio.create_task(_quiet(updates, application))
    try:
        await asyncio.wait([quiet, *alive], return_when=asyncio.FIRST_COMPLETED)
        if not quiet.done():
            dead = next(task for task in alive if task.done())
            raise RuntimeError("the application stopped handling updates") from _failure(dead)
        quiet.result()
    finally:
        quiet.cancel()


async def _quiet(updates: UpdateQueue, application: _AnyApplication) -> None:
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
