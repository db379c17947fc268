"""What is wrong with a knowledge folder, and where."""

from collections.abc import Callable
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
class Place:
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

    place: Place
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
