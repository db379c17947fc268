"""A week as a picture."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.views.charts import WIDTH, Bars, ChartDays, Ticks, chart

LABELS = ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon")
GLASSES = Bars("Glasses of water", (5, 7, 0, 6, 8, 4, 3))
STRETCHED = Ticks("Stretched", (True, True, False, True, True, True, False))
WATER, STRETCH, BACKGROUND = (77, 181, 255), (255, 201, 77), (23, 34, 46)
LIMIT = 50 * 1024


def drawn(days: ChartDays) -> Image.Image:
    """The picture that comes out of the bytes."""
    image = Image.open(BytesIO(chart(days)))
    assert image.format == "PNG"
    return image.convert("RGB")


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    """Whether a pixel has a colour, but for what the palette has made of it."""
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= 6 for a, b in zip(pixel, colour, strict=True))


def heights(image: Image.Image, colour: tuple[int, int, int]) -> list[int]:
    """How many pixels of a colour there are in the middle of each of seven columns."""
    middles = [40 + (WIDTH - 80) // 7 * number + (WIDTH - 80) // 14 + 20 for number in range(7)]
    return [sum(is_near(image.getpixel((x, y)), colour) for y in range(90, image.height)) for x in middles]


def test_bars_show_the_values() -> None:
    """As high as there were glasses."""
    bars = heights(drawn(ChartDays(LABELS, [GLASSES])), WATER)
    assert bars[2] == 0
    assert [round(bar / max(bars) * 8) for bar in bars] == list(GLASSES.values)


def test_ticks_show_the_stretches() -> None:
    """Full circles for the days on which there was one."""
    circles = heights(drawn(ChartDays(LABELS, [STRETCHED])), STRETCH)
    assert [circle > 0 for circle in circles] == list(STRETCHED.values)


def test_both() -> None:
    """One above the other."""
    image = drawn(ChartDays(LABELS, [GLASSES, STRETCHED]))
    assert (
        image.height
        > drawn(ChartDays(LABELS, [GLASSES])).height
        > drawn(ChartDays(LABELS, [STRETCHED])).height
    )
    assert [bar > 0 for bar in heights(image, WATER)] == [glass > 0 for glass in GLASSES.values]
    assert [circle > 0 for circle in heights(image, STRETCH)] == list(STRETCHED.values)


def test_nothing_is_transparent() -> None:
    """Telegram puts white or black behind what is."""
    image = Image.open(BytesIO(chart(ChartDays(LABELS, [GLASSES, STRETCHED]))))
    assert "transparency" not in image.info
    assert is_near(image.convert("RGB").getpixel((1, 1)), BACKGROUND)


@given(st.lists(st.integers(0, 200), min_size=7, max_size=7), st.lists(st.booleans(), min_size=7, max_size=7))
@settings(max_examples=25)
def test_any_week(glasses: list[int], stretched: list[bool]) -> None:
    """Always drawn, and never heavy."""
    series: list[Bars | Ticks] = [Bars("Glasses of water", glasses), Ticks("Stretched", stretched)]
    assert len(chart(ChartDays(LABELS, series))) <= LIMIT
