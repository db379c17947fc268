"""Questions over real HTTP: this bot, matching and all, beside python-telegram-bot's own echo bot."""

import asyncio
import json
import logging
import os
import random
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.bot_api import BOT, People, bot_api
from bot.app import build_application
from bot.commands.matcher import load_knowledge, load_matcher
from bot.commands.run_bot import serve
from bot.delivery.limiter import FloodLimiter
from bot.delivery.transport import HttpClient, connections

HERE = Path(__file__).parent
WARM_UP = 300
MESSAGES = 1_000
ROUNDS = 3
WAITING = 20
"""People who wait for an answer at any time: when one has it, the next one writes."""
MODERATE = 20
"""Messages a second, at random moments, for the time to an answer."""
MODERATE_MESSAGES = 300
UNLIMITED = 100_000
"""Messages a second, for a limiter that works and never binds: Telegram is not there to be protected."""
ECHO = "python-telegram-bot's echo bot"
OURS = "this bot"
OURS_HTTPX = "this bot, by httpx"
BOTS = {OURS: "aiohttp", OURS_HTTPX: "httpx", ECHO: "echo"}


@dataclass(frozen=True)
class Measured:
    """One bot's figures."""

    cpu: float
    """Seconds a message."""
    typical: float
    """Seconds to an answer at a moderate load: the median."""
    slow: float
    """The same: the 99th percentile."""


def over_http(console: Console, questions: Path) -> None:
    """All bots by turns, each in a process of its own, with a server of its own in this one."""
    asked = [json.loads(line)["question"] for line in questions.read_text(encoding="utf-8").splitlines()]
    measured = asyncio.run(_measure(asked))
    table = Table(title="questions answered over HTTP, limits lifted", title_justify="left")
    for column in ("bot", "CPU ms each", "a second and core", "of the echo bot's", "median ms", "p99 ms"):
        table.add_column(column, justify="left" if column == "bot" else "right")
    for name, figures in measured.items():
        table.add_row(
            name,
            f"{figures.cpu * 1e3:.2f}",
            f"{1 / figures.cpu:,.0f}",
            f"{measured[ECHO].cpu / figures.cpu:.2f}",
            f"{figures.typical * 1e3:.1f}",
            f"{figures.slow * 1e3:.1f}",
        )
    console.print(table)


async def _measure(questions: list[str]) -> dict[str, Measured]:
    spent: dict[str, list[float]] = {name: [] for name in BOTS}
    waits: dict[str, list[float]] = {}
    async with AsyncExitStack() as stack:
        bots = {}
        for name, kind in BOTS.items():
            url, people = await stack.enter_async_context(bot_api(questions))
            bots[name] = people, await stack.enter_async_context(running(kind, url))
            await all_answered(people, WARM_UP)
        for name in [*BOTS] * ROUNDS:
            people, pid = bots[name]
            before = _cpu(pid)
            await all_answered(people, MESSAGES)
            spent[name].append((_cpu(pid) - before) / MESSAGES)
        for name, (people, _) in bots.items():
            waits[name] = await _waits(people)
    # The least: in that round the machine was the least busy with other things.
    return {
        name: Measured(min(spent[name]), every[len(every) // 2], every[len(every) * 99 // 100])
        for name, every in waits.items()
    }


@asynccontextmanager
async def running(kind: str, url: str) -> AsyncIterator[int]:
    """A bot in a process of its own, by its number."""
    with TemporaryDirectory() as folder:
        command = ("benchmarks.echo", url) if kind == "echo" else ("benchmarks.http", kind, url, folder)
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", *command, cwd=HERE.parent)
        try:
            yield process.pid
        finally:
            process.kill()
            await process.wait()


async def all_answered(people: People, many: int) -> None:
    """So many write, never more than some at the same time."""
    for _ in range(many):
        await people.fewer_wait_than(WAITING)
        people.write(1)
    await people.fewer_wait_than(1)


async def _waits(people: People) -> list[float]:
    """How long each of some people at random moments waits, in order of length."""
    people.waits.clear()
    chance = random.Random(1)  # noqa: S311 - no secret
    at = time.perf_counter()
    for _ in range(MODERATE_MESSAGES):
        at += chance.expovariate(MODERATE)
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        people.write(1)
    await people.fewer_wait_than(1)
    return sorted(people.waits)


def _cpu(pid: int) -> float:
    """Seconds of a process on any core, its own and the kernel's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _ours(client: HttpClient, url: str, folder: str) -> None:
    app = build_application(
        load_matcher(load_knowledge(None)),
        BOT,
        database=Path(folder, "bot.db"),
        transport=connections(client, url),
        api_url=url,
        limiter=FloodLimiter(UNLIMITED),
    )
    asyncio.run(serve(app))


if __name__ == "__main__":
    _, named, server_url, empty = sys.argv
    logging.disable()
    _ours("httpx" if named == "httpx" else "aiohttp", server_url, empty)
