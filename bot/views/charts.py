"""Charts as PNG: a week of glasses and stretches, and the topics that people read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

from PIL import Image, ImageDraw, ImageFont

from bot.views.usage import TopicUse, helpful_share

WIDTH = 960
MARGIN = 40
HEADING = 52
TITLE = 42
"""The size of letters, in pixels."""
LABEL = 40
LINE = 64
ROUNDING = 12

BACKGROUND = "#17222e"
TEXT = "#f2f5f7"
SOFT = "#a9b6c2"
EMPTY = "#72869a"
BLUE = "#4db5ff"
YELLOW = "#ffc94d"

_COLOURS = 64


def canvas(height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty picture, and what draws on it."""
    image = Image.new("RGB", (WIDTH, height), BACKGROUND)
    return image, ImageDraw.Draw(image)


def png(image: Image.Image) -> bytes:
    """The file, as light as it can be."""
    return _saved(image, "PNG")


def _saved(image: Image.Image, form: str) -> bytes:
    file = BytesIO()
    (image.quantize(_COLOURS) if form == "PNG" else image).save(file, form, optimize=form == "PNG")
    return file.getvalue()


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The one inside Pillow: every machine has it. It has letters, but no signs such as emoji."""
    return ImageFont.load_default(size)


def title(draw: ImageDraw.ImageDraw, top: int, text: str, colour: str) -> None:
    """What a colour means."""
    middle = top + LINE // 2
    draw.rounded_rectangle((MARGIN, middle - 14, MARGIN + 28, middle + 14), 7, colour)
    draw.text((MARGIN + 46, middle), text, TEXT, font(TITLE), anchor="lm")


_BARS = 300
"""Pixels of the highest bar."""
_ABOVE_LABELS = 2 * LINE + _BARS
_BELOW_LABELS = 3 * LINE // 2
_TICKS = 11 * LINE // 4
_RADIUS = 30
_FEW = 4
"""Even in a week of few, a single one is no high bar."""


@dataclass(frozen=True, slots=True)
class Bars:
    """How often something was done on each day."""

    heading: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Ticks:
    """Whether something was done on each day."""

    heading: str
    values: Sequence[bool]


@dataclass(frozen=True, slots=True)
class ChartDays:
    """Seven days or any other number, oldest first."""

    labels: Sequence[str]
    """Short; the last one, today's, stands out."""
    series: Sequence[Bars | Ticks]
    """In one chart, bars stand above ticks."""


def chart(days: ChartDays) -> bytes:
    """Bars for what is counted, and a tick for each day on which something was done."""
    bars = [each for each in days.series if isinstance(each, Bars)]
    ticks = [each for each in days.series if isinstance(each, Ticks)]
    height = 2 * MARGIN + LINE + len(ticks) * _TICKS
    height += len(bars) * _ABOVE_LABELS + max(len(bars) - 1, 0) * _BELOW_LABELS
    image, draw = canvas(height)
    at = MARGIN
    for counted in bars:
        title(draw, at, counted.heading, BLUE)
        at += _ABOVE_LABELS
        _bars(draw, at, counted.values)
        _draw_labels(draw, at + LINE // 2, days.labels)
        at += _BELOW_LABELS
    for done in ticks:
        title(draw, at, done.heading, YELLOW)
        _ticks(draw, at + 7 * LINE // 4, done.values)
        at += _TICKS
    if not bars:
        _draw_labels(draw, height - MARGIN - LINE // 2, days.labels)
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


def _draw_labels(draw: ImageDraw.ImageDraw, middle_line: int, labels: Sequence[str]) -> None:
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


MOST_TOPICS = 10
"""Topics; more are not read on a phone."""
FORMS: Mapping[str, str] = MappingProxyType(
    {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".pdf": "PDF"}
)
"""In which a chart can be written, by the ends of names."""
MOST_DRAWN = 200
"""Topics; a folder of knowledge has tens, and what it had once may be there too."""

_FULL = WIDTH - 2 * MARGIN
_BAR = 34
_THIN = 10
_GAP = 14
_BESIDE = 14
"""Pixels between a bar and its number."""
_ROW = LINE + _BAR + _GAP + _THIN + LINE // 2


def topics_chart(topics: Sequence[TopicUse], days: str, form: str = "PNG") -> bytes:
    """A picture of topics: a bar for how often each was shown, and the share of those it has helped.

    `days` are those that count, in words; `form` is one of FORMS.
    """
    shown = topics[:MOST_DRAWN]
    legend = [("Answers shown", BLUE)] if any(topic.shown for topic in shown) else []
    if any(topic.helpful is not None for topic in shown):
        legend.append(("Found helpful, of all who ever voted", YELLOW))
    top = MARGIN + LINE * (2 + len(legend)) + LINE // 4
    image, draw = canvas(top + MARGIN + _ROW * len(shown))
    draw.text((MARGIN, MARGIN + LINE // 2), "What people read", TEXT, font(HEADING), anchor="lm")
    draw.text((MARGIN, MARGIN + LINE * 3 // 2), days, SOFT, font(LABEL), anchor="lm")
    for number, (meaning, colour) in enumerate(legend, 2):
        title(draw, MARGIN + LINE * number, meaning, colour)
    highest = max((topic.shown for topic in shown), default=0)
    longest = _FULL - _BESIDE - draw.textlength(f"{highest:,}", font(LABEL))
    for number, topic in enumerate(shown):
        _row(draw, top + _ROW * number, topic, longest / max(highest, 1))
    return _saved(image, form)


def _row(draw: ImageDraw.ImageDraw, top: int, topic: TopicUse, scale: float) -> None:
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
