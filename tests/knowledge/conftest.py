"""A good folder to begin with."""

from pathlib import Path

import pytest

from tests.knowledge.folders import GOOD, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every kind of file, nothing wrong in it."""
    return write(tmp_path / "know", GOOD)
