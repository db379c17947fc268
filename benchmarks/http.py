"""Questions over real HTTP: this bot, matching and all, beside python-telegram-bot's own echo bot."""

import asyncio
import json
import logging
import os
import random
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from benchmarks.bot_api import TOKEN, BotApi, bot_api
from bot.application import build_application
from bot.commands.engine import load_knowledge, load_matcher
from bot.commands.serving import serve
from bot.sending import FloodLimiter
from bot.sending.connections import HttpClient, connections

HERE = Path(__file__).parent
WARM_UP = 300
MESSAGES = 3_000
ROUNDS = 3
WAITING = 100
"""People who wait for an answer at any time, when as many are answered as can be."""
MODERATE = 40
"""Messages a second, at random moments, for the time to an answer."""
MODERATE_SECONDS = 15
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
    rate: float
    """Messages a second."""
    typical: float
    """Seconds to an answer at a moderate load: the median."""
    slow: float
    """The same: the 99th percentile."""


def over_http(console: Console, questions: Path) -> None:
    """All bots by turns, each in a process of its own, against one kind of server."""
    asked = [json.loads(line)["question"] for line in questions.read_text(encoding="utf-8").splitlines()]
    measured = {name: asyncio.run(_measure(kind, asked)) for name, kind in BOTS.items()}
    table = Table(title="questions answered over HTTP, limits lifted", title_justify="left")
    for column in ("bot", "CPU ms each", "a second and core", "times the echo bot's", "median ms", "p99 ms"):
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


async def _measure(kind: str, questions: list[str]) -> Measured:
    async with bot_api(questions) as server, _running(kind, server.url) as pid:
        await _answered(server, WARM_UP)
        rounds = []
        for _ in range(ROUNDS):
            cpu, began = _cpu(pid), time.perf_counter()
            await _answered(server, MESSAGES)
            rounds.append(((_cpu(pid) - cpu) / MESSAGES, MESSAGES / (time.perf_counter() - began)))
        cpu, rate = min(rounds)  # the round in which the machine was the least busy with other things
        waits = await _waits(server)
    return Measured(cpu, rate, waits[len(waits) // 2], waits[len(waits) * 99 // 100])


@asynccontextmanager
async def _running(kind: str, url: str) -> AsyncIterator[int]:
    with TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.http", kind, url, folder, cwd=HERE.parent
        )
        try:
            yield process.pid
        finally:
            process.kill()
            await process.wait()


async def _answered(server: BotApi, many: int) -> None:
    """Let so many people write, half of those that may wait at a time, until all have their answers."""
    batch = WAITING // 2
    for _ in range(0, many, batch):
        await server.people.fewer_wait_than(batch + 1)
        server.people.write(batch)
    await server.people.fewer_wait_than(1)


async def _waits(server: BotApi) -> list[float]:
    server.people.waits.clear()
    chance = random.Random(1)  # noqa: S311 - no secret
    at, end = time.perf_counter(), time.perf_counter() + MODERATE_SECONDS
    while (at := at + chance.expovariate(MODERATE)) < end:
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        server.people.write(1)
    await server.people.fewer_wait_than(1)
    return sorted(server.people.waits)


def _cpu(pid: int) -> float:
    """Seconds of a process on any core, its own and the kernel's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _echo(url: str) -> None:
    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    application = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_polling()


def _ours(client: HttpClient, url: str, folder: str) -> None:
    application = build_application(
        load_matcher(load_knowledge(None)),
        TOKEN,
        database=Path(folder, "bot.db"),
        transport=connections(client, url),
        api_url=url,
        limiter=FloodLimiter(UNLIMITED),
    )
    asyncio.run(serve(application))


if __name__ == "__main__":
    _, named, server_url, empty = sys.argv
    logging.disable()
    if named == "echo":
        _echo(server_url)
    else:
        _ours("httpx" if named == "httpx" else "aiohttp", server_url, empty)
