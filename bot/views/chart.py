"""A week as a picture: values in, PNG out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import ImageDraw

from bot.views.drawing import (
    BACKGROUND,
    BLUE,
    EMPTY,
    LABEL,
    LINE,
    MARGIN,
    ROUNDING,
    SOFT,
    TEXT,
    WIDTH,
    YELLOW,
    canvas,
    font,
    png,
    title,
)

_BARS = 300
"""Pixels of the highest bar."""
_RADIUS = 30
_FEW = 4
"""Even in a week of few, a single one is no high bar."""


@dataclass(frozen=True, slots=True)
class Days:
    """Seven days or any other number, oldest first; a kind without values is left out."""

    labels: Sequence[str]
    """Short; the last one, today's, stands out."""
    glasses: Sequence[int] = ()
    stretched: Sequence[bool] = ()


def chart(days: Days) -> bytes:
    """Bars for the glasses of each day, and a tick for each day with a stretch."""
    height = 2 * MARGIN + LINE
    height += 2 * LINE + _BARS if days.glasses else 0
    height += 11 * LINE // 4 if days.stretched else 0
    image, draw = canvas(height)
    at = MARGIN
    if days.glasses:
        title(draw, at, "Glasses of water", BLUE)
        at += 2 * LINE + _BARS
        _bars(draw, at, days.glasses)
        _labels(draw, at + LINE // 2, days.labels)
        at += 3 * LINE // 2
    if days.stretched:
        title(draw, at, "Stretched", YELLOW)
        _ticks(draw, at + 7 * LINE // 4, days.stretched)
    if not days.glasses:
        _labels(draw, height - MARGIN - LINE // 2, days.labels)
    return png(image)


def _bars(draw: ImageDraw.ImageDraw, bottom: int, values: Sequence[int]) -> None:
    highest = max(_FEW, *values)
    draw.line((MARGIN, bottom, WIDTH - MARGIN, bottom), EMPTY, 3)
    for middle, value in zip(_columns(len(values)), values, strict=True):
        top = bottom - round(_BARS * value / highest)
        if value:
            half = _column(len(values)) * 3 // 10
            rounding = min(ROUNDING, bottom - top)
            box = (middle - half, top, middle + half, bottom - 2)
            draw.rounded_rectangle(box, rounding, BLUE, corners=(True, True, False, False))
        draw.text((middle, top - 12), str(value), TEXT if value else SOFT, font(LABEL), anchor="mb")


def _ticks(draw: ImageDraw.ImageDraw, middle_line: int, values: Sequence[bool]) -> None:
    for middle, value in zip(_columns(len(values)), values, strict=True):
        circle = ((middle, middle_line), _RADIUS)
        if not value:
            draw.circle(*circle, outline=EMPTY, width=5)
            continue
        draw.circle(*circle, fill=YELLOW)
        tick = [(-13, 1), (-4, 11), (14, -10)]
        draw.line([(middle + x, middle_line + y) for x, y in tick], BACKGROUND, 7, joint="curve")


def _labels(draw: ImageDraw.ImageDraw, middle_line: int, labels: Sequence[str]) -> None:
    columns = _columns(len(labels))
    for middle, label in zip(columns, labels, strict=True):
        colour = TEXT if middle == columns[-1] else SOFT
        draw.text((middle, middle_line), label, colour, font(LABEL), anchor="mm")


def _column(count: int) -> int:
    return (WIDTH - 2 * MARGIN) // count


def _columns(count: int) -> list[int]:
    """The middle of each column."""
    width = _column(count)
    return [MARGIN + width * number + width // 2 for number in range(count)]
