"""Pictures and their files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge import load
from bot.knowledge.pictures import LARGEST
from tests.knowledge.folders import FEET_FILE, complaints, replace, write

PICTURES = 'toes: {file: toes.png, shows: "Ten toes."}\n'


def png(width: int = 100, height: int = 75) -> bytes:
    """The beginning of a PNG, which is all that is looked at."""
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0dIHDR" + size


@pytest.fixture
def folder(folder: Path) -> Path:
    """A good folder with a picture."""
    replace(folder, FEET_FILE, "  related:", "  pictures: [toes]\n  related:")
    return write(folder, {"pictures.yaml": PICTURES, "pictures/toes.png": png()})


def test_a_picture(folder: Path) -> None:
    """Its words and its bytes, by its name."""
    knowledge = load(folder)
    toes = knowledge.pictures["toes"]
    assert (toes.file, toes.shows, toes.content) == ("toes.png", "Ten toes.", png())
    assert knowledge.entries["shoes"].pictures == ("toes",)
    assert knowledge.entries["swelling"].pictures == ()


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("[tose]", "12: there is no picture `tose` in pictures.yaml: did you mean `toes`?"),
        ("[toes, toes]", "12: `toes` stands here twice (first on line 12): keep one"),
        ("[toes, a, b, c]", "12: `pictures` has 4 items; at most 3 fit above an answer"),
        ("toes", "12: `pictures` must be a list, not `toes`"),
    ],
)
def test_entries_name_pictures(folder: Path, named: str, expected: str) -> None:
    """Up to three that there are."""
    replace(folder, FEET_FILE, "[toes]", named)
    assert f"{FEET_FILE}:{expected}" in complaints(folder)


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    """It is complained of itself, and not by everything that names a picture."""
    write(folder, {"pictures.yaml": "toes\n  file: toes.png\n"})
    (only,) = complaints(folder)
    assert only.startswith("pictures.yaml:1: a key without a colon")


def test_nothing_comes_before_something_urgent(folder: Path) -> None:
    """Not even a picture."""
    replace(folder, "30-alarms.yaml", "  listed: no", "  pictures: [toes]\n  listed: no")
    assert complaints(folder) == [
        "30-alarms.yaml:10: `pictures` cannot come before an answer with `urgent: true`: remove them"
    ]


def test_no_picture_is_without_use(folder: Path) -> None:
    """It would only take up room; but while a file cannot be read, it may be used there."""
    replace(folder, FEET_FILE, "  pictures: [toes]\n", "")
    assert complaints(folder) == ["pictures.yaml:1: no entry shows `toes`: use it or remove it"]
    write(folder, {FEET_FILE: "- a: b: c\n"})
    assert [line.split(": ")[0] for line in complaints(folder)] == [f"{FEET_FILE}:1"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("toes: {file: toes.png}", "`shows` is missing: add it"),
        ('toes: {file: toes.png, shows: ""}', "`shows` is empty: fill it in or remove it"),
        (
            "toes: {file: toes.png, shows: " + "x" * 1025 + "}",
            "`shows` has 1,025 characters; at most 1,024 fit under a picture",
        ),
        (
            "toes: {file: toes.jpg, shows: x}",
            "`file` is `toes.jpg`: write the name of a PNG in pictures/, such as calf-stretch.png",
        ),
        (
            "toes: {file: ../toes.png, shows: x}",
            "`file` is `../toes.png`: write the name of a PNG in pictures/, such as calf-stretch.png",
        ),
        ("toes: {file: toes.png, show: x, shows: x}", "`show` is not a known key: did you mean `shows`?"),
        (
            "toes: {file: nose.png, shows: x}",
            "pictures/nose.png is missing: put the file there, or correct the name",
        ),
    ],
)
def test_how_a_picture_is_written(folder: Path, written: str, expected: str) -> None:
    """A file of the folder, and what it shows."""
    write(folder, {"pictures.yaml": f"# drawn\n{written}\n"})
    assert complaints(folder) == [f"pictures.yaml:2: {expected}"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is not a PNG: save it as one"),
        (b"\xff\xd8\xff\xe0 a photo", "is not a PNG: save it as one"),
        (png()[:16], "is 0 by 0 pixels, too slim for Telegram: 20 to 1 at most"),
        (
            png().ljust(LARGEST + 1, b"\0"),
            "is larger than the 10 MB that Telegram takes: make it smaller",
        ),
        (
            png(6000, 4001),
            "is 6000 by 4001 pixels, and Telegram takes 10,000 for both together: make it smaller",
        ),
        (png(2100, 100), "is 2100 by 100 pixels, too slim for Telegram: 20 to 1 at most"),
        (png(100, 0), "is 100 by 0 pixels, too slim for Telegram: 20 to 1 at most"),
    ],
)
def test_what_telegram_takes(folder: Path, content: bytes, expected: str) -> None:
    """A PNG of a size that it shows."""
    write(folder, {"pictures/toes.png": content})
    assert complaints(folder) == [f"pictures.yaml:1: pictures/toes.png {expected}"]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_no_file(folder: Path, make: Callable[[Path], None]) -> None:
    """A folder, a pipe that nobody writes to, and a device without an end keep nobody waiting."""
    (folder / "pictures/toes.png").unlink()
    make(folder / "pictures/toes.png")
    assert complaints(folder) == ["pictures.yaml:1: pictures/toes.png is not a file: replace it"]


def test_a_link_to_itself(folder: Path) -> None:
    """The reason is named."""
    (folder / "pictures/toes.png").unlink()
    (folder / "pictures/toes.png").symlink_to("toes.png")
    (complaint,) = complaints(folder)
    assert complaint.startswith("pictures.yaml:1: pictures/toes.png cannot be read: ")
