"""A week as a picture: values in, PNG out.

It brings its own dark background, so that it looks the same in light and dark themes and does not glare at
night. Telegram shows it about 300 points wide on a phone, a third of its own width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH = 960
_MARGIN = 40
_TITLE = 42
"""The size of letters, in pixels."""
_LABEL = 40
_LINE = 64
_BARS = 300
"""Pixels of the highest bar."""
_ROUNDING = 12
_RADIUS = 30
_FEW = 4
"""Even in a week of few, a single one is no high bar."""

_BACKGROUND = "#17222e"
_TEXT = "#f2f5f7"
_SOFT = "#a9b6c2"
_EMPTY = "#72869a"
_WATER = "#4db5ff"
_STRETCH = "#ffc94d"
_TICK = "#17222e"


@dataclass(frozen=True, slots=True)
class Days:
    """Seven days or any other number, oldest first; a kind without values is left out."""

    labels: Sequence[str]
    """Short; the last one, today's, stands out."""
    glasses: Sequence[int] = ()
    stretched: Sequence[bool] = ()


def chart(days: Days) -> bytes:
    """Bars for the glasses of each day, and a tick for each day with a stretch."""
    height = 2 * _MARGIN + _LINE
    height += 2 * _LINE + _BARS if days.glasses else 0
    height += 11 * _LINE // 4 if days.stretched else 0
    image = Image.new("RGB", (WIDTH, height), _BACKGROUND)
    draw, at = ImageDraw.Draw(image), _MARGIN
    if days.glasses:
        _title(draw, at, "Glasses of water", _WATER)
        at += 2 * _LINE + _BARS
        _bars(draw, at, days.glasses)
        _labels(draw, at + _LINE // 2, days.labels)
        at += 3 * _LINE // 2
    if days.stretched:
        _title(draw, at, "Stretched", _STRETCH)
        _ticks(draw, at + 7 * _LINE // 4, days.stretched)
    if not days.glasses:
        _labels(draw, height - _MARGIN - _LINE // 2, days.labels)
    file = BytesIO()
    image.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _title(draw: ImageDraw.ImageDraw, top: int, text: str, colour: str) -> None:
    middle = top + _LINE // 2
    draw.rounded_rectangle((_MARGIN, middle - 14, _MARGIN + 28, middle + 14), 7, colour)
    draw.text((_MARGIN + 46, middle), text, _TEXT, _font(_TITLE), anchor="lm")


def _bars(draw: ImageDraw.ImageDraw, bottom: int, values: Sequence[int]) -> None:
    highest = max(_FEW, *values)
    draw.line((_MARGIN, bottom, WIDTH - _MARGIN, bottom), _EMPTY, 3)
    for middle, value in zip(_columns(len(values)), values, strict=True):
        top = bottom - round(_BARS * value / highest)
        if value:
            half = _column(len(values)) * 3 // 10
            rounding = min(_ROUNDING, bottom - top)
            box = (middle - half, top, middle + half, bottom - 2)
            draw.rounded_rectangle(box, rounding, _WATER, corners=(True, True, False, False))
        draw.text((middle, top - 12), str(value), _TEXT if value else _SOFT, _font(_LABEL), anchor="mb")


def _ticks(draw: ImageDraw.ImageDraw, middle_line: int, values: Sequence[bool]) -> None:
    for middle, value in zip(_columns(len(values)), values, strict=True):
        circle = ((middle, middle_line), _RADIUS)
        if not value:
            draw.circle(*circle, outline=_EMPTY, width=5)
            continue
        draw.circle(*circle, fill=_STRETCH)
        tick = [(-13, 1), (-4, 11), (14, -10)]
        draw.line([(middle + x, middle_line + y) for x, y in tick], _TICK, 7, joint="curve")


def _labels(draw: ImageDraw.ImageDraw, middle_line: int, labels: Sequence[str]) -> None:
    columns = _columns(len(labels))
    for middle, label in zip(columns, labels, strict=True):
        colour = _TEXT if middle == columns[-1] else _SOFT
        draw.text((middle, middle_line), label, colour, _font(_LABEL), anchor="mm")


def _column(count: int) -> int:
    return (WIDTH - 2 * _MARGIN) // count


def _columns(count: int) -> list[int]:
    """The middle of each column."""
    width = _column(count)
    return [_MARGIN + width * number + width // 2 for number in range(count)]
