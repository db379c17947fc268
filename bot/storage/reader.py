"""Reading in one go."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import blocking, is_shared, reading

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Reader:
    """Transactions that do not write, for what is read often.

    A file's driver goes to a thread and back for each step of a transaction, which costs far more than the
    steps. Here all of them are one step of a thread's.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)
        self._file = None if is_shared(engine) else blocking(engine)
        self._thread = ThreadPoolExecutor(1, "reader")

    async def read(
        self, work: Callable[Concatenate[Connection, _P], _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        """What the work returns, for which it may execute statements that do not write."""
        if self._file is None:
            async with self._engine.connect() as connection:
                return await connection.run_sync(work, *args, **kwargs)
        file = self._file

        def in_thread() -> _R:
            with file.connect() as connection:
                return work(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, in_thread)
