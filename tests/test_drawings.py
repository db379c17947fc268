"""The drawings that ship."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import KNOWLEDGE

FOLDER = KNOWLEDGE / "pictures"
DRAWINGS = sorted(FOLDER.glob("*.svg"))
LARGEST = 150_000
"""Bytes: somebody with a cramp may have a slow connection."""


def test_every_drawing_has_its_picture() -> None:
    """And every picture its drawing; `python -m tools.make_pictures` makes what is missing."""
    assert DRAWINGS
    assert [drawing.with_suffix(".png") for drawing in DRAWINGS] == sorted(FOLDER.glob("*.png"))


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_a_picture(drawing: Path) -> None:
    """It has the shape of its drawing, at a width for phones, is opaque, and not large."""
    png = drawing.with_suffix(".png").read_bytes()
    left, top, across, down = map(int, ET.parse(drawing).getroot().attrib["viewBox"].split())  # noqa: S314 - ours
    width, height = (int.from_bytes(png[start : start + 4], "big") for start in (16, 20))
    colours_without_transparency = (0, 2, 3)
    assert (left, top) == (0, 0)
    assert (width, height) == (1000, 1000 * down // across)
    assert png[25] in colours_without_transparency
    assert len(png) < LARGEST
