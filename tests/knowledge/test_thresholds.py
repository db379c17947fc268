"""Tests of bot.knowledge.load."""

from pathlib import Path

from bot.knowledge import Thresholds, load, write_thresholds


def test_thresholds_are_read_as_they_were_written(folder: Path) -> None:
    """However small: YAML reads 1e-05 as a text."""
    thresholds = Thresholds(answer=0.123456789, suggest=1e-05, lead=0.0, urgent=1.0)
    write_thresholds(folder, thresholds)
    assert load(folder).thresholds == thresholds


def test_the_file_says_who_writes_it(folder: Path) -> None:
    """So that nobody edits it by hand."""
    write_thresholds(folder, Thresholds(answer=1, suggest=1, lead=1, urgent=1))
    first = (folder / "thresholds.yaml").read_text("utf-8").splitlines()[0]
    assert first.startswith("#")
    assert "python -m bot evaluate --calibrate" in first
