"""What people read, and whether it helped, as a picture."""

from collections.abc import Sequence

from PIL import ImageDraw

from bot.views.drawing import (
    BLUE,
    EMPTY,
    LABEL,
    LINE,
    MARGIN,
    SOFT,
    TEXT,
    WIDTH,
    YELLOW,
    canvas,
    font,
    png,
    title,
)
from bot.views.figures import Topic, helpful_share

MOST = 10
"""Topics; more are not read on a phone."""

_FULL = WIDTH - 2 * MARGIN
_BAR = 34
_THIN = 10
_GAP = 14
_BESIDE = 14
"""Pixels between a bar and its number."""
_ROW = LINE + _BAR + _GAP + _THIN + LINE // 2


def topics_chart(topics: Sequence[Topic]) -> bytes:
    """A PNG of the first topics: a bar for how often each was shown, and the share of those it has helped."""
    shown = topics[:MOST]
    image, draw = canvas(2 * MARGIN + 2 * LINE + LINE // 4 + _ROW * len(shown))
    title(draw, MARGIN, "Answers shown", BLUE)
    title(draw, MARGIN + LINE, "Found helpful, of those who voted", YELLOW)
    highest = max((topic.shown for topic in shown), default=0)
    longest = _FULL - _BESIDE - draw.textlength(f"{highest:,}", font(LABEL))
    for number, topic in enumerate(shown):
        _row(draw, MARGIN + 2 * LINE + LINE // 4 + _ROW * number, topic, longest / max(highest, 1))
    return png(image)


def _row(draw: ImageDraw.ImageDraw, top: int, topic: Topic, scale: float) -> None:
    middle = top + LINE // 2
    helpful = helpful_share(topic)
    draw.text((WIDTH - MARGIN, middle), helpful, SOFT, font(LABEL), anchor="rm")
    room = _FULL - draw.textlength(f"{helpful}  ", font(LABEL))
    draw.text((MARGIN, middle), _shortened(draw, topic.title, room), TEXT, font(LABEL), anchor="lm")
    top += LINE
    length = round(scale * topic.shown)
    _bar(draw, top, length, _BAR, BLUE)
    draw.text(
        (MARGIN + length + _BESIDE, top + _BAR // 2), f"{topic.shown:,}", TEXT, font(LABEL), anchor="lm"
    )
    top += _BAR + _GAP
    if topic.helpful is not None:
        _bar(draw, top, _FULL, _THIN, EMPTY)
        _bar(draw, top, round(_FULL * topic.helpful), _THIN, YELLOW)


def _bar(draw: ImageDraw.ImageDraw, top: int, length: int, height: int, colour: str) -> None:
    if length > 0:
        draw.rounded_rectangle(
            (MARGIN, top, MARGIN + length - 1, top + height - 1), min(height, length) // 3, colour
        )


def _shortened(draw: ImageDraw.ImageDraw, text: str, room: float) -> str:
    if draw.textlength(text, font(LABEL)) <= room:
        return text
    while text and draw.textlength(f"{text}…", font(LABEL)) > room:
        text = text[:-1].rstrip()
    return f"{text}…"
