"""What the bot has noted, for commands that run beside it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from bot.commands.database import database
from bot.settings import read_settings
from bot.storage import Notebook
from bot.storage.readonly import look

T = TypeVar("T")


def ask_notebook(question: Callable[[Notebook], Awaitable[T]]) -> T | None:
    """What the notebook says, None when there is no database yet; nothing is made or changed.

    Raises StorageError.
    """
    where = database(read_settings())
    if isinstance(where, Path) and not where.exists():
        return None

    async def asking() -> T:
        async with look(where) as engine:
            return await question(Notebook(engine))

    return asyncio.run(asking())
