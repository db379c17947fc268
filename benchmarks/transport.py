"""What a message costs on its way out: the CPU time of sendMessage over HTTP, by aiohttp and by httpx."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table
from telegram import Bot

from benchmarks.bot_api import BOT, bot_api
from bot.delivery.transport import HttpClient, connections

PROJECT = Path(__file__).parent.parent
MESSAGES = 2_000
TEXT = "A cramp is a sudden, tight pain in a muscle. Stretch it gently, and hold the stretch. " * 8
AT_ONCE = (1, 8)
CLIENTS: tuple[HttpClient, ...] = ("aiohttp", "httpx")


def transports(console: Console) -> None:
    """Both, by turns, against one server in another process."""
    table = Table(title="sendMessage over HTTP, CPU time a message", title_justify="left")
    for column in ("library", "in flight", "ms", "times aiohttp's"):
        table.add_column(column, justify="left" if column == "library" else "right")
    for at_once in AT_ONCE:
        took = asyncio.run(_measured(at_once))
        for client, seconds in took.items():
            table.add_row(client, str(at_once), f"{seconds * 1e3:.2f}", f"{seconds / took['aiohttp']:.1f}")
    console.print(table)


async def _measured(at_once: int) -> dict[str, float]:
    async with bot_api([]) as (url, _):
        return {client: await _in_a_process(client, url, at_once) for client in CLIENTS}


async def _in_a_process(client: str, url: str, at_once: int) -> float:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.transport",
        *(client, url, str(at_once)),
        cwd=PROJECT,
        stdout=subprocess.PIPE,
    )
    printed, _ = await process.communicate()
    return float(printed)


async def _send_all(client: HttpClient, url: str, at_once: int) -> float:
    """CPU seconds a message, after some to warm up."""
    connect = connections(client, url)
    numbers = iter(range(1, MESSAGES + 1))
    async with Bot(BOT, base_url=f"{url}/bot", request=connect(), get_updates_request=connect()) as bot:

        async def send_some() -> None:
            for number in numbers:
                await bot.send_message(number, TEXT, parse_mode="HTML")

        for number in range(1, 101):
            await bot.send_message(number, TEXT)
        began = time.process_time()
        await asyncio.gather(*(send_some() for _ in range(at_once)))
        return (time.process_time() - began) / MESSAGES


if __name__ == "__main__":
    _, named, server_url, in_flight = sys.argv
    print(asyncio.run(_send_all("httpx" if named == "httpx" else "aiohttp", server_url, int(in_flight))))  # noqa: T201 - for who has started it
