"""The ids of files that Telegram has kept."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import FileIds


async def test_kept(engine: AsyncEngine) -> None:
    """What is not known is left out; a newer id takes the place of an older one."""
    ids = FileIds(engine)
    assert await ids.find(["a", "b"]) == {}
    await ids.keep({"a": "1", "b": "2"})
    await ids.keep({"b": "3", "c": "4"})
    for known in (ids, FileIds(engine)):
        assert await known.find(["a", "b", "d"]) == {"a": "1", "b": "3"}


async def test_kept_at_once(engine: AsyncEngine) -> None:
    """Two processes that have uploaded the same files do not get into each other's way."""
    await asyncio.gather(*(FileIds(engine).keep({"a": str(n), "b": str(n)}) for n in range(8)))
    found = await FileIds(engine).find(["a", "b"])
    assert found["a"] == found["b"]
