"""What the charts have in common."""

from io import BytesIO

import pytest
from PIL import Image

from bot.views import charts
from bot.views.charts import BACKGROUND, WIDTH, canvas, png


def luminance(colour: str) -> float:
    """As in the web's guidelines for contrast."""
    parts = bytes.fromhex(colour.removeprefix("#"))
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("name", "least"), [("TEXT", 7), ("SOFT", 7), ("BLUE", 4.5), ("YELLOW", 4.5), ("EMPTY", 3)]
)
def test_readable(name: str, least: float) -> None:
    """Its own background makes the contrast the same in every theme: what the guidelines ask for."""
    colour = luminance(getattr(charts, name))
    assert (colour + 0.05) / (luminance(BACKGROUND) + 0.05) >= least


def test_a_picture() -> None:
    """A PNG as wide as all others, on the background."""
    image, _ = canvas(300)
    file = Image.open(BytesIO(png(image)))
    assert (file.format, file.size) == ("PNG", (WIDTH, 300))
    assert file.convert("RGB").getpixel((5, 5)) == tuple(bytes.fromhex(BACKGROUND[1:]))
