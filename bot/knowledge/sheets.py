"""The files of a knowledge folder as nodes, and what is wrong in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.files import read_text
from bot.knowledge.problems import Place, Problem
from bot.knowledge.yaml_nodes import Fields, Listing, Node, Scalar, parse

Where = tuple[str | int, ...]
"""A way into a file: keys, and indices of lists."""


@dataclass(frozen=True)
class Sheet:
    """One file of the folder, and a way to say what is wrong in it."""

    folder: Path
    file: Path
    root: Node
    problems: list[Problem]

    def place(self, *where: str | int) -> Place:
        """The line of what `where` leads to, or of the nearest thing around it that exists."""
        line, _ = self._walk(where)[-1]
        return Place(self.file, line, self.folder)

    def at(self, *where: str | int) -> Node | None:
        """The node that `where` leads to."""
        steps = self._walk(where)
        return steps[-1][1] if len(steps) > len(where) else None

    def texts(self, *where: str | int) -> Iterator[tuple[Where, str]]:
        """Every scalar at `where`, alone or in a list, with its own path."""
        node = self.at(*where)
        if isinstance(node, Scalar):
            yield where, node.text
        for index in self.indices(*where):
            item = self.at(*where, index)
            if isinstance(item, Scalar):
                yield (*where, index), item.text

    def indices(self, *where: str | int) -> range:
        """The indices of the list at `where`."""
        node = self.at(*where)
        return range(len(node.items) if isinstance(node, Listing) else 0)

    def keys(self, *where: str | int) -> tuple[str, ...]:
        """The keys of the mapping at `where`."""
        node = self.at(*where)
        return tuple(node.items) if isinstance(node, Fields) else ()

    def report(self, message: str, *where: str | int) -> None:
        """Note a problem at `where`."""
        self.problems.append(Problem(self.place(*where), message))

    def _walk(self, where: Where) -> list[tuple[int, Node]]:
        """The nodes on the way to `where`, with their lines; the line of a key's value is that of the key."""
        steps = [(self.root.line, self.root)]
        for step in where:
            node = steps[-1][1]
            if isinstance(node, Fields) and isinstance(step, str) and step in node.items:
                steps.append(node.items[step])
            elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
                steps.append((node.items[step].line, node.items[step]))
            else:
                break
        return steps


def read_sheets(folder: Path, files: list[Path], problems: list[Problem]) -> dict[Path, Sheet]:
    """The files that can be read, by their path in the folder."""
    sheets = {}
    for file in files:

        def report(line: int, message: str, file: Path = file) -> None:
            problems.append(Problem(Place(file, line, folder), message))

        text = read_text(folder / file, report)
        root = None if text is None else parse(text, report)
        if root is not None:
            sheets[file] = Sheet(folder, file, root, problems)
    return sheets
