"""How long a process takes until it can answer, and how much memory it has used by then."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

PROJECT = Path(__file__).parent.parent

OURS = """
from pathlib import Path
from bot.commands.matcher import load_knowledge, load_matcher
matcher = load_matcher(load_knowledge(None))
from bot.app import build_application
from bot.delivery.connections import connections
url = "https://api.telegram.org"
build_application(matcher, "1:x", database=Path("unused.db"), transport=connections("aiohttp", url))
matcher.reply("would a massage help?")
"""
NAIVE = """
import telegram.ext
from rapidfuzz import fuzz, process
from benchmarks.naive import naive
from bot.commands.matcher import load_knowledge
naive(load_knowledge(None), fuzz.WRatio).first("would a massage help?")
"""
MEASURED = """
import re, time
began = time.perf_counter()
{program}
seconds = time.perf_counter() - began
# Not ru_maxrss: that begins with what the parent process had.
peak = re.search(r"VmHWM:[^0-9]+([0-9]+) kB", open("/proc/self/status").read())
print(seconds, int(peak[1]) / 1024)
"""


def ready(console: Console) -> None:
    """The bot's first and later starts, beside a bot with plain rapidfuzz."""
    table = Table(title="from nothing to the first answer", title_justify="left")
    for column in ("process", "seconds", "times ours", "peak MB", "times ours"):
        table.add_column(column, justify="left" if column == "process" else "right")
    with TemporaryDirectory() as cache:
        first = _measure(OURS, cache)
        later = _measure(OURS, cache)
        naive = _measure(NAIVE, cache)
    for name, (seconds, megabytes) in {
        "this bot": later,
        "this bot, first start after an edit": first,
        "python-telegram-bot with rapidfuzz WRatio": naive,
    }.items():
        table.add_row(
            name,
            f"{seconds:.2f}",
            f"{seconds / later[0]:.2f}",
            f"{megabytes:.0f}",
            f"{megabytes / later[1]:.2f}",
        )
    console.print(table)


def _measure(program: str, cache: str) -> tuple[float, float]:
    printed = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", MEASURED.format(program=program)],
        cwd=PROJECT,
        env={**os.environ, "XDG_CACHE_HOME": cache},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    seconds, megabytes = printed.split()
    return float(seconds), float(megabytes)
