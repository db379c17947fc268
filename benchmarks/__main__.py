"""Measure, and print each figure beside what people would otherwise use, as a ratio of the same run."""

import platform
from pathlib import Path

from rich.console import Console

from benchmarks import crash, http, inline, limiter, matching, memory, reminders, start, transport
from bot import logs

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions.jsonl"


def main() -> None:
    """Every benchmark, in the order of the README."""
    logs.set_up("WARNING")
    console = Console(width=100)
    console.print(f"Python {platform.python_version()}, {platform.machine()}; ratios are of this run\n")
    matching.shipped(console, QUESTIONS)
    for folder in sorted((HERE / "intents").iterdir()):
        if folder.is_dir():
            matching.general(console, folder)
    inline.typed(console, QUESTIONS)
    start.ready(console)
    reminders.many(console)
    crash.crashes(console)
    limiter.limited(console)
    transport.transports(console)
    http.over_http(console, QUESTIONS)
    memory.an_hour(console, QUESTIONS)


main()
