"""The thresholds file, which a program writes."""

from pathlib import Path

import yaml

from bot.knowledge.model import Thresholds

THRESHOLDS = Path("thresholds.yaml")
HEADER = "# Written by `python -m bot evaluate --calibrate`; run it again after changing questions.\n"


def write_thresholds(folder: Path, thresholds: Thresholds) -> None:
    """Keep the thresholds with the knowledge that they were calibrated on."""
    values = yaml.safe_dump(thresholds.model_dump(), sort_keys=False)
    (folder / THRESHOLDS).write_text(HEADER + values, encoding="utf-8")
