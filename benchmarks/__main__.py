"""Measure, and print each figure beside what people would otherwise use, as a ratio of the same run."""

import platform
from argparse import ArgumentParser
from pathlib import Path

from rich.console import Console

from benchmarks import (
    crash,
    fleet,
    http,
    inline,
    limiter,
    matching,
    memory,
    reminders,
    soak,
    start,
    transport,
)
from bot.operations import logs

HERE = Path(__file__).parent
QUESTIONS = HERE / "stories.jsonl"
FLEET = {"small": (20_000, 600), "full": (50_000, 2_000)}
"""Reminders at the paid rate, and at the free one."""
SOAK = {"small": (200, 4), "full": (1_000, 12)}
"""People, and hours of their lives."""
CROWD = {"small": 10_000, "full": 100_000}
"""People who write."""


def main() -> None:
    """Every benchmark, in the order of docs/benchmarks.md."""
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=FLEET, default="small", help="of the longest ones")
    options = parser.parse_args()
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
    fleet.fleets(console, *FLEET[options.size])
    people, hours = SOAK[options.size]
    soak.soaked(console, people=people, hours=hours, seed=1)
    limiter.limited(console)
    transport.transports(console)
    http.over_http(console, QUESTIONS)
    memory.an_hour(console, QUESTIONS, CROWD[options.size])


main()
