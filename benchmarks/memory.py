"""An hour of traffic at Telegram's free rate, from a hundred thousand people: what a bot's memory does."""

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.bot_api import People, bot_api
from benchmarks.http import ECHO, OURS, all_answered, running

LOOKS = 10
_PAGE = 4096


def an_hour(console: Console, questions: Path, people: int) -> None:
    """This bot and the echo bot at the same time, as fast as they can; each of the people writes once."""
    asked = [json.loads(line)["question"] for line in questions.read_text(encoding="utf-8").splitlines()]
    sizes = asyncio.run(_measure(asked, people // LOOKS))
    table = Table(
        title=f"memory in MB, after so many of {people:,} people have written", title_justify="left"
    )
    table.add_column("bot")
    for look in range(LOOKS + 1):
        table.add_column(f"{look * people // LOOKS // 1000}k", justify="right")
    for name, seen in sizes.items():
        table.add_row(name, *(f"{size:.0f}" for size in seen))
    console.print(table)


async def _measure(questions: list[str], many: int) -> dict[str, list[float]]:
    bots = {OURS: "aiohttp", ECHO: "echo"}
    async with AsyncExitStack() as stack:
        served = {}
        for name, kind in bots.items():
            url, people = await stack.enter_async_context(bot_api(questions))
            served[name] = people, await stack.enter_async_context(running(kind, url))
        seen = await asyncio.gather(*(_sizes(people, pid, many) for people, pid in served.values()))
    return dict(zip(bots, seen, strict=True))


async def _sizes(people: People, pid: int, many: int) -> list[float]:
    await all_answered(people, 1)
    sizes = [_resident(pid)]
    for _ in range(LOOKS):
        await all_answered(people, many)
        people.waits.clear()
        sizes.append(_resident(pid))
    return sizes


def _resident(pid: int) -> float:
    """Megabytes of a process that are in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * _PAGE / 1e6
