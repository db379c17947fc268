"""What the charts have in common.

They bring their own dark background, so that they look the same in light and dark themes and do not glare at
night. Telegram shows them about 300 points wide on a phone, a third of their own width.
"""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH = 960
MARGIN = 40
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
    file = BytesIO()
    image.quantize(_COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The one inside Pillow: every machine has it. It has letters, but no signs such as emoji."""
    return ImageFont.load_default(size)


def title(draw: ImageDraw.ImageDraw, top: int, text: str, colour: str) -> None:
    """What a colour means."""
    middle = top + LINE // 2
    draw.rounded_rectangle((MARGIN, middle - 14, MARGIN + 28, middle + 14), 7, colour)
    draw.text((MARGIN + 46, middle), text, TEXT, font(TITLE), anchor="lm")
