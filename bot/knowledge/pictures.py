"""The pictures of a knowledge folder."""

from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.model import PICTURES_FOLDER, Picture, WrittenPicture
from bot.knowledge.problems import quoted
from bot.knowledge.validation import nearest
from bot.knowledge.yaml_file import Sheet

PICTURES = Path("pictures.yaml")
LARGEST = 10_000_000
"""Bytes of a photo that Telegram takes."""
LONGEST_EDGES = 10_000
"""Width and height of a photo together, in pixels."""
SLIMMEST = 20
"""How many times as long as wide a photo may be, or as wide as long."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = b"IHDR"


def check_pictures(pages: list[Sheet], pictures: Sheet | None, *, complete: bool) -> None:
    """Report pictures that pictures.yaml does not have; when all files can be read, and unused ones."""
    known = pictures.keys() if pictures else ()
    used = set()
    for page in pages:
        for index in page.indices():
            for where, name in page.texts(index, "pictures"):
                used.add(name)
                if name and name not in known:
                    message = (
                        f"there is no picture {quoted(name)} in {PICTURES}: {nearest(name, list(known))}"
                    )
                    page.report(message, *where)
    if pictures and complete:
        for name in known:
            if name not in used:
                pictures.report(f"no entry shows {quoted(name)}: use it or remove it", name)


def read_pictures(sheet: Sheet, written: dict[str, WrittenPicture]) -> Iterator[tuple[str, Picture]]:
    """The pictures whose files can be sent, by their names; the other ones are reported."""
    for name, picture in written.items():
        file = PICTURES_FOLDER / picture.file
        path = sheet.folder / file
        try:
            if path.exists() and not path.is_file():  # to open a pipe would wait for somebody who writes
                sheet.report(f"{file} is not a file: replace it", name, "file")
                continue
            with path.open("rb") as stream:
                content = stream.read(LARGEST + 1)
        except FileNotFoundError:
            sheet.report(f"{file} is missing: put the file there, or correct the name", name, "file")
            continue
        except OSError as error:
            sheet.report(f"{file} cannot be read: {error.strerror}", name, "file")
            continue
        wrong = _wrong(content)
        if wrong:
            sheet.report(f"{file} {wrong}", name, "file")
        else:
            yield name, Picture(picture.file, picture.shows, content)


def _wrong(content: bytes) -> str | None:
    """Why Telegram would not take a picture."""
    if not content.startswith(_SIGNATURE) or content[12:16] != _HEADER:
        return "is not a PNG: save it as one"
    if len(content) > LARGEST:
        return f"is larger than the {LARGEST // 1_000_000} MB that Telegram takes: make it smaller"
    width, height = (int.from_bytes(content[start : start + 4], "big") for start in (16, 20))
    if width + height > LONGEST_EDGES:
        most = f"{LONGEST_EDGES:,} for both together"
        return f"is {width} by {height} pixels, and Telegram takes {most}: make it smaller"
    if max(width, height) > SLIMMEST * min(width, height) or not width:
        return f"is {width} by {height} pixels, too slim for Telegram: {SLIMMEST} to 1 at most"
    return None
