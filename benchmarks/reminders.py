"""Many subscriptions: the start, the memory, the claims and the idling, beside a job a person."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.crowd import subscribe

PROJECT = Path(__file__).parent.parent
SIZES = (100_000, 1_000_000)
JOBS = 100_000
"""PTB's JobQueue with a million jobs needs gigabytes."""
DUE_AT_ONCE = 20_000

MEASURE = """
import asyncio, json, re, sys, time
began = time.perf_counter()
def memory():
    return int(re.search("VmHWM:[^0-9]+([0-9]+) kB", open("/proc/self/status").read())[1]) / 1024
{imports}
base = memory()
{program}
print(json.dumps(asyncio.run(main())))
"""
IMPORTS = """
from datetime import timedelta
from pathlib import Path
import telegram.ext
from benchmarks.crowd import DUE
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.reminder_sender import Sent
from bot.reminders.plan import Planner
from bot.storage import Queue, Store, prepare, open_engine
"""
OURS = """
async def main():
    start = time.perf_counter()
    engine = open_engine(Path(sys.argv[1]))
    await prepare(engine)
    queue = Queue(engine)
    lease = DUE + timedelta(minutes=3)
    await queue.claim(DUE, lease, 32)
    ready = time.perf_counter() - start
    started, claimed = time.perf_counter(), 0
    while claims := await queue.claim(DUE, lease, 500):
        claimed += len(claims)
    rate = claimed / (time.perf_counter() - started)
    before = time.process_time()
    for _ in range(100):
        await queue.claim(DUE, lease, 32)
    idle = (time.process_time() - before) / 100
    used = memory()
    await engine.dispose()
    return [ready, used - base, rate, idle]
"""
JOB_QUEUE = """
from datetime import datetime, time as wall, UTC
from telegram.ext import ApplicationBuilder
async def remind(context): pass
async def main():
    application = ApplicationBuilder().token("1:x").build()
    start = time.perf_counter()
    queue = application.job_queue
    await queue.start()
    for chat in range(int(sys.argv[1])):
        at = wall(hour=chat % 24, minute=chat % 60, tzinfo=UTC)
        queue.run_daily(remind, at, chat_id=chat, name=str(chat))
    ready = time.perf_counter() - start
    before, passed = time.process_time(), time.perf_counter()
    await asyncio.sleep(5)
    idle = (time.process_time() - before) / (time.perf_counter() - passed)
    used = memory()
    await queue.stop(wait=False)
    return [ready, used - base, None, idle]
"""


def many(console: Console) -> None:
    """A table of both."""
    table = Table(title="reminders: one table, or a job a person", title_justify="left")
    for column in ("subscriptions", "ready after s", "times ours", "MB more", "times ours"):
        table.add_column(column, justify="right")
    table.add_column("claims a second", justify="right")
    table.add_column("idle CPU", justify="right")
    results = {}
    with TemporaryDirectory() as folder:
        for size in track(SIZES, "filling databases", console=console, transient=True):
            file = Path(folder, f"{size}.db")
            asyncio.run(subscribe(file, range(1, size + 1), due_at_once=DUE_AT_ONCE))
            results[f"{size:,}, this bot"] = _measure(IMPORTS, OURS, str(file))
    results[f"{JOBS:,}, JobQueue"] = _measure("import telegram.ext", JOB_QUEUE, str(JOBS))
    ours = results[f"{JOBS:,}, this bot"]
    for name, (ready, megabytes, rate, idle) in results.items():
        table.add_row(
            name,
            f"{ready:.2f}",
            f"{ready / ours[0]:.1f}",
            f"{megabytes:.0f}",
            f"{megabytes / ours[1]:.1f}",
            f"{rate:,.0f}" if rate else "-",
            f"{idle:.2%}",
        )
    console.print(table)


def _measure(imports: str, program: str, argument: str) -> list[float]:
    printed = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-W", "ignore", "-c", MEASURE.format(imports=imports, program=program), argument],
        cwd=PROJECT,
        env=dict(os.environ),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    measured: list[float] = json.loads(printed)
    return measured
