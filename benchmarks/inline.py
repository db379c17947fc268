"""How long an inline query takes on the bot's side: from the update to the request that answers it."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.matching import KNOWLEDGE
from bot.app import Time, build_application
from bot.delivery.limiter import FloodLimiter
from bot.evaluation.labelled import read_labelled
from bot.handlers.context import BotApplication
from bot.handlers.elsewhere import CACHED, REMEMBERED_TEXTS
from bot.knowledge import load
from bot.matching import build_matcher
from offline_telegram import LocalRequest, LocalTelegram
from offline_telegram.python_telegram_bot import running

QUESTIONS = 100
"""Of the labelled ones, typed to the end."""
PAUSE = 5
"""Letters that a person types before the app asks."""


def typed(console: Console, questions: Path) -> None:
    """A table of what is typed for the first time, and again once Telegram has forgotten its answer."""
    labelled = read_labelled(questions, load(KNOWLEDGE).entries)
    asked = [question.question for question in labelled[:: len(labelled) // QUESTIONS]]
    ends = {text[:end].rstrip() for text in asked for end in (*range(PAUSE, len(text), PAUSE), len(text))}
    texts = sorted(ends)[:REMEMBERED_TEXTS]
    table = Table(title=f"{len(texts)} inline queries, as typed", title_justify="left")
    for column in ("", "median ms", "99th percentile ms", "requests a query"):
        table.add_column(column, justify="right" if column else "left")
    with TemporaryDirectory() as folder:
        for name, (times, requests) in asyncio.run(_measure(Path(folder), texts)).items():
            milliseconds = [each / timedelta(milliseconds=1) for each in times]
            table.add_row(
                name,
                f"{median(milliseconds):.1f}",
                f"{quantiles(milliseconds, n=100)[-1]:.1f}",
                f"{requests / len(texts):.0f}",
            )
    console.print(table)


async def _measure(folder: Path, texts: list[str]) -> dict[str, tuple[list[timedelta], int]]:
    forgotten = [timedelta()]
    telegram = LocalTelegram(lambda: datetime.now(UTC) + forgotten[-1], username="foot_cramp_bot")
    application = build_application(
        build_matcher(load(KNOWLEDGE)),
        telegram.token,
        database=folder / "bench.db",
        transport=lambda: LocalRequest(telegram),
        clock=Time(monotonic=count(step=60).__next__, ticks=False),
        limiter=FloodLimiter(),
    ).application
    async with running(application):
        new = await _ask(telegram, application, texts)
        forgotten.append(CACHED)
        again = await _ask(telegram, application, texts)
    return {"new": new, "remembered": again}


async def _ask(
    telegram: LocalTelegram, application: BotApplication, texts: list[str]
) -> tuple[list[timedelta], int]:
    """The times from the updates to the requests, and how many requests there were."""
    times, requests = [], 0
    for text in texts:
        # Somebody else each time: of one person's queries only the newest is answered.
        query = telegram.person().inline(text)
        before = len(telegram.requests)
        await telegram.settle(application)
        made = [request for request in telegram.requests[before:] if request.method != "getUpdates"]
        if made:
            times.append(made[0].at - query.at)
        requests += len(made)
    return times, requests
