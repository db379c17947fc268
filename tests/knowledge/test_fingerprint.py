"""Tests of bot.knowledge.changes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge import fingerprint
from tests.knowledge.folders import GOOD, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder."""
    return write(tmp_path / "know", GOOD)


def test_the_same_as_long_as_nothing_happens(folder: Path) -> None:
    """Reading changes nothing."""
    before = fingerprint(folder)
    (folder / "sources.yaml").read_text()
    assert fingerprint(folder) == before


def save(file: Path) -> None:
    """As careful editors do: the same text in a new file that takes the place of the old."""
    times = file.stat().st_mtime_ns
    new = file.with_suffix(".tmp")
    new.write_bytes(file.read_bytes())
    os.utime(new, ns=(times, times))
    new.replace(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a new picture": lambda folder: write(folder, {"pictures/stretch.png": b"1"}),
    "a lost file": lambda folder: (folder / "sources.yaml").unlink(),
    "more in it": lambda folder: write(folder, {"sources.yaml": GOOD["sources.yaml"] + "\n"}),
    "another time": lambda folder: os.utime(folder / "sources.yaml", ns=(1, 1)),
    "another file": lambda folder: save(folder / "sources.yaml"),
    "a broken link": lambda folder: (folder / "link.yaml").symlink_to("nowhere"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_anything_that_may_matter(folder: Path, change: Callable[[Path], object]) -> None:
    """Is seen without reading the files."""
    before = fingerprint(folder)
    change(folder)
    assert fingerprint(folder) != before


@pytest.mark.parametrize("name", [".a.yaml.swp", "a.yaml~", "#a.yaml#", ".#a.yaml", "a.tmp", ".git/a.yaml"])
def test_temporary_files(folder: Path, name: str) -> None:
    """What editors put there while they save is passed over."""
    before = fingerprint(folder)
    write(folder, {name: "x"})
    assert fingerprint(folder) == before


def test_no_folder(tmp_path: Path) -> None:
    """Has no files."""
    assert not fingerprint(tmp_path / "nowhere")
