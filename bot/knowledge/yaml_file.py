"""YAML files as nodes that know their lines."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile
from pathlib import Path

import yaml
from yaml.reader import Reader

from bot.knowledge.problems import FileLine, Problem, Report, lost_its_colon, quoted, read_text, slips

DEEPEST = 8
"""Lists and keys in one another that a file may have."""
TOO_DEEP = f"lists and mappings are nested more than {DEEPEST} deep: put them side by side"
YAML_ADVICE = {
    "maximum nesting depth": TOO_DEEP,
    "mapping values are not allowed": "a colon and a space inside a text: put the text in quotes, "
    "or check the indentation",
    "scanning an alias": "a text that begins with `*` must be in quotes",
    "scanning an anchor": "a text that begins with `&` must be in quotes",
    "undefined tag handle": "a text that begins with `!` must be in quotes",
    "scanning a tag": "a text that begins with `!` must be in quotes",
    "scanning a directive": "a line that begins with `%` must be in quotes",
    "block scalar": "after `|` or `>` the text begins on the next line; otherwise put it in quotes",
    "escape": "a backslash inside double quotes: use single quotes instead",
    "could not find expected ':'": "a key without a colon and a space behind it: write it like "
    "`title: Shoes`. If it is no key, it belongs to a text: indent it",
    "unexpected end of stream": "a quotation mark is opened here and never closed",
    "parsing a flow": "a list [ or keys { begin here and do not end; put a text that begins so in quotes",
}
OTHER_YAML_ERROR = (
    "YAML cannot read this: check the indentation here and in the line above, "
    "and put texts that contain quotation marks or begin with a sign in quotes"
)
BEGUN_THERE = ("could not find expected ':'", "unexpected end of stream", "parsing a flow")


def explain_syntax(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """The line to look at, counted from 1, and what to do there."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 1, OTHER_YAML_ERROR
    mark = error.problem_mark
    line = "".join(text.splitlines()[mark.line : mark.line + 1])
    sign = line[mark.column : mark.column + 1]
    if sign == "\t" or "\t" in line[: len(line) - len(line.lstrip(" \t-"))]:
        return mark.line + 1, "there is a tab in this line: use spaces"
    what = f"{error.context or ''} {error.problem or ''}"
    if "cannot start any token" in what:
        return mark.line + 1, f"a text that begins with `{sign}` must be in quotes"
    clue = next((clue for clue in YAML_ADVICE if clue in what), "")
    if clue == "mapping values are not allowed" or "expected <document start>" in what:
        keyless = lost_its_colon(text.splitlines()[: mark.line], line)
        if keyless:
            return keyless, YAML_ADVICE["could not find expected ':'"]
    if clue in BEGUN_THERE and error.context_mark is not None:
        mark = error.context_mark
    return mark.line + 1, YAML_ADVICE.get(clue, OTHER_YAML_ERROR)


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
UNSENDABLE: re.Pattern[str] = Reader.NON_PRINTABLE
"""Not allowed in YAML as they are, but as escapes."""


class NodeKind(Enum):
    """What other YAML readers make of a scalar; the value completes "is read as ..."."""

    TEXT = "a text"
    SWITCH = "true or false"
    NUMBER = "a number"
    DATE = "a date"
    NOTHING = "nothing"
    SIGN = "a sign of YAML"


KINDS = {
    "tag:yaml.org,2002:bool": NodeKind.SWITCH,
    "tag:yaml.org,2002:int": NodeKind.NUMBER,
    "tag:yaml.org,2002:float": NodeKind.NUMBER,
    "tag:yaml.org,2002:timestamp": NodeKind.DATE,
    "tag:yaml.org,2002:null": NodeKind.NOTHING,
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as written."""

    text: str
    kind: NodeKind
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping; each key with the line it stands on."""

    items: Mapping[str, tuple[int, "Node"]]
    line: int


Node = Scalar | Listing | Fields


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


def parse(text: str, report: Report) -> Node | None:
    """The one document in `text`; None when there is none or its syntax is broken, which is reported."""
    if unsendable := UNSENDABLE.search(text):
        report(text.count("\n", 0, unsendable.start()) + 1, _refusal(unsendable[0]))
        return None
    if found := [*slips(text)]:
        for line, advice in found:
            report(line, advice)
        return None
    try:
        root = _document(iter(yaml.parse(text, Loader=LOADER)), report)
    except yaml.YAMLError as error:
        report(*explain_syntax(error, text))
        return None
    except _TooDeepError as error:
        report(error.line, TOO_DEEP)
        return None
    if root is None or root == Scalar("", NodeKind.NOTHING, root.line):
        report(1, "the file is empty: write its content, or delete the file")
        return None
    return root


def _document(events: Iterator[yaml.Event], report: Report) -> Node | None:
    first = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    root = _node(first, events, report) if first else None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            report(_line(event), "a second document begins here: remove the line `---`")
    return root


def _node(event: yaml.Event, events: Iterator[yaml.Event], report: Report, depth: int = 0) -> Node:
    line = _line(event)
    if depth > DEEPEST:
        raise _TooDeepError(line)
    _refuse_references(event, report)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, report)
    if isinstance(event, yaml.AliasEvent):
        return Scalar("an alias, already reported", NodeKind.TEXT, line)
    inside = takewhile(lambda event: not isinstance(event, yaml.CollectionEndEvent), events)
    nodes = tuple(_node(event, events, report, depth + 1) for event in inside)
    if isinstance(event, yaml.SequenceStartEvent):
        return Listing(nodes, line)
    return Fields(_fields(nodes, report), line)


def _fields(nodes: tuple[Node, ...], report: Report) -> dict[str, tuple[int, Node]]:
    fields: dict[str, tuple[int, Node]] = {}
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        if not isinstance(key, Scalar) or not key.text.strip():
            report(key.line, "a key must be a text before a colon; put a text that begins with { in quotes")
        elif key.kind is not NodeKind.TEXT:
            report(key.line, f"the key {quoted(key.text)} is read as {key.kind.value}: put it in quotes")
        elif key.text in fields:
            first, _ = fields[key.text]
            report(key.line, f"the key {quoted(key.text)} stands on line {first} already: keep one of them")
        else:
            fields[key.text] = (key.line, value)
    return fields


def _scalar(event: yaml.ScalarEvent, report: Report) -> Scalar:
    if unsendable := UNSENDABLE.search(event.value):
        report(_line(event), _refusal(unsendable[0]))
    kind = _kind(event.value) if event.implicit[0] else NodeKind.TEXT
    return Scalar(event.value, kind, _line(event))


def _kind(plain: str) -> NodeKind:
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(plain[:1], [])
    return next(
        (KINDS.get(tag, NodeKind.SIGN) for tag, pattern in resolvers if pattern.match(plain)), NodeKind.TEXT
    )


def _refusal(unsendable: str) -> str:
    return f"the character U+{ord(unsendable):04X} cannot be sent: remove it, or write the one that is meant"


def _refuse_references(event: yaml.Event, report: Report) -> None:
    if isinstance(event, yaml.AliasEvent):
        report(_line(event), "a text that begins with `*` must be in quotes; aliases are not supported")
    elif getattr(event, "anchor", None) is not None:
        report(_line(event), "a text that begins with `&` must be in quotes; anchors are not supported")
    elif getattr(event, "tag", None) is not None:
        report(_line(event), "a text that begins with `!` must be in quotes; tags are not supported")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


Where = tuple[str | int, ...]
"""A way into a file: keys, and indices of lists."""


@dataclass(frozen=True)
class Sheet:
    """One file of the folder, and a way to say what is wrong in it."""

    folder: Path
    file: Path
    root: Node
    problems: list[Problem]

    def place(self, *where: str | int) -> FileLine:
        """The line of what `where` leads to, or of the nearest thing around it that exists."""
        line, _ = self._walk(where)[-1]
        return FileLine(self.file, line, self.folder)

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
            problems.append(Problem(FileLine(file, line, folder), message))

        text = read_text(folder / file, report)
        root = None if text is None else parse(text, report)
        if root is not None:
            sheets[file] = Sheet(folder, file, root, problems)
    return sheets
