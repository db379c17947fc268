"""The soak by itself: `python -m benchmarks.soak --seed 2 --hours 24`."""

import sys
from argparse import ArgumentParser

from rich.console import Console

from benchmarks.soak import soaked
from bot.operations import logs


def main() -> int:
    """Print the ledger; the exit code says whether it is clean."""
    parser = ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hours", type=float, default=8)
    parser.add_argument("--people", type=int, default=2_000)
    options = parser.parse_args()
    logs.set_up("WARNING")
    life = soaked(Console(width=100), people=options.people, hours=options.hours, seed=options.seed)
    return 1 if life.ledger.lost or life.ledger.after_stop or life.ledger.unexplained else 0


sys.exit(main())
