"""What is wrong with a knowledge folder, and slips that cannot be seen or that YAML explains elsewhere."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BotError

Report = Callable[[int, str], None]
"""Takes a line of some file, and what to do about it."""

MOST = 500
"""Problems in a message; nobody reads more, and a file that is no knowledge at all has one a line."""
WIDEST = 60
"""Characters of a quoted text, so that a message stays on one line."""


@dataclass(frozen=True, order=True, slots=True)
class FileLine:
    """A line of a file, as an editor can open it: `file` is relative to `folder`, lines count from 1."""

    file: Path
    line: int
    folder: Path = Path()

    def __str__(self) -> str:
        path = str(self.folder / self.file)
        printable = path.encode("utf-8", "backslashreplace").decode("utf-8")
        return f"{printable}:{self.line}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing to put right; the message says what to do."""

    place: FileLine
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class KnowledgeError(BotError):
    """The knowledge cannot be used; `problems` holds all that one run found, in the order of the files."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        more = len(self.problems) - MOST
        shown = [*map(str, self.problems[:MOST]), *([f"and {more:,} more"] if more > 0 else [])]
        super().__init__("\n".join(shown))


def quoted(text: str) -> str:
    """Text from a file for use in a message: on one line, shortened, without control characters."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return f"`{shown}`" if len(shown) <= WIDEST else f"`{shown[: WIDEST - 3]}...`"


LARGEST = 1_000_000


def find_files(folder: Path, problems: list[Problem]) -> list[Path]:
    """Every YAML file in the folder, relative to it and in order; hidden ones are left out."""

    def report(path: str | Path, message: str) -> None:
        problems.append(Problem(FileLine(Path(path).relative_to(folder), 1, folder), message))

    def unreadable(error: OSError) -> None:
        wrong = isinstance(error, NotADirectoryError)
        report(error.filename, "is a file: name its folder" if wrong else f"cannot be read: {error.strerror}")

    found = []
    for parent, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = _visible(folders)
        for path in (Path(parent, name) for name in folders):
            if path.is_symlink():
                report(path, "links to folders are not followed: put the folder itself here")
        for path in (Path(parent, name) for name in _visible(files)):
            if path.suffix == ".yaml":
                found.append(path.relative_to(folder))
            elif path.suffix.lower() in {".yaml", ".yml"}:
                report(path, f"only .yaml files are read: rename it to {path.stem}.yaml")
    return sorted(found)


def read_text(path: Path, report: Report) -> str | None:
    """What a file says; None when it cannot be read, which is reported."""
    try:
        if not path.is_file():
            report(1, "is not a file, or a link to a file that does not exist: replace or remove it")
            return None
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        report(1, f"cannot be read: {error.strerror}")
        return None
    if len(data) > LARGEST:
        report(1, f"is larger than {LARGEST // 1_000_000} MB: split it into several files")
        return None
    return _decoded(data, report)


def _visible(names: list[str]) -> Iterator[str]:
    return (name for name in names if not name.startswith("."))


def _decoded(data: bytes, report: Report) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        report(1, "is written in UTF-16 or UTF-32: save it as UTF-8")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report(line, f"the byte 0x{data[error.start]:02X} is not UTF-8: save the file as UTF-8")
        return None


_MERGE = re.compile(r"(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)(?:\s|$)")
"""At the beginning of a line, where no text of YAML stands."""
_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_KEY = r"""(?:[\w-]+|"[^"]*"):(?: +[|>][-+0-9]*)? *"""
_ODD_SPACE = re.compile(rf"[ -]*(?:{_KEY})?(?P<space>[{_SPACES}])")
"""Where YAML counts spaces: in front of a line, behind a dash, and behind a key and its `|`."""
_ODD_BREAK = re.compile("[\u0085\u2028\u2029]")
"""YAML begins a new line here, and editors do not: all lines below would have other numbers."""
_KEYLESS = re.compile(r"(?P<before> *(?:- +)*)(?P<rest>[\w\"'](?:[^:]|:(?! |$))*)")
"""What may be a key that has lost its colon."""
_KEY_AT_ALL = re.compile(r"(?P<before> *)(?:[\w-][\w -]*|\"[^\"]*\"|'[^']*'):( |$)")


def slips(text: str) -> Iterator[tuple[int, str]]:
    """The lines, from 1, with what to do there; what is in a merge is not looked at any further."""
    lines = text.split("\n")
    if marks := [number for number, line in enumerate(lines, 1) if _MERGE.match(line)]:
        for number in marks:
            yield number, "a merge mark of git: keep one of the two versions, and remove the mark"
        return
    for number, line in enumerate(lines, 1):
        if found := _ODD_BREAK.search(line):
            sign = ord(found[0])
            yield number, f"a line break that only YAML sees (U+{sign:04X}): begin a new line, or remove it"
        if found := _ODD_SPACE.match(line):
            sign = ord(found["space"])
            yield number, f"a space that YAML does not know (U+{sign:04X}): replace it by an ordinary one"


def lost_its_colon(above: list[str], line: str) -> int | None:
    """The number of the line above one with a key that is a key, too, beside it or around it; or None."""
    written = (number for number in range(len(above), 0, -1) if above[number - 1].split("#")[0].strip())
    number = next(written, 0)
    keyless = _KEYLESS.fullmatch(above[number - 1]) if number else None
    key = _KEY_AT_ALL.match(line)
    if not keyless or not key:
        return None
    deeper = len(key["before"]) - len(keyless["before"])
    is_one_word = len(keyless["rest"].split()) == 1
    return number if deeper == 0 or (deeper > 0 and is_one_word) else None
