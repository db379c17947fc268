"""The calibration, as a file."""

from pathlib import Path

from bot.knowledge import Calibration, load, write_calibration

CALIBRATION = Calibration(
    answer={"bias": -1.5, "first": 0.1235},
    abroad={"bias": 0.0},
    alarm={},
    answered_from=0.5,
    abroad_from=0.0001,
    suggested_from=0.0,
    raised_from=1.0,
    asked_from=0.25,
)


def test_a_calibration_is_read_as_it_was_written(folder: Path) -> None:
    """However small its numbers: YAML reads 1e-05 as a text."""
    write_calibration(folder, CALIBRATION)
    assert load(folder).calibration == CALIBRATION


def test_the_file_says_who_writes_it(folder: Path) -> None:
    """So that nobody edits it by hand; its numbers are short."""
    write_calibration(folder, CALIBRATION.model_copy(update={"answered_from": 0.123456789}))
    text = (folder / "calibration.yaml").read_text("utf-8")
    assert text.startswith("#")
    assert "python -m bot evaluate --calibrate" in text.splitlines()[0]
    assert "answered_from: 0.1235\n" in text
