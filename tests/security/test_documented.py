"""docs/security.md says what is so."""

import re
from importlib import import_module
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent
TEXT = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
LIMITS = re.findall(r"^\| .+ \| ([\d,]+) \| `([\w.]+)\.(\w+)` \|$", TEXT, re.MULTILINE)


def test_there_are_limits() -> None:
    """The tables are read as they are written."""
    assert len(LIMITS) == TEXT.count("| `bot.")


@pytest.mark.parametrize(("number", "module", "name"), LIMITS)
def test_limits(number: str, module: str, name: str) -> None:
    """The numbers are those of the code."""
    assert getattr(import_module(module), name) == int(number.replace(",", ""))


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:bot|tests|tools)/[\w/]+\.py)`", TEXT))))
def test_paths(path: str) -> None:
    """What stands in the way is where it is said to be, and so is the proof."""
    assert (PROJECT / path).is_file()
