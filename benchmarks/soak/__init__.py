"""Hours of life in minutes: people, faults, and a ledger of what everybody should have received."""

from benchmarks.soak.life import live
from benchmarks.soak.report import soaked

__all__ = ["live", "soaked"]
