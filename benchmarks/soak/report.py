"""The ledger, printed."""

import asyncio
import logging
import time
import zoneinfo
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.soak.life import Life, live
from bot.commands.matcher import load_knowledge, load_matcher


def soaked(console: Console, *, people: int, hours: float, seed: int) -> Life:
    """Live, and print what it came to."""
    matcher = load_matcher(load_knowledge(None))
    zoneinfo.reset_tzpath(())
    logging.disable()
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        life = asyncio.run(live(Path(folder), matcher, people=people, hours=hours, seed=seed))
    logging.disable(logging.NOTSET)
    ledger = life.ledger
    table = Table(
        title=f"{hours:g} hours of {people:,} people, in {time.monotonic() - began:.0f} s; --seed {seed}",
        title_justify="left",
    )
    table.add_column("")
    table.add_column("", justify="right")
    table.add_column("because of")
    table.add_row("messages and taps", f"{life.asked:,}", f"{life.orders:,} of them orders")
    table.add_row(
        "reminders awaited", f"{ledger.awaited:,}", f"{ledger.waived:,} more due as people changed them"
    )
    table.add_row("received in time", f"{ledger.in_time:,}", "")
    for title, counted in (
        ("received late", ledger.late),
        ("too late to help, not sent", ledger.given_up),
        ("repeated", ledger.repeated),
    ):
        reasons = ", ".join(f"{reason} {many:,}" for reason, many in counted.most_common())
        table.add_row(title, f"{counted.total():,}", reasons)
    table.add_row("taken as sent", f"{ledger.taken_as_sent:,}", "a time-out: it may have arrived")
    table.add_row("repeated or sent, unexplained", f"{len(ledger.unexplained):,}", "")
    table.add_row("sent to who said stop", f"{len(ledger.after_stop):,}", "")
    table.add_row("lost", f"{len(ledger.lost):,}", "")
    console.print(table)
    return life
