"""Which rules the time zones have."""

import zoneinfo
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from bot.zones.tables import fingerprint


@pytest.fixture
def other_rules(tmp_path: Path) -> Iterator[None]:
    """Oslo keeps Lisbon's time."""
    (tmp_path / "Europe").mkdir()
    lisbon = files("tzdata").joinpath("zoneinfo", "Europe", "Lisbon").read_bytes()
    (tmp_path / "Europe" / "Oslo").write_bytes(lisbon)
    zoneinfo.reset_tzpath([str(tmp_path)])
    yield
    zoneinfo.reset_tzpath(())


def test_rules() -> None:
    """Each zone has its own."""
    assert fingerprint("Europe/Oslo") == fingerprint("Europe/Oslo")
    assert fingerprint("Europe/Oslo") != fingerprint("Europe/Lisbon")


@pytest.mark.usefixtures("other_rules")
def test_other_rules() -> None:
    """They are read from where Python reads them."""
    assert fingerprint("Europe/Oslo") == fingerprint("Europe/Lisbon")


def test_a_zone_that_has_gone() -> None:
    """It has none."""
    assert fingerprint("US/Pacific-New") == fingerprint("Europe") == ""
