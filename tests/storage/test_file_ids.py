"""The ids of files that Telegram has kept."""

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import FileIds


async def test_kept(engine: AsyncEngine) -> None:
    """What is not known is left out; a newer id takes the place of an older one."""
    ids = FileIds(engine)
    assert await ids.find(["a", "b"]) == {}
    await ids.keep({"a": "1", "b": "2"})
    await FileIds(engine).keep({"b": "3", "c": "4"})
    assert await ids.find(["a", "b", "d"]) == {"a": "1", "b": "3"}
