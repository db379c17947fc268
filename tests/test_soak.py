"""An hour of faults, and the ledger of it."""

from pathlib import Path

from benchmarks.soak import live
from bot.matching import Matcher


async def test_an_hour_of_faults(tmp_path: Path, matcher: Matcher) -> None:
    """Whatever fails, nobody misses what could reach them, and nothing comes that nobody wants."""
    life = await live(tmp_path, matcher, people=30, hours=1.5, seed=5)
    ledger = life.ledger
    assert ledger.in_time > 0
    assert (ledger.lost, ledger.after_stop, ledger.unexplained) == ([], [], [])
