"""Words under a picture."""

from dataclasses import replace

from bot.knowledge import CAPTION_LIMIT
from bot.views.screen import Screen, bare, plain

_SHOWN = "Picture:"


def captioned(screen: Screen) -> Screen | None:
    """A screen whose words stand under its picture, and after them what that shows.

    None where there is not exactly one picture, or not enough room for both.
    """
    if len(screen.pictures) != 1:
        return None
    (picture,) = screen.pictures
    html = f"{screen.html}\n\n<i>{_SHOWN}\n{plain(picture.shows)}</i>"
    return replace(screen, html=html) if _length(bare(html)) <= CAPTION_LIMIT else None


def _length(text: str) -> int:
    """As Telegram counts."""
    return len(text.encode("utf-16-le")) // 2
